// Random schemas, and what is done to states of them, told twice: to a view of synod's, and to a plain list of codes.
import fc from "fast-check";
import type { AnyDomain } from "../../src/domain/domain.ts";
import { scalarset } from "../../src/domain/scalars.ts";
import { isSynodError } from "../../src/errors/errors.ts";
import { bag, type Field, map, type Schema, sequence, set } from "../../src/state/field.ts";
import { domains } from "../domain/arbitrary-domain.ts";

/** A variable, or one collection, perhaps deep in maps: what can be read and written by itself. */
export interface Place {
  readonly name: string;
  readonly kind: "value" | "set" | "bag" | "sequence";
  readonly domain: AnyDomain;
  readonly capacity: number;
  /** What has the place's value or collection, under which key. */
  readonly holder: (state: object) => Holder;
}

export interface Holder {
  readonly get: () => unknown;
  readonly set: (value: unknown) => void;
}

/** What a place holds, as codes: a variable's one, a set's and a bag's in ascending order, a sequence's in its own. */
export type Contents = readonly number[];

const capacity = fc.integer({ min: 1, max: 4 });

const fields: fc.Arbitrary<Field> = fc.letrec<{ field: Field }>((tie) => ({
  field: fc.oneof(
    { maxDepth: 2 },
    domains.map(({ domain }) => domain),
    domains.map(({ domain }) => set(domain)),
    fc.tuple(domains, capacity).map(([{ domain }, capacity]) => set(domain, { capacity })),
    fc.tuple(domains, capacity).map(([{ domain }, capacity]) => bag(domain, { capacity })),
    fc.tuple(domains, capacity).map(([{ domain }, capacity]) => sequence(domain, { capacity })),
    fc.tuple(fc.integer({ min: 1, max: 4 }), tie("field")).map(([size, field]) => map(scalarset("key", size), field)),
  ),
})).field;

export const schemas: fc.Arbitrary<Schema> = fc
  .array(fields, { minLength: 1, maxLength: 5 })
  .map((all) => Object.fromEntries(all.map((field, at) => [`field${at}`, field])));

export function placesOf(schema: Schema): Place[] {
  return Object.entries(schema).flatMap(([name, field]) =>
    placesIn(name, field, (state) => ({
      get: () => (state as Record<string, unknown>)[name],
      set: (value) => {
        (state as Record<string, unknown>)[name] = value;
      },
    })),
  );
}

interface MapLike {
  get(key: unknown): unknown;
  set(key: unknown, value: unknown): void;
}

function placesIn(name: string, field: Field, holder: (state: object) => Holder): Place[] {
  if (!("kind" in field)) return [{ name, kind: "value", domain: field, capacity: 1, holder }];
  switch (field.kind) {
    case "map":
      return (field.key as AnyDomain).values.flatMap((key) =>
        placesIn(`${name}[${key}]`, field.item, (state) => {
          const items = holder(state).get() as MapLike;
          return { get: () => items.get(key), set: (value) => items.set(key, value) };
        }),
      );
    default: {
      const capacity = field.capacity ?? field.element.size;
      return [{ name, kind: field.kind, domain: field.element, capacity, holder }];
    }
  }
}

/** What is done to a place: which of its operations, with which value. Numbers are taken modulo what there is. */
export interface Command {
  readonly place: number;
  readonly operation: number;
  readonly value: number;
}

export const commands = fc.array(
  fc.record({ place: fc.nat({ max: 999 }), operation: fc.nat({ max: 999 }), value: fc.nat({ max: 9999 }) }),
  { minLength: 5, maxLength: 60, size: "max" },
);

/** What an operation answers or throws, and what the place holds afterwards. */
interface Effect {
  readonly answer: unknown;
  readonly contents: Contents;
}

