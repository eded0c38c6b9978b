/** What a state holds as plain arrays, and whether another view holds the same, asked with nothing but what closures may ask. */
import { same } from "../domain/same.ts";
import { type AnyContainer, isContainer, type Schema } from "./field.ts";

/** Of a map its keys with what is there; of other collections their members in order; of a variable its value alone. */
export type HeldContents = readonly (readonly [key: unknown, contents: HeldContents])[] | readonly unknown[];

interface Items {
  keys(): readonly unknown[];
  get(key: unknown): unknown;
}
type Members = Iterable<unknown> & {
  readonly size: number;
  readonly length: number;
  at(index: number): unknown;
  has(member: unknown): boolean;
  count(member: unknown): number;
};

/** By field. */
export function contentsOf(schema: Schema, view: object): ReadonlyMap<string, HeldContents> {
  const fields = view as Readonly<Record<string, unknown>>;
  return new Map(Object.entries(schema).map(([name, field]) => [name, contentsIn(field, fields[name])]));
}

function contentsIn(field: Schema[string], there: unknown): HeldContents {
  if (!isContainer(field)) return [there];
  if (field.kind !== "map") return [...(there as Members)];
  const items = there as Items;
  return items.keys().map((key) => [key, contentsIn(field.item, items.get(key))] as const);
}

/** Whether a view of the schema holds this. */
export function holdsContents(schema: Schema, view: object, contents: ReadonlyMap<string, HeldContents>): boolean {
  const fields = view as Readonly<Record<string, unknown>>;
  return Object.entries(schema).every(([name, field]) =>
    holdsIn(field, fields[name], contents.get(name) as HeldContents),
  );
}

function holdsIn(field: Schema[string], there: unknown, contents: HeldContents): boolean {
  if (!isContainer(field)) return same(there, contents[0]);
  return holdsMembers(field, there, contents);
}

function holdsMembers(field: AnyContainer, there: unknown, contents: HeldContents): boolean {
  if (field.kind === "map") {
    const items = there as Items;
    return (contents as readonly (readonly [unknown, HeldContents])[]).every(([key, item]) =>
      holdsIn(field.item, items.get(key), item),
    );
  }
  const members = there as Members;
  if (field.kind === "sequence")
    return members.length === contents.length && contents.every((each, at) => same(members.at(at), each));
  if (members.size !== contents.length) return false;
  if (field.kind === "set") return contents.every((each) => members.has(each));
  return contents.every((each) => members.count(each) === contents.filter((other) => same(other, each)).length);
}
