/**
 * A trace that came without a model, as something that the page can go along: its states are what was recorded, its steps lead
 * from one to the next, and nothing else can happen. Who needed what nobody can say, so that its rows are in the recorded order.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import type { Plain, PlainState } from "../state/plain.ts";
import type { StateInTrace } from "../trace/plain-copy.ts";
import type { ProcessKind } from "../trace/process-kinds.ts";
import { ShownProcesses } from "../trace/shown-processes.ts";
import type { CapsuleTrace } from "./capsule.ts";
import type { LiveModel } from "./path.ts";

type Recorded = NonNullable<CapsuleTrace["recorded"]>;

/** Step number i leads from the i-th state to the next. */
export function recordedModel({ initial, steps }: Recorded): LiveModel {
  const states = [initial, ...steps.map(({ state }) => state)].map(stateOf);
  const next = (state: InterpretedState, step: number) => (states[step] === state ? (states[step + 1] ?? null) : null);
  const nothing = {
    name: null,
    schema: {},
    rules: [],
    properties: [],
    bounds: [],
    invariants: [],
    conditions: [],
    programs: [],
    drawing: null,
  };
  return {
    model: nothing as unknown as LiveModel["model"],
    interpreter: {
      take: next,
      takeUnbounded: next,
      crossed: () => [],
      isTerminal: (state) => state === states.at(-1),
      initialState: () => states[0] ?? null,
      eachInitialState: () => states.slice(0, 1),
      initialStates: () => states.slice(0, 1),
      successors: (state) => {
        const at = states.indexOf(state);
        const after = states[at + 1];
        return after === undefined ? [] : [{ step: at, state: after }];
      },
      holds: () => true,
    },
    instances: { rules: [], first: [], count: [], total: steps.length },
    processes: new ShownProcesses([]),
    membersOf: () => () => null,
    recorded: steps.map(({ rule, arguments: bound }, step) => ({ step, rule, arguments: bound })),
  };
}

function stateOf(state: StateInTrace): InterpretedState {
  const plain: PlainState = new Map(Object.entries(state) as [string, Plain][]);
  return { stored: new Map(), plain, text: JSON.stringify(state) };
}

/** What keys a map and is an argument of some step. */
export function recordedKinds({ initial, steps }: Recorded): readonly ProcessKind[] {
  const kinds = new Map<string, { values: string[]; fields: string[] }>();
  for (const [field, held] of Object.entries(initial)) {
    if (held.kind !== "map") continue;
    const values = held.entries.map(([key]) => key);
    const key = JSON.stringify(values);
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, { values, fields: [field] });
    else known.fields.push(field);
  }
  return [...kinds.values()].flatMap(({ values, fields }): ProcessKind[] => {
    const bindings = new Set(
      steps.flatMap(({ rule, arguments: bound }) =>
        bound.flatMap(([name, text]) => (values.includes(text) ? [`${rule} ${name}`] : [])),
      ),
    );
    if (bindings.size === 0) return [];
    return [{ name: null, values, fields, binds: (rule, binding) => bindings.has(`${rule} ${binding}`) }];
  });
}
