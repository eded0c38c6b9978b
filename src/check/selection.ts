/** What of a model is checked: the properties and the assumptions of fairness that were asked for, by name. */
import { synodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";

export function selectProperties(model: Model, names: readonly string[] | undefined): number[] {
  const known = model.properties.map((property) => property.name);
  if (names === undefined) return known.map((_, at) => at);
  return names.map((name) => {
    const at = known.indexOf(name);
    if (at < 0) throw synodError("unknown-property", { model: model.name ?? "the model", name, known });
    return at;
  });
}

export function selectFairness(model: Model, name: string | undefined) {
  const [first] = model.fairness.keys();
  const chosen = name ?? (first as string);
  const assumptions = model.fairness.get(chosen);
  if (assumptions === undefined) {
    throw synodError("bad-option-value", {
      option: "the option `fairness`",
      value: chosen,
      expected: `one of ${[...model.fairness.keys()].join(", ")}`,
    });
  }
  return { name: chosen, assumptions };
}
