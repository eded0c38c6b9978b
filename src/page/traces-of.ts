/**
 * The counterexamples of a check as a capsule has them: what the interpreter needs to make them again, and why they are. What
 * is wrong comes before what is as it should be, since a page opens with the first, and time for reasons goes there first.
 */
import type { Counterexample } from "../check/counterexample.ts";
import type { Model } from "../model/model.ts";
import { watchedReasons } from "../report/watched-reasons.ts";
import type { Sample } from "../trace/sample.ts";
import type { Reference } from "../why/reference.ts";
import type { CapsuleTrace } from "./capsule.ts";

/** So long a page may wait for reasons, all together: what is found by then is what there is. */
const REASONS_MS = 3000;
/** And what is under way then so much longer, unless it never ends. */
const GRACE_MS = 2000;

/** `against`: what they are held against, to say where the mistake acted. */
export function tracesOf(
  model: Model,
  counterexamples: readonly Counterexample[],
  against: Reference | null = null,
): CapsuleTrace[] {
  const until = performance.now() + REASONS_MS;
  const deadline = { isOver: () => performance.now() > until };
  const kinds = new Map(
    counterexamples.map((each) => [each, each.claim === "property" ? kindOf(model, each.property) : each.claim]),
  );
  const isWitness = (each: Counterexample) => kinds.get(each) === "reachable";
  const sorted = [...counterexamples.filter((each) => !isWitness(each)), ...counterexamples.filter(isWitness)];
  return sorted.map((each) => {
    const { property, claim, list, trace } = each;
    return {
      property,
      kind: kinds.get(each) as CapsuleTrace["kind"],
      list,
      ...(trace.failing !== null && { failing: trace.failing.step }),
      fairness: trace.fairness,
      reasons:
        claim === "property"
          ? watchedReasons(
              model,
              { property, list },
              { deadline, against },
              Math.max(until - performance.now(), 0) + GRACE_MS,
            )
          : null,
    };
  });
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
