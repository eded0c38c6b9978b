/** Has other instances of the model say the same of what a check is about to say when they are asked in another order. */
import type { Walk } from "../explore/walk.ts";
import type { Ask } from "./ask.ts";
import { askBackwards, askFairnessBackwards, askInitBackwards } from "./first-asked.ts";
import { anotherInstance } from "./model-anew.ts";
import type { TemporalJudgement } from "./temporal.ts";
import type { Explained } from "./trace-of-finding.ts";

/** Each is an import of the model's module. */
const MOST_INSTANCES = 4;

/** Throws `impure-model`. Does nothing where nobody knows how to make another instance, or there is no time left. */
export async function askAnew(
  { model, options, temporal, fairness, halt, limits }: Ask,
  walk: Walk,
  found: readonly Explained[],
  overTime: TemporalJudgement,
): Promise<void> {
  const { again, signal } = options;
  if (again === undefined || options.judgeAgain === false || halt() !== null) return;
  const until = limits.until ?? Number.POSITIVE_INFINITY;
  const another = () => anotherInstance({ model, again, until, ...(signal && { signal }) });
  const other = await another();
  askInitBackwards(model, other);
  if (temporal.length > 0)
    askFairnessBackwards(
      [model, fairness.assumptions],
      [other, other.fairness.get(fairness.name) ?? []],
      walk.graph?.instances == null ? null : [...walk.graph.instances],
    );
  const shown = [
    ...found.map(({ counterexample, combination }) => ({ counterexample, combination })),
    ...overTime.results.flatMap(({ counterexample }) => (counterexample === null ? [] : [{ counterexample }])),
  ];
  let asked = other;
  for (const [nth, { counterexample, ...start }] of shown.entries()) {
    const { list, claim, property: name } = counterexample;
    const property = claim === "property" ? model.properties.find((each) => each.name === name) : undefined;
    if (nth < MOST_INSTANCES) asked = await another();
    askBackwards(model, asked, { ...list, ...start }, property ?? null);
  }
}
