/**
 * Who acts in a step: the process of a program's or a role's step as it is declared; of any other rule the binding that
 * names a process, if it has one. A process is what maps of the state have items for; where the state has no map, an
 * element of a scalarset. A step that binds none is that one's for whom alone it changes something; else it is told from
 * others by a number that it binds first (`prepare(ballot: 1)`), and is nobody's in particular if there is none.
 */
import type { AnyDomain } from "../domain/domain.ts";
import type { InterpretedState } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import { bindingDomain, type Rule } from "../model/rule.ts";
import { bindingCodes, bindsByPosition, boundValues, type Instances, ruleOfStep } from "../program/instances.ts";
import { type Field, isContainer, type Schema } from "../state/field.ts";
import { type Plain, plainText } from "../state/plain.ts";

/** Whose step it is. */
export interface Actor {
  /** Equal for steps of one actor only. */
  readonly key: string;
  /** As a reader calls it: `a1`, `acceptor a1`, `ballot 1`; null: nobody in particular. */
  readonly called: string | null;
}

/** Which binding, or which field of what it binds, names the process of a rule's steps. */
interface Names {
  readonly binding: string;
  readonly part: string | null;
  readonly domain: AnyDomain;
}

const NOBODY: Actor = { key: "", called: null };

/** Per step of a list, whose it is; `states`: those it goes through, one more. */
export function actorsOf(
  model: Model,
  instances: Instances,
  steps: readonly number[],
  states: readonly InterpretedState[],
): Actor[] {
  const byRule = new Map<number, Names[]>();
  const namesOf = (at: number): Names[] => {
    let names = byRule.get(at);
    if (names === undefined) {
      const rule = instances.rules[at] as Rule;
      const nth = steps.flatMap((step, index) => (ruleOfStep(instances, step) === at ? [index] : []));
      names = processNames(model.schema, rule, (each) =>
        nth.some((index) => {
          const before = states[index] as InterpretedState;
          const bound = valuesOf(model, instances, steps[index] as number, before);
          return changesItem(
            model.schema,
            before,
            states[index + 1] as InterpretedState,
            each,
            boundValue(bound, each),
          );
        }),
      );
      byRule.set(at, names);
    }
    return names;
  };
  return steps.map((step, index) => {
    const before = states[index] as InterpretedState;
    const at = ruleOfStep(instances, step);
    const rule = instances.rules[at] as Rule;
    const bound = valuesOf(model, instances, step, before);
    const program = model.programs.find((each) => each.steps.has(rule.name));
    if (program !== undefined) {
      const { processes } = program.parts;
      return named(program.name, processes, Reflect.get(bound, "self"));
    }
    if (rule.footprint !== null) {
      const { role, process } = rule.footprint;
      if (role === null || process === null) return { key: "network", called: "the network" };
      const names = { ...process, domain: partOf(bindingOf(rule, process.binding), process.part) as AnyDomain };
      return named(role, names.domain, boundValue(bound, names));
    }
    const [names] = namesOf(at);
    if (names !== undefined) return named("", names.domain, boundValue(bound, names));
    return changed(model.schema, before, states[index + 1] as InterpretedState) ?? numberedBy(rule, bound) ?? NOBODY;
  });
}

function named(kind: string, domain: AnyDomain, value: unknown): Actor {
  const text = domain.format(value);
  const isName = !/^(-?\d|null$|true$|false$)/.test(text);
  return { key: `of ${kind} ${text}`, called: isName || kind === "" ? text : `${kind} ${text}` };
}

/** For whom alone a step changes something: the only key of maps whose items change. */
function changed(schema: Schema, before: InterpretedState, after: InterpretedState): Actor | null {
  const found = new Map<string, string>();
  for (const [name, old] of before.plain) {
    const field = schema[name] as Field;
    if (!isContainer(field) || field.kind !== "map" || old.kind !== "map") continue;
    const now = after.plain.get(name) as Plain;
    for (const [key, item] of old.entries)
      if (plainText(item) !== itemText(now, key)) found.set(`${field.key.label} ${key}`, key);
  }
  const [only] = found.values();
  return only === undefined || found.size > 1 ? null : { key: `of  ${only}`, called: only };
}