interface Collection extends Iterable<unknown> {
  readonly size: number;
  readonly length: number;
  has(value: unknown): boolean;
  add(value: unknown): void;
  delete(value: unknown): boolean;
  count(value: unknown): number;
  clear(): void;
  at(index: number): unknown;
  includes(value: unknown): boolean;
  push(value: unknown): void;
  shift(): unknown;
  pop(): unknown;
  indexOf(value: unknown): number;
  insert(index: number, value: unknown): void;
  remove(index: number): unknown;
  set(index: number, value: unknown): void;
  truncate(length: number): void;
  assign(contents: Iterable<unknown>): void;
  findIndex(test: Test): number;
  entries(): unknown;
  some(test: Test): boolean;
  every(test: Test): boolean;
  filter(test: Test): unknown[];
  find(test: Test): unknown;
  map(make: (value: unknown, index: number) => unknown): unknown[];
  reduce(combine: (soFar: unknown[], value: unknown, index: number) => unknown[], initial: unknown[]): unknown;
  forEach(act: (value: unknown, index: number) => void): void;
}
type Test = (value: unknown, index: number) => boolean;

interface Operation {
  readonly name: string;
  readonly onView: (holder: Holder, value: unknown, number: number) => unknown;
  readonly onContents: (contents: Contents, code: number, number: number, place: Place) => Effect;
}

const onCollection = (run: (view: Collection, value: unknown, number: number) => unknown): Operation["onView"] => {
  return (holder, value, number) => run(holder.get() as Collection, value, number);
};
const asks = (answer: (contents: Contents, code: number) => unknown): Operation["onContents"] => {
  return (contents, code) => ({ answer: answer(contents, code), contents });
};
const countOf = (contents: Contents, code: number) => contents.filter((member) => member === code).length;
const adds = (onlyOnce: boolean): Operation["onContents"] => {
  return (contents, code, _, { capacity }) => {
    if (onlyOnce && contents.includes(code)) return { answer: undefined, contents };
    if (contents.length === capacity) return { answer: "capacity-exceeded", contents };
    return { answer: undefined, contents: [...contents, code].sort((a, b) => a - b) };
  };
};
const removesOne: Operation["onContents"] = (contents, code) => {
  const at = contents.indexOf(code);
  return { answer: at >= 0, contents: contents.filter((_, index) => index !== at) };
};
const empties: Operation["onContents"] = () => ({ answer: undefined, contents: [] });
/** An index: mostly inside, sometimes outside, sometimes none that an array has. */
const indexOf = (number: number) =>
  [...[-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5], 0.5, 1.9, -0.5][number % 15] as number;

/** What a collection makes of functions, by the places that `number` chooses. */
const walks = (all: Omit<Collection, "size" | "length">, number: number): unknown[] => {
  const isChosen: Test = (_, index) => index % 3 === number % 3;
  const seen: unknown[] = [];
  all.forEach((value, index) => void seen.push(index, value));
  return [
    all.some(isChosen),
    all.every(isChosen),
    all.filter(isChosen),
    all.find(isChosen),
    all.map((value, index) => ({ value, index })),
    all.reduce((soFar, value, index) => soFar.concat([[value, index]]), [number]),
    seen,
  ];
};
const WALKED: Operation = {
  name: "walk",
  onView: onCollection((view, _, number) => walks(view, number)),
  onContents: (contents, _, number, { domain }) => ({
    answer: walks(contents.map((code) => domain.decode(code)) as unknown as Collection, number),
    contents,
  }),
};
/** Replaced as a whole: what fits, in the form that the kind has. */
const filled = (contents: Contents, { kind, capacity }: Place, before: Contents): Effect => {
  const kept = kind === "set" ? [...new Set(contents)] : contents;
  if (kept.length > capacity) return { answer: "capacity-exceeded", contents: before };
  return { answer: undefined, contents: kind === "sequence" ? kept : [...kept].sort((a, b) => a - b) };
};
const FILLED: readonly Operation[] = [
  {
    name: "refill",
    onView: (holder, value, number) => {
      const view = holder.get() as Collection;
      if (number % 4 === 0) view.assign([value]);
      else if (number % 4 === 1) view.assign([value, ...view, value]);
      else if (number % 4 === 2) holder.set([...view, value]);
      else holder.set(new Set([value]));
    },
    onContents: (all, code, number, place) => {
      const by = [[code], [code, ...all, code], [...all, code], [code]][number % 4] as Contents;
      return filled(by, place, all);
    },
  },
  {
    name: "copy itself",
    onView: (holder, _, number) => {
      const view = holder.get() as Collection;
      if (number % 3 === 0) view.assign(view);
      else if (number % 3 === 1) holder.set(view);
      else view.assign([...view].reverse());
    },
    onContents: (all, _, number, place) => filled(number % 3 === 2 ? [...all].reverse() : all, place, all),
  },
];
/** An index, and what an operation on a sequence does at one: below the length, or, to insert, at most it. */
const atIndex = (
  more: number,
  change: (contents: readonly number[], index: number, code: number, place: Place) => Effect,
): Operation["onContents"] => {
  return (contents, code, number, place) => {
    const index = indexOf(number);
    const isIndex = Number.isInteger(index) && index >= 0 && index < contents.length + more;
    return isIndex ? change(contents, index, code, place) : { answer: "wrong-argument", contents };
  };
};

