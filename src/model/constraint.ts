/**
 * A declared bound on what is explored, as TLC's CONSTRAINT and ACTION_CONSTRAINT are: a state beyond it is found, judged
 * and not expanded, a step beyond it is not taken. It makes an endless model finite, or a large one small, and says so: a
 * verdict counts what lay beyond, by name. What holds within a constraint may be false beyond it
 * (docs/decisions/0017-a-constraint-cuts-the-search-not-the-model.md).
 */
import { closed, isNamedParts, keysOf, kindOfValue } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { conjunctsOf, isOverNothing } from "./conjunction.ts";
import type { Property } from "./property.ts";
import { factsOf, PROPERTY_KINDS } from "./property-kinds.ts";
import { emptied, isUnwritten, writtenIn } from "./written.ts";

/**
 * What `constraint` is given, by name: bounds on states under `always`, on steps that change the state under `step`.
 *
 * @example
 * ```ts
 * const few = { always: { "few tickets": (s: { ticket: number }) => s.ticket <= 3 } };
 * model({
 *   state: { ticket: range(0, 4) },
 *   rules: { draw: { do: (s) => { s.ticket += 1; } } },
 *   constraint: few,
 *   always: { "not negative": (s) => s.ticket >= 0 },
 * });
 * ```
 */
export interface ConstraintDefinition<State> {
  /** A state in which one of these is false is found and judged, and nothing that follows on it is looked at. */
  readonly always?: { readonly [name: string]: ((state: State) => boolean) | false } | false;
  /** A step that changes the state and for which one of these is false is not taken. */
  readonly step?: { readonly [name: string]: ((before: State, after: State) => boolean) | false } | false;
}

const KEYS = keysOf<ConstraintDefinition<object>>({ always: true, step: true });

/** The bounds of a constraint, those of states first; none where there is no constraint. `model`: its name for errors. */
export function boundsOf(definition: unknown, properties: readonly Property[], model: string): Property[] {
  if (isUnwritten(definition)) return [];
  if (!isNamedParts(definition))
    throw synodError("bad-definition", {
      subject: `\`constraint\` of ${model}`,
      problem: `is ${kindOfValue(definition)}`,
      expected: '{ always: { "few tickets": (s) => s.tickets <= 3 } }',
    });
  closed(definition, KEYS, (problem, wrong) =>
    wrong === undefined
      ? synodError("bad-definition", { subject: `\`constraint\` of ${model}`, problem, expected: "{ always, step }" })
      : synodError("unknown-key", { subject: `the constraint of ${model}`, ...wrong }),
  );
  const bounds = [...boundsUnder("always", definition["always"]), ...boundsUnder("step", definition["step"])];
  const twice = bounds.find(({ name }, at) => bounds.findIndex((each) => each.name === name) < at);
  if (twice !== undefined)
    throw synodError("duplicate-property", { property: twice.name, kinds: ["constraint always", "constraint step"] });
  if (bounds.length > 0) refuseOverTime(bounds, properties);
  return bounds;
}

function boundsUnder(kind: "always" | "step", entries: unknown): Property[] {
  const key = `constraint: { ${kind} }`;
  const bad = (property: string, problem: string, more: object = {}) =>
    synodError("bad-property", { property, problem, ...more });
  if (!isUnwritten(entries) && !isNamedParts(entries))
    throw bad(key, `\`${kind}\` of the constraint is ${kindOfValue(entries)}, not an object of predicates by name`, {
      ...(typeof entries === "function" && { form: `${kind}: { "what it bounds": ... }` }),
    });
  return writtenIn(entries).entries.map(([name, given]) => {
    const { form } = PROPERTY_KINDS[kind];
    if (typeof given !== "function")
      throw bad(name, `it is a bound of the constraint, and its predicate is not a function`, {
        ...emptied(given),
        ...(form !== null && { form }),
      });
    const predicate = given as Property["predicate"];
    if (kind === "always" && conjunctsOf(predicate).some((each) => each.length > 1))
      throw bad(
        name,
        "its predicate takes two states, and `always` is asked of one: a bound on steps belongs under `step`",
        {
          takesTwo: true,
        },
      );
    return { name, kind, predicate, target: null, ...(isOverNothing(given) && { overNothing: true }) };
  });
}

/** A behaviour that a bound cuts off is no counterexample, and that there is none within it proves nothing. */
function refuseOverTime(bounds: readonly Property[], properties: readonly Property[]): void {
  const overTime = properties.filter(({ kind }) => factsOf(kind)?.judged === "graph");
  if (overTime.length === 0) return;
  throw synodError("beyond-constraint", {
    bounds: bounds.map(({ name }) => name),
    asked: "over-time",
    claims: overTime.map(({ name }) => name),
  });
}
