/**
 * An escape from an invariant as a trace of one step, replayed by the interpreter: a counterexample to induction. Its first
 * state satisfies the invariant and need not be reachable.
 */
import type { Model } from "../model/model.ts";
import { copyState } from "../state/copy.ts";
import { layoutOf } from "../state/layout.ts";
import { SlotMemory } from "../state/memory.ts";
import { viewState } from "../state/views.ts";
import type { Escape } from "../verify/induction/induction.ts";
import type { Invariant } from "../verify/induction/satisfying-states.ts";
import type { Claim } from "./claim.ts";
import { replay } from "./replay.ts";
import type { Trace } from "./trace.ts";

/** The same model, beginning in one state: one code per slot. */
export function beginningAt(model: Model, codes: Int32Array): Model {
  const layout = layoutOf(model.schema);
  const memory = new SlotMemory(layout.slots);
  memory.codes.set(codes);
  const state = viewState(layout, memory);
  const initial = {
    ...model.initial,
    bindings: [],
    when: () => true,
    do: (s: object) => copyState(model.schema, state, s),
  };
  return { ...model, initial };
}

/** Throws `trace-mismatch` when the interpreter does not confirm it. */
export function replayEscape<S extends object>(model: Model, invariant: Invariant<S>, out: Escape): Trace {
  const from = beginningAt(model, out.codes);
  // Wrong until shown: that every conjunct is true in the first state, and not every one in the second.
  const predicate = (s: object) => Object.values(invariant).every((holds) => holds(s as S));
  const claim = (kind: "always" | "reachable"): Claim => ({
    kind: "property",
    property: { name: "the invariant", kind, predicate, target: null },
  });
  replay(from, { initial: 0, steps: [] }, claim("reachable"));
  if (out.error !== null) return replay(from, { initial: 0, steps: [] }, { kind: "rule-throws", step: out.step });
  return replay(from, { initial: 0, steps: [out.step] }, claim("always"));
}
