/**
 * What a trace is held against: the model without its mistake, or at other parameters. It is another model, with fields, rules
 * and domains of its own, so that nothing is the same by its number: states are told by values and rule instances by their
 * text.
 */
import { codeIn, valueByCode } from "../domain/coded.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { type InterpretedState, interpretedState } from "../interpret/interpret.ts";
import { eachInstance, storedMembers } from "../interpret/plain-instances.ts";
import type { Stored, StoredState } from "../interpret/plain-store.ts";
import type { Model } from "../model/model.ts";
import type { Rule } from "../model/rule.ts";
import { type Instances, instancesOf, stepText } from "../program/instances.ts";
import { type Field, isContainer, type Schema } from "../state/field.ts";

export interface Reference {
  readonly model: Model;
  /** `without p-majown`, `with counts=own`. */
  readonly called: string;
  /** Where it is as words: `without the mutant`, `with counts=own`. */
  readonly where: string;
}

/** A state of one schema as one of another; null: its fields are others, or a value is none of theirs. */
export function restatedIn(schema: Schema, { stored }: InterpretedState): InterpretedState | null {
  const names = Object.keys(schema);
  if (stored.size !== names.length) return null;
  const made = new Map<string, Stored>();
  for (const name of names) {
    const held = stored.get(name);
    const restated = held === undefined ? null : restatedField(schema[name] as Field, held);
    if (restated === null) return null;
    made.set(name, restated);
  }
  return interpretedState(made as StoredState);
}

function restatedField(field: Field, stored: Stored): Stored | null {
  if (!isContainer(field)) {
    const code = stored.kind === "value" ? recoded(stored.domain, field, stored.code) : -1;
    return code === -1 ? null : { kind: "value", domain: field, code };
  }
  if (field.kind !== stored.kind) return null;
  if (stored.kind === "map") {
    if (field.kind !== "map" || field.key.size !== stored.key.size) return null;
    const items = new Map<number, Stored>();
    for (const [key, item] of stored.items) {
      const code = field.key.encode(stored.key.decode(key));
      const held = code < 0 ? null : restatedField(field.item, item);
      if (held === null) return null;
      items.set(code, held);
    }
    return { kind: "map", key: field.key, items: new Map([...items].sort(([one], [other]) => one - other)) };
  }
  if (field.kind === "map") return null;
  const element: AnyDomain = field.element;
  const codes = [...stored.codes].map((code) => recoded(stored.element, element, code));
  const capacity = field.capacity ?? Number.POSITIVE_INFINITY;
  if (codes.includes(-1) || codes.length > capacity) return null;
  if (stored.kind === "set") return { kind: "set", element, capacity: field.capacity, codes: new Set(codes) };
  return { kind: stored.kind, element, capacity, codes: stored.kind === "bag" ? codes.sort(byCode) : codes };
}

function recoded(from: AnyDomain, to: AnyDomain, code: Parameters<typeof valueByCode>[1]) {
  return from === to ? code : codeIn(to, valueByCode(from, code));
}

function byCode(one: number | string, other: number | string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The rule instances of a model, found by their text. */
export class InstancesByText {
  readonly model: Model;
  readonly #instances: Instances;

  constructor(model: Model) {
    this.model = model;
    this.#instances = instancesOf(model.rules);
  }

  text(step: number, { stored }: InterpretedState): string {
    return stepText(this.#instances, step, storedMembers(this.model.schema, stored));
  }

  /** Whether there is a rule whose instance could be called so. */
  hasRuleOf(text: string): boolean {
    return this.model.rules.some((rule) => isOfRule(text, rule));
  }

  /**
   * Its number in a state, `likely` where the other model numbers as this one does; null: there is no such instance. Of what
   * is drawn from collections only what is there is looked at.
   */
  number(text: string, state: InterpretedState, likely: number | null = null): number | null {
    const { total, first, rules } = this.#instances;
    if (likely !== null && likely < total && this.#isCalled(likely, text, state)) return likely;
    const members = storedMembers(this.model.schema, state.stored);
    for (const [at, rule] of rules.entries()) {
      if (!isOfRule(text, rule)) continue;
      let found: number | null = null;
      eachInstance(this.model.schema, rule, state.stored, (index) => {
        const step = (first[at] as number) + index;
        if (found === null && stepText(this.#instances, step, members) === text) found = step;
      });
      if (found !== null) return found;
    }
    return null;
  }

  #isCalled(step: number, text: string, state: InterpretedState): boolean {
    return this.text(step, state) === text;
  }
}

function isOfRule(text: string, { name }: Rule): boolean {
  return text === name || text.startsWith(`${name}(`);
}
