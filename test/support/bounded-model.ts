/** A random model whose claims about states, and about steps, are bounds of its constraint as well. */
import type { Model } from "../../src/index.ts";
import type { Property } from "../../src/model/property.ts";
import type { Fault } from "../random/faults.ts";
import { randomModel } from "./random-model.ts";

export function boundedModel(seed: number, fault: Fault | null): Model {
  const model = randomModel(seed, { space: 2000, fault });
  const bounds = model.properties.flatMap((property): Property[] =>
    property.kind === "always" || property.kind === "step" || property.kind === "reachable"
      ? [{ ...property, kind: property.kind === "step" ? "step" : "always", name: `within ${property.name}` }]
      : [],
  );
  return { ...model, bounds };
}
