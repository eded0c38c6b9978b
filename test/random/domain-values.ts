/** Values of domains by brute force: listed one by one, compared as the documentation orders them, renamed in place. */
import type { DomainData, Fields, ModelData, Value } from "./model-data.ts";

export type Domains = ReadonlyMap<string, DomainData>;

/** Domains by name, and the cases of unions by theirs: `D2.ping` is a domain of one case. */
export function domainsOf({ domains }: Pick<ModelData, "domains">): Domains {
  const known = new Map<string, DomainData>();
  for (const [name, domain] of domains) {
    known.set(name, domain);
    if (domain.is !== "union") continue;
    for (const each of domain.cases) known.set(`${name}.${each[0]}`, { is: "union", cases: [each] });
  }
  return known;
}

export function domainNamed(domains: Domains, name: string): DomainData {
  const found = domains.get(name);
  if (found === undefined) throw new Error(`no domain ${name}`);
  return found;
}

/** One text for equal values, whatever the order of their fields. */
export function keyOf(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(keyOf).join(",")}]`;
  const record = value as Record<string, unknown>;
  let text = "{";
  for (const name of Object.keys(record).sort()) text += `${name}:${keyOf(record[name])},`;
  return `${text}}`;
}

/** What is known of a domain, among others that it may be made of. */
interface Known {
  readonly values: readonly Value[];
  readonly ranks: ReadonlyMap<string, number>;
}
const known = new WeakMap<Domains, Map<string, Known>>();

function knownOf(domains: Domains, name: string): Known {
  let all = known.get(domains);
  if (all === undefined) {
    all = new Map();
    known.set(domains, all);
  }
  let found = all.get(name);
  if (found === undefined) {
    const values = list(domains, domainNamed(domains, name), name);
    found = { values, ranks: new Map(values.map((value, at) => [keyOf(value), at])) };
    all.set(name, found);
  }
  return found;
}

/** All values in order. */
export function valuesOf(domains: Domains, name: string): readonly Value[] {
  return knownOf(domains, name).values;
}

function list(domains: Domains, domain: DomainData, name: string): Value[] {
  switch (domain.is) {
    case "boolean":
      return [false, true];
    case "range": {
      const values: number[] = [];
      const { first } = domain;
      if (first !== undefined) values.push(first);
      for (let value = domain.low; value <= domain.high; value++) if (value !== first) values.push(value);
      return values;
    }
    case "enumeration":
      return [...domain.names];
    case "scalarset": {
      const values: string[] = [];
      for (let at = 1; at <= domain.size; at++) values.push(domain.name + at);
      return values;
    }
    case "optional":
      return [null, ...valuesOf(domains, domain.of)];
    case "record":
      return records(domains, domain.fields, null);
    case "tuple": {
      let tuples: Value[][] = [[]];
      for (const of of domain.of) {
        const longer: Value[][] = [];
        for (const tuple of tuples) for (const value of valuesOf(domains, of)) longer.push([...tuple, value]);
        tuples = longer;
      }
      return tuples;
    }
    case "union":
      return domain.cases.flatMap(([kind, fields]) => records(domains, fields, kind));
    case "one-of":
      return domain.of.flatMap((of) => valuesOf(domains, of));
    case "list": {
      const lists: Value[][] = [];
      let ofLength: Value[][] = [[]];
      for (let length = 0; length <= domain.max; length++) {
        if (length >= domain.min) for (const each of ofLength) lists.push(each);
        ofLength = ofLength.flatMap((each) => valuesOf(domains, domain.of).map((value) => [...each, value]));
      }
      return lists;
    }
    case "subset": {
      // The sets without the last value, and then the same with it.
      let sets: Value[][] = [[]];
      for (const value of valuesOf(domains, domain.of)) sets = [...sets, ...sets.map((some) => [...some, value])];
      const most = domain.max ?? sets.length;
      return sets
        .filter((some) => some.length >= domain.min && some.length <= most)
        .map((members) => ({ subset: name, members }));
    }
  }
}

/** The set in a domain of sets that has these members. */
export function setOf(domains: Domains, name: string, members: readonly Value[]): Value {
  const { of } = domainNamed(domains, name) as Extract<DomainData, { is: "subset" }>;
  const wanted = new Set(members.map(keyOf));
  return { subset: name, members: valuesOf(domains, of).filter((value) => wanted.has(keyOf(value))) };
}

/** What is in a list or in a set. */
export function membersOf(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : (value as { readonly members: readonly Value[] }).members;
}

function records(domains: Domains, fields: Fields, kind: string | null): Value[] {
  let all: Record<string, Value>[] = [kind === null ? {} : { kind }];
  for (const [name, of] of fields) {
    const longer: Record<string, Value>[] = [];
    for (const some of all) for (const value of valuesOf(domains, of)) longer.push({ ...some, [name]: value });
    all = longer;
  }
  return all;
}

/** A value's place in the order; -1: it is none of the domain. */
export function rankOf(domains: Domains, name: string, value: unknown): number {
  return knownOf(domains, name).ranks.get(keyOf(value)) ?? -1;
}

/** Of all values that are equal the one that the domain lists; undefined: it is none of the domain's. */
export function listedValue(domains: Domains, name: string, value: unknown): Value | undefined {
  const rank = rankOf(domains, name, value);
  return rank < 0 ? undefined : valuesOf(domains, name)[rank];
}

/** The value with every element of a scalarset renamed: `renaming` has the new name of each. */
export function renamedValue(
  domains: Domains,
  name: string,
  value: Value,
  renaming: ReadonlyMap<string, string>,
): Value {
  const domain = domainNamed(domains, name);
  const each = (fields: Fields) => {
    const record = value as Record<string, Value>;
    const parts = fields.map(([field, of]) => [field, renamedValue(domains, of, record[field] as Value, renaming)]);
    return { ...record, ...Object.fromEntries(parts) };
  };
  switch (domain.is) {
    case "scalarset":
      return renaming.get(value as string) ?? value;
    case "optional":
      return value === null ? null : renamedValue(domains, domain.of, value, renaming);
    case "record":
      return each(domain.fields);
    case "tuple":
      if (domain.keys !== undefined) {
        const keys = valuesOf(domains, domain.keys);
        const places = keys.map((key) =>
          rankOf(domains, domain.keys as string, renamedValue(domains, domain.keys as string, key, renaming)),
        );
        const moved: Value[] = [];
        for (const [at, place] of places.entries()) moved[place] = (value as Value[])[at] as Value;
        return moved;
      }
      return domain.of.map((of, at) => renamedValue(domains, of, (value as Value[])[at] as Value, renaming));
    case "union": {
      const { kind } = value as { kind: string };
      return each(domain.cases.find(([name]) => name === kind)?.[1] ?? []);
    }
    case "one-of": {
      const of = domain.of.find((part) => rankOf(domains, part, value) >= 0) as string;
      return renamedValue(domains, of, value, renaming);
    }
    case "list":
      return (value as Value[]).map((item) => renamedValue(domains, domain.of, item, renaming));
    case "subset": {
      const members = membersOf(value).map((member) => renamedValue(domains, domain.of, member, renaming));
      return setOf(domains, name, members);
    }
    default:
      return value;
  }
}
