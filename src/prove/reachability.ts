/**
 * Whether the first state of a counterexample to induction can be reached: what tells an invariant that is false from one that
 * says too little. Where the reachable states are few the interpreter goes through them, nearest first; where they are many a
 * search is asked for this one state.
 *
 * Law: `yes` is said of a state that was come to, with its depth, and `no` only when all reachable states were looked at.
 */
import { check } from "../check/check.ts";
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { contentsOf, holdsContents } from "../state/contents.ts";
import { layoutOf } from "../state/layout.ts";
import { SlotMemory } from "../state/memory.ts";
import { viewState } from "../state/views.ts";
import { beginningAt } from "../trace/escape.ts";
import { statesAlong } from "../trace/replay.ts";
import { type FoundState, firstStates, wayTo } from "../why/first-states.ts";
import { codeText, placeText } from "../why/place-text.ts";
import type { Fact } from "../why/reasons.ts";
import { sceneOf } from "../why/scene.ts";
import type { FoundCounterexample } from "./induction-counterexample.ts";
import type { Reachability } from "./proof.ts";

/** Reachable states that the interpreter looks at, for the nearest. */
const LOOKED_AT = 5000;
/** States that a search may find in looking for one. */
const SEARCHED = 20_000_000;

export interface ReachabilityAsked {
  /** The state, one code per slot. */
  readonly codes: Int32Array;
  /** What of it matters. */
  readonly facts: readonly Fact[];
  /** What it is an example of: a step that leads out, a claim that is false. */
  readonly found: FoundCounterexample;
  readonly workers?: number;
  readonly signal?: AbortSignal | undefined;
}

export async function reachabilityOf(model: Model, asked: ReachabilityAsked): Promise<Reachability> {
  const { codes, facts, signal, found: example } = asked;
  const from = beginningAt(model, codes);
  const [state] = statesAlong(from, { initial: 0, steps: [] }) as readonly [InterpretedState];
  const interpreter = interpret(model);
  const halt = { isOver: () => signal?.aborted === true };
  const { found, isAll } = firstStates(interpreter, interpreter.eachInitialState(), LOOKED_AT, halt);
  const at = found.findIndex((each) => each.state.text === state.text);
  if (at >= 0) return { reachable: "yes", depth: depthOf(found, at), states: found.length, nearest: null };
  const isSo = (there: InterpretedState) => isExample(interpreter, example, there);
  const nearest = nearestOf(model, state, found, facts, isSo);
  if (isAll) return { reachable: "no", depth: null, states: found.length, nearest };
  return { ...(await searched(model, asked)), nearest };
}

/** By a search of all states, none taken for another by renaming: the state asked for has names. */
async function searched(
  model: Model,
  { codes, workers = 1, signal }: ReachabilityAsked,
): Promise<Omit<Reachability, "nearest">> {
  const { schema } = model;
  const layout = layoutOf(schema);
  const memory = new SlotMemory(layout.slots);
  memory.codes.set(codes);
  const contents = contentsOf(schema, viewState(layout, memory));
  const name = "the state";
  const predicate = (view: object) => holdsContents(schema, view, contents);
  const property: Property = { name, kind: "reachable", predicate, target: null };
  const { verdict } = await check(
    { ...model, properties: [property] },
    { symmetry: false, maxStates: SEARCHED, workers, ...(signal !== undefined && { signal }) },
  );
  const { outcome, steps } = verdict.properties[0] ?? { outcome: "undecided" };
  const states = verdict.states.distinct;
  if (outcome === "holds") return { reachable: "yes", depth: steps ?? null, states };
  return { reachable: outcome === "violated" && verdict.complete ? "no" : "unknown", depth: null, states };
}

function depthOf(found: readonly FoundState[], at: number): number {
  return wayTo(found, at).length - 1;
}

/** Whether it is so in another state, too: asked of the interpreter, since facts may be only tested, and texts may say too little. */
function isExample(interpreter: Interpreter, found: FoundCounterexample, there: InterpretedState): boolean {
  const isFalse = (state: InterpretedState) => found.broken.some((claim) => !interpreter.holds(claim, state, state));
  try {
    if (found.kind === "state") return isFalse(there);
    const after = interpreter.take(there, found.step);
    return found.kind === "step" && after !== null && isFalse(after);
  } catch {
    return found.kind === "throws";
  }
}

/**
 * The first of those that lack the fewest of the facts; one that lacks none only where it is confirmed. Null: no facts, no states,
 * or a fact whose place is none of theirs.
 */
function nearestOf(
  model: Model,
  state: InterpretedState,
  found: readonly FoundState[],
  facts: readonly Fact[],
  isSo: (there: InterpretedState) => boolean,
): Reachability["nearest"] {
  if (facts.length === 0 || found.length === 0) return null;
  const { places, codes } = sceneOf(model, [state, ...found.map((each) => each.state)]);
  const placeAt = new Map(places.list.map((place, at) => [placeText(place), at]));
  const asked = facts.flatMap((fact) => {
    const at = placeAt.get(fact.place);
    const place = at === undefined ? undefined : places.list[at];
    if (at === undefined || place === undefined) return [];
    const texts = new Map<number, string>();
    const textOf = (code: number) => {
      const text = texts.get(code) ?? codeText(place, code);
      texts.set(code, text);
      return text;
    };
    return [{ fact, textOf: (of: Int32Array) => textOf(of[at] as number) }];
  });
  if (asked.length < facts.length) return null;
  let best: { readonly at: number; readonly lacking: typeof asked } | null = null;
  for (let at = 0; at < found.length; at++) {
    const there = codes[at + 1] as Int32Array;
    const lacking = asked.filter(({ fact, textOf }) => !fact.allowed.includes(textOf(there)));
    if (lacking.length === 0 && !isSo((found[at] as FoundState).state)) continue;
    if (best === null || lacking.length < best.lacking.length) best = { at, lacking };
    if (best.lacking.length === 0) break;
  }
  if (best === null) return null;
  const there = codes[best.at + 1] as Int32Array;
  return {
    depth: depthOf(found, best.at),
    lacks: best.lacking.map(({ fact, textOf }) => ({
      place: fact.place,
      here: fact.value,
      there: textOf(there),
      says: fact.says,
    })),
  };
}