function numberedBy({ bindings: [first] }: Rule, bound: object): Actor | null {
  if (first === undefined) return null;
  const [name, binding] = first;
  if (bindingDomain(binding).structure.kind !== "range") return null;
  const text = `${name} ${bindingDomain(binding).format(Reflect.get(bound, name))}`;
  return { key: `by ${text}`, called: text };
}

/**
 * What may name the process of a rule's steps, the likeliest first: what a map item is changed for in some of them, of
 * which the receiver (`to`) before others; then bindings before fields of records, of which only the receiver's counts; then elements of scalarsets before other keys.
 */
function processNames(schema: Schema, rule: Rule, changes: (names: Names) => boolean): Names[] {
  const keys = Object.values(schema).flatMap(keysOf);
  const isProcess = (domain: AnyDomain | null): domain is AnyDomain => {
    if (domain === null) return false;
    return keys.length === 0 ? domain.structure.kind === "scalarset" : keys.some((key) => isSame(key, domain));
  };
  const candidates = rule.bindings.flatMap(([binding, of]): Names[] => {
    const domain = bindingDomain(of);
    if (isProcess(domain)) return [{ binding, part: null, domain }];
    const receiver = partOf(domain, "to");
    return isProcess(receiver) ? [{ binding, part: "to", domain: receiver }] : [];
  });
  const rank = (names: Names) =>
    (changes(names) ? (names.binding === "to" ? 0 : 4) : 8) +
    (names.part === null ? 0 : 2) +
    (names.domain.structure.kind === "scalarset" ? 0 : 1);
  return candidates
    .map((names, at) => ({ names, at, rank: rank(names) }))
    .sort((one, other) => one.rank - other.rank || one.at - other.at)
    .map(({ names }) => names);
}

/** Whether a step changes an item that some map has for this value. */
function changesItem(
  schema: Schema,
  before: InterpretedState,
  after: InterpretedState,
  { domain }: Names,
  value: unknown,
): boolean {
  if (value === undefined) return false;
  const text = domain.format(value);
  return [...before.plain].some(([name, old]) => {
    const field = schema[name] as Field;
    if (!isContainer(field) || field.kind !== "map" || !isSame(field.key, domain)) return false;
    return itemText(old, text) !== itemText(after.plain.get(name) as Plain, text);
  });
}

function itemText(map: Plain, key: string): string | null {
  const item = map.kind === "map" ? map.entries.find(([each]) => each === key) : undefined;
  return item === undefined ? null : plainText(item[1]);
}

function keysOf(field: Field): AnyDomain[] {
  return isContainer(field) && field.kind === "map" ? [field.key, ...keysOf(field.item)] : [];
}

/** Of two domains whether they have the same values; labels say how they were made. */
function isSame(one: AnyDomain, other: AnyDomain): boolean {
  return one === other || (one.label === other.label && one.size === other.size);
}

function bindingOf(rule: Rule, name: string): AnyDomain {
  const [, binding] = rule.bindings.find(([each]) => each === name) as Rule["bindings"][number];
  return bindingDomain(binding);
}

/** A field of a record, or one that all cases of a union have alike; null: there is none. */
function partOf(domain: AnyDomain, part: string | null): AnyDomain | null {
  if (part === null) return domain;
  const { structure } = domain;
  if (structure.kind === "record") return structure.fields.find(([name]) => name === part)?.[1] ?? null;
  if (structure.kind !== "union") return null;
  const found = structure.cases.map(([, each]) => partOf(each, part));
  const [first = null] = found;
  return first !== null && found.every((each) => each !== null && isSame(each, first)) ? first : null;
}

function valuesOf(model: Model, instances: Instances, step: number, state: InterpretedState): object {
  const at = ruleOfStep(instances, step);
  const rule = instances.rules[at] as Rule;
  const codes = bindingCodes(rule, step - (instances.first[at] as number));
  return boundValues(rule, codes, bindsByPosition(rule) ? storedMembers(model.schema, state.stored) : null);
}

function boundValue(bound: object, { binding, part }: Pick<Names, "binding" | "part">): unknown {
  const value: unknown = Reflect.get(bound, binding);
  return part === null ? value : Reflect.get(value as object, part);
}
