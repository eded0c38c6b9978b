/**
 * The counterexamples of a check as a capsule has them: what the interpreter needs to make them again, and why they are. What
 * is wrong comes before what is as it should be, since a page opens with the first, and time for reasons goes there first.
 */
import type { Counterexample } from "../check/counterexample.ts";
import type { Model } from "../model/model.ts";
import { type NeverReached, neverReached } from "../report/never-reached.ts";
import { watchedReasons } from "../report/watched-reasons.ts";
import type { Sample } from "../trace/sample.ts";
import type { PropertyVerdict } from "../verify/verdict.ts";
import type { Reasons } from "../why/reasons.ts";
import type { Reference } from "../why/reference.ts";
import type { CapsuleTrace } from "./capsule.ts";
import { wayToMiss } from "./way-to-miss.ts";

/** So long a page may wait for reasons, all together: what is found by then is what there is. */
const REASONS_MS = 3000;
/** And what is under way then so much longer, unless it never ends. */
const GRACE_MS = 2000;

/**
 * `against`: what they are held against, to say where the mistake acted. `verdicts`: of what is never reached among these, the
 * way to what comes closest.
 */
export function tracesOf(
  model: Model,
  counterexamples: readonly Counterexample[],
  against: Reference | null = null,
  verdicts: readonly PropertyVerdict[] = [],
): CapsuleTrace[] {
  const until = performance.now() + REASONS_MS;
  const deadline = { isOver: () => performance.now() > until };
  const reasonsOf = (explained: Parameters<typeof watchedReasons>[1]) =>
    watchedReasons(model, explained, { deadline, against }, Math.max(until - performance.now(), 0) + GRACE_MS);
  const kinds = new Map(
    counterexamples.map((each) => [each, each.claim === "property" ? kindOf(model, each.property) : each.claim]),
  );
  const isWitness = (each: Counterexample) => kinds.get(each) === "reachable";
  const sorted = [...counterexamples.filter((each) => !isWitness(each)), ...counterexamples.filter(isWitness)];
  const traces = sorted.map((each): CapsuleTrace => {
    const { property, claim, list, trace } = each;
    return {
      property,
      kind: kinds.get(each) as CapsuleTrace["kind"],
      list,
      ...(trace.failing !== null && { failing: trace.failing.step }),
      fairness: trace.fairness,
      reasons: claim === "property" ? reasonsOf({ property, list }) : null,
    };
  });
  const firstGood = sorted.findIndex(isWitness);
  return traces.toSpliced(
    firstGood < 0 ? traces.length : firstGood,
    0,
    ...verdicts.flatMap((verdict) => nearestTrace(model, neverReached(verdict), reasonsOf)),
  );
}

/** Empty: nothing comes close, or the way cannot be told for certain. */
function nearestTrace(
  model: Model,
  unreached: NeverReached | null,
  reasons: (of: NeverReached) => Reasons,
): CapsuleTrace[] {
  const known = unreached === null ? null : reasons(unreached);
  const list = known?.nearest == null ? null : wayToMiss(model, known.nearest);
  if (unreached === null || known === null || list === null) return [];
  return [{ property: unreached.property, kind: "unreached", list, fairness: [], reasons: known }];
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
