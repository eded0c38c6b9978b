/** What the integers of a trace depend on: state fields and rule instances. Saved with a trace to tell a changed model. */
import type { Model } from "../model/model.ts";
import { instancesOf } from "../program/instances.ts";
import { type Field, isContainer, type MapField } from "../state/field.ts";

export interface ModelShape {
  /** `name: declaration` per state field. */
  readonly state: readonly string[];
  readonly rules: readonly { readonly name: string; readonly instances: number }[];
}

export function shapeOf(model: Model): ModelShape {
  const { count } = instancesOf(model.rules);
  return {
    state: Object.entries(model.schema).map(([name, field]) => `${name}: ${fieldLabel(field)}`),
    rules: model.rules.map(({ name }, at) => ({ name, instances: count[at] as number })),
  };
}

/** What a field holds in the zero state, which `init` starts from. */
export function firstText(field: Field): string {
  if (!isContainer(field)) return field.format(field.decode(0));
  if (field.kind !== "map") return "empty";
  const { item } = field as MapField<unknown, Field>;
  // Once, however many maps are in each other.
  return isContainer(item) && item.kind === "map" ? firstText(item) : `${firstText(item)} at each key`;
}

export function fieldLabel(field: Field): string {
  if (!isContainer(field)) return field.label;
  if (field.kind === "map") return `map(${field.key.label}, ${fieldLabel(field.item)})`;
  return `${field.kind}(${field.element.label}${field.capacity === null ? "" : `, capacity ${field.capacity}`})`;
}

/** The first difference between two shapes, in words, or null. */
export function shapeDifference(saved: ModelShape, now: ModelShape): string | null {
  const goneRule = saved.rules.find(({ name }) => !now.rules.some((rule) => rule.name === name));
  if (goneRule !== undefined) return `it no longer has the rule ${goneRule.name}`;
  const newRule = now.rules.find(({ name }) => !saved.rules.some((rule) => rule.name === name));
  if (newRule !== undefined) return `it now has the rule ${newRule.name}`;
  for (const { name, instances } of saved.rules) {
    const rule = now.rules.find((other) => other.name === name);
    if (rule?.instances !== instances) return `rule ${name} has ${rule?.instances} instances, and had ${instances}`;
  }
  if (saved.rules.some(({ name }, at) => now.rules[at]?.name !== name)) return "its rules stand in another order";
  const field = saved.state.find((declaration) => !now.state.includes(declaration));
  if (field !== undefined) return `its state no longer has ${field}`;
  const added = now.state.find((declaration) => !saved.state.includes(declaration));
  return added === undefined ? null : `its state now has ${added}`;
}