const OPERATIONS: Readonly<Record<Place["kind"], readonly Operation[]>> = {
  value: [
    {
      name: "read",
      onView: ({ get }) => get(),
      onContents: (contents, _code, _number, { domain }) => ({
        answer: domain.decode(contents[0] as number),
        contents,
      }),
    },
    {
      name: "assign",
      onView: ({ set }, value) => set(value),
      onContents: (_, code) => ({ answer: undefined, contents: [code] }),
    },
  ],
  set: [
    {
      name: "has",
      onView: onCollection((view, value) => view.has(value)),
      onContents: asks((all, code) => all.includes(code)),
    },
    { name: "add", onView: onCollection((view, value) => view.add(value)), onContents: adds(true) },
    { name: "delete", onView: onCollection((view, value) => view.delete(value)), onContents: removesOne },
    { name: "size", onView: onCollection((view) => view.size), onContents: asks((all) => all.length) },
    { name: "clear", onView: onCollection((view) => view.clear()), onContents: empties },
    WALKED,
    ...FILLED,
  ],
  bag: [
    {
      name: "has",
      onView: onCollection((view, value) => view.has(value)),
      onContents: asks((all, code) => all.includes(code)),
    },
    { name: "count", onView: onCollection((view, value) => view.count(value)), onContents: asks(countOf) },
    { name: "add", onView: onCollection((view, value) => view.add(value)), onContents: adds(false) },
    { name: "delete", onView: onCollection((view, value) => view.delete(value)), onContents: removesOne },
    { name: "size", onView: onCollection((view) => view.size), onContents: asks((all) => all.length) },
    { name: "clear", onView: onCollection((view) => view.clear()), onContents: empties },
    WALKED,
    ...FILLED,
  ],
  sequence: [
    {
      name: "at",
      onView: onCollection((view, _, number) => view.at(indexOf(number))),
      onContents: (contents, _, number, { domain }) => {
        const code = contents.at(indexOf(number));
        return { answer: code === undefined ? undefined : domain.decode(code), contents };
      },
    },
    {
      name: "includes",
      onView: onCollection((view, value) => view.includes(value)),
      onContents: asks((all, code) => all.includes(code)),
    },
    {
      name: "push",
      onView: onCollection((view, value) => view.push(value)),
      onContents: (contents, code, _, { capacity }) =>
        contents.length === capacity
          ? { answer: "capacity-exceeded", contents }
          : { answer: undefined, contents: [...contents, code] },
    },
    {
      name: "shift",
      onView: onCollection((view) => view.shift()),
      onContents: (all, _code, _number, { domain }) => ({
        answer: all.length === 0 ? undefined : domain.decode(all[0] as number),
        contents: all.slice(1),
      }),
    },
    {
      name: "pop",
      onView: onCollection((view) => view.pop()),
      onContents: (all, _code, _number, { domain }) => ({
        answer: all.length === 0 ? undefined : domain.decode(all.at(-1) as number),
        contents: all.slice(0, -1),
      }),
    },
    { name: "length", onView: onCollection((view) => view.length), onContents: asks((all) => all.length) },
    { name: "clear", onView: onCollection((view) => view.clear()), onContents: empties },
    WALKED,
    ...FILLED,
    {
      name: "indexOf",
      onView: onCollection((view, value) => view.indexOf(value)),
      onContents: asks((all, code) => all.indexOf(code)),
    },
    {
      name: "findIndex",
      onView: onCollection((view, _, number) => view.findIndex((_value, index) => index === number % 3)),
      onContents: (all, _, number) => ({ answer: number % 3 < all.length ? number % 3 : -1, contents: all }),
    },
    {
      name: "entries",
      onView: onCollection((view) => view.entries()),
      onContents: (contents, _code, _number, { domain }) => ({
        answer: contents.map((code, index) => [index, domain.decode(code)]),
        contents,
      }),
    },
    {
      name: "insert",
      onView: onCollection((view, value, number) => view.insert(indexOf(number), value)),
      onContents: atIndex(1, (contents, index, code, { capacity }) =>
        contents.length === capacity
          ? { answer: "capacity-exceeded", contents }
          : { answer: undefined, contents: contents.toSpliced(index, 0, code) },
      ),
    },
    {
      name: "remove",
      onView: onCollection((view, _, number) => view.remove(indexOf(number))),
      onContents: atIndex(0, (contents, index, _, { domain }) => ({
        answer: domain.decode(contents[index] as number),
        contents: contents.toSpliced(index, 1),
      })),
    },
    {
      name: "set",
      onView: onCollection((view, value, number) => view.set(indexOf(number), value)),
      onContents: atIndex(0, (contents, index, code) => ({ answer: undefined, contents: contents.with(index, code) })),
    },
    {
      name: "truncate",
      onView: onCollection((view, _, number) => view.truncate(indexOf(number))),
      onContents: (contents, _, number) => {
        const length = indexOf(number);
        if (!Number.isInteger(length) || length < 0) return { answer: "wrong-argument", contents };
        return { answer: undefined, contents: contents.slice(0, length) };
      },
    },
  ],
};

