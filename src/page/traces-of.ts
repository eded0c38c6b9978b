/** The counterexamples of a check as a capsule has them: what the interpreter needs to make them again, and why they are. */
import type { Counterexample } from "../check/counterexample.ts";
import type { Model } from "../model/model.ts";
import type { Sample } from "../trace/sample.ts";
import { reasonsFor } from "../why/explain.ts";
import type { CapsuleTrace } from "./capsule.ts";

/** So long a page may wait for reasons, all together: what is found by then is what there is. */
const REASONS_MS = 3000;

export function tracesOf(model: Model, counterexamples: readonly Counterexample[]): CapsuleTrace[] {
  const until = performance.now() + REASONS_MS;
  const deadline = { isOver: () => performance.now() > until };
  return counterexamples.map(({ property, claim, list, trace }) => ({
    property,
    kind: claim === "property" ? kindOf(model, property) : claim,
    list,
    ...(trace.failing !== null && { failing: trace.failing.step }),
    fairness: trace.fairness,
    reasons: claim === "property" ? reasonsFor(model, { property, list }, { deadline }) : null,
  }));
}

/** Sample behaviours likewise. */
export function sampleTraces(samples: readonly Sample[]): CapsuleTrace[] {
  return samples.map(({ list }) => ({ property: null, kind: "sample", list, fairness: [], reasons: null }));
}

function kindOf({ properties }: Model, property: string | null): CapsuleTrace["kind"] {
  const found = properties.find(({ name }) => name === property);
  if (found === undefined) throw new Error(`no property is called ${property}`);
  return found.kind;
}
