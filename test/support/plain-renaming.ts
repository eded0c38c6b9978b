/**
 * Renaming the elements of scalarsets in a state of the interpreter, value by value: decoded, renamed, encoded. Knows
 * nothing of weights, tables and packed words; the reference for src/reduce/symmetry.
 */
import { type Code, codeIn, inOrder, valueByCode } from "../../src/domain/coded.ts";
import type { AnyDomain } from "../../src/domain/domain.ts";
import type { SubsetDomain } from "../../src/domain/subset.ts";
import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import { plainState, type Stored, storedText } from "../../src/interpret/plain-store.ts";
import type { Model } from "../../src/model/model.ts";
import { type Field, isContainer } from "../../src/state/field.ts";

/** Per scalarset, by name: where its elements go. */
export type Renaming = ReadonlyMap<string, ReadonlyMap<string, string>>;

function renameValue(domain: AnyDomain, value: unknown, renaming: Renaming): unknown {
  const { structure } = domain;
  switch (structure.kind) {
    case "scalarset":
      return renaming.get(structure.name)?.get(value as string) ?? value;
    case "optional":
      return value === null ? null : renameValue(structure.inner, value, renaming);
    case "record":
      return {
        ...(value as object),
        ...Object.fromEntries(
          structure.fields.map(([name, part]) => [
            name,
            renameValue(part, (value as Record<string, unknown>)[name], renaming),
          ]),
        ),
      };
    case "tuple": {
      const { members, keys } = structure;
      const places = members.map((part, at) => renameValue(part, (value as readonly unknown[])[at], renaming));
      if (keys === null) return places;
      const moved: unknown[] = [];
      for (const [at, place] of places.entries())
        moved[keys.encode(renameValue(keys, keys.decode(at), renaming))] = place;
      return moved;
    }
    case "union": {
      const { kind } = value as { kind: string };
      const [, part] = structure.cases.find(([name]) => name === kind) as readonly [string, AnyDomain];
      return renameValue(part, value, renaming);
    }
    case "one-of": {
      const part = structure.parts.find((each) => each.encode(value) >= 0) as AnyDomain;
      return renameValue(part, value, renaming);
    }
    case "list":
      return (value as readonly unknown[]).map((item) => renameValue(structure.element, item, renaming));
    case "subset": {
      const members = [...(value as Iterable<unknown>)].map((member) =>
        renameValue(structure.element, member, renaming),
      );
      return (domain as SubsetDomain<unknown>)(members);
    }
    default:
      return value;
  }
}

function renameStored(stored: Stored, renaming: Renaming): Stored {
  const code = <C extends Code>(domain: AnyDomain, given: C): C => {
    const renamed = codeIn(domain, renameValue(domain, valueByCode(domain, given), renaming)) as C;
    if (renamed === -1) throw new Error(`renaming leaves ${domain.label}`);
    return renamed;
  };
  switch (stored.kind) {
    case "value":
      return { ...stored, code: code(stored.domain, stored.code) };
    case "map": {
      const items = [...stored.items].map(
        ([key, item]) => [code(stored.key, key), renameStored(item, renaming)] as const,
      );
      return { ...stored, items: new Map(items.sort(([one], [other]) => one - other)) };
    }
    case "set":
      return { ...stored, codes: new Set([...stored.codes].map((each) => code(stored.element, each))) };
    default: {
      const codes = stored.codes.map((each) => code(stored.element, each));
      return { ...stored, codes: stored.kind === "bag" ? codes.sort(inOrder) : codes };
    }
  }
}

export function renamed(state: InterpretedState, renaming: Renaming): InterpretedState {
  const stored = new Map([...state.stored].map(([name, each]) => [name, renameStored(each, renaming)]));
  return { stored, plain: plainState(stored), text: storedText(stored) };
}

/** Every renaming of the scalarsets that the model's states mention. */
export function allRenamings(model: Model): Renaming[] {
  let found: Map<string, ReadonlyMap<string, string>>[] = [new Map()];
  for (const [name, size] of scalarsetsIn(model)) {
    const elements = Array.from({ length: size }, (_, at) => `${name}${at + 1}`);
    const all = orders(elements).map((order) => new Map(elements.map((element, at) => [element, order[at] as string])));
    found = found.flatMap((renaming) => all.map((one) => new Map([...renaming, [name, one]])));
  }
  return found;
}

function scalarsetsIn({ schema }: Model): Map<string, number> {
  const found = new Map<string, number>();
  const look = ({ structure, size }: AnyDomain): void => {
    if (structure.kind === "scalarset") found.set(structure.name, size);
    if (structure.kind === "optional") look(structure.inner);
    if (structure.kind === "record") for (const [, part] of structure.fields) look(part);
    if (structure.kind === "tuple") structure.members.forEach(look);
    if (structure.kind === "tuple" && structure.keys !== null) look(structure.keys);
    if (structure.kind === "union") for (const [, part] of structure.cases) look(part);
    if (structure.kind === "one-of") structure.parts.forEach(look);
    if (structure.kind === "list" || structure.kind === "subset") look(structure.element);
  };
  const visit = (field: Field): void => {
    if (!isContainer(field)) look(field);
    else if (field.kind === "map") {
      look(field.key);
      visit(field.item);
    } else look(field.element);
  };
  Object.values(schema).forEach(visit);
  return found;
}

function orders<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, at) => orders(items.filter((_, other) => other !== at)).map((rest) => [first, ...rest]));
}

export interface Orbits {
  readonly states: readonly InterpretedState[];
  /** Per class of states that are renamings of each other: how many of them are reachable. */
  readonly sizes: readonly number[];
}

/** The reachable states and their classes, by the interpreter; null: more states than `limit`. */
export function orbitsOf(model: Model, limit: number): Orbits | null {
  const interpreter = interpret(model);
  const states = new Map<string, InterpretedState>();
  let level = interpreter.initialStates();
  for (const state of level) states.set(state.text, state);
  while (level.length > 0) {
    const next: InterpretedState[] = [];
    for (const state of level) {
      for (const { state: after } of interpreter.successors(state)) {
        if (states.has(after.text)) continue;
        states.set(after.text, after);
        next.push(after);
      }
      if (states.size > limit) return null;
    }
    level = next;
  }
  const renamings = allRenamings(model);
  const left = new Map(states);
  const sizes: number[] = [];
  for (const state of states.values()) {
    if (!left.has(state.text)) continue;
    const orbit = new Set(renamings.map((renaming) => renamed(state, renaming).text));
    for (const text of orbit)
      if (!left.delete(text)) throw new Error("a renaming of a reachable state is not reachable");
    sizes.push(orbit.size);
  }
  return { states: [...states.values()], sizes };
}
