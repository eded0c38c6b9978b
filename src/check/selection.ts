/** What of a model is checked: the properties and the assumptions of fairness that were asked for, by name. */
import { synodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import { namesOf, propertiesNamed } from "../model/property.ts";

export function selectProperties(model: Model, names: readonly string[] | undefined): number[] {
  const { properties } = model;
  if (names === undefined) return properties.map((_, at) => at);
  const chosen = names.flatMap((name) => {
    const found = propertiesNamed(properties, name).map((property) => properties.indexOf(property));
    if (found.length === 0)
      throw synodError("unknown-property", { model: model.name ?? "the model", name, known: namesOf(properties) });
    return found;
  });
  return [...new Set(chosen)];
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
      known: [...model.fairness.keys()],
    });
  }
  return { name: chosen, assumptions };
}