/** Operations that take a value, which may be one out of the domain. */
const TAKES_VALUE = new Set([
  ...["assign", "has", "add", "delete", "count", "includes", "push", "indexOf", "insert", "set", "refill"],
]);
/** Of those, the ones that look at an index first. */
const AT_INDEX = new Set(["insert", "set"]);
/** One value in so many is foreign to the domain. */
const FOREIGN = 12;
const STRANGERS = [null, undefined, -99, "nobody", {}, { kind: "nobody" }, 0.5, []];

/** The name of what is done, as a view has it: `set add`. */
export function nameOf(place: Place, command: Command): string {
  return `${place.kind} ${operationOf(place, command).name}`;
}

function operationOf({ kind }: Place, { operation }: Command): Operation {
  const all = OPERATIONS[kind];
  return all[operation % all.length] as Operation;
}

function foreignTo(domain: AnyDomain, number: number): unknown {
  const strangers = STRANGERS.filter((value) => domain.encode(value) < 0);
  return strangers[number % strangers.length];
}

const isForeign = ({ value }: Command) => value % FOREIGN === 0;

/** Does it to a view; the id of the coded error if it throws one. */
export function applyToView(place: Place, command: Command, state: object): unknown {
  const { domain } = place;
  const value = isForeign(command) ? foreignTo(domain, command.value) : domain.decode(command.value % domain.size);
  try {
    return operationOf(place, command).onView(place.holder(state), value, command.value);
  } catch (error) {
    if (isSynodError(error)) return error.id;
    throw error;
  }
}

/** Does it to a list of codes, by what the operation means. */
export function applyToContents(place: Place, command: Command, contents: Contents): Effect {
  const operation = operationOf(place, command);
  if (TAKES_VALUE.has(operation.name) && isForeign(command)) {
    const found = operation.onContents(contents, 0, command.value, place);
    if (AT_INDEX.has(operation.name) && found.answer === "wrong-argument") return found;
    return { answer: "out-of-domain", contents };
  }
  return operation.onContents(contents, command.value % place.domain.size, command.value, place);
}

/** What a state holds at a place, read through its view. */
export function contentsOf(place: Place, state: object): Contents {
  const held = place.holder(state).get();
  const values = place.kind === "value" ? [held] : [...(held as Collection)];
  return values.map((value) => place.domain.encode(value));
}

/** What the zero state holds there. */
export function zeroContents({ kind }: Place): Contents {
  return kind === "value" ? [0] : [];
}

/** How the contents print. */
export function printed({ domain, kind }: Place, contents: Contents): string {
  const texts = contents.map((code) => domain.format(domain.decode(code)));
  const [open, close] = { value: ["", ""], set: ["{", "}"], bag: ["{|", "|}"], sequence: ["<", ">"] }[kind] as [
    string,
    string,
  ];
  return `${open}${texts.join(", ")}${close}`;
}
