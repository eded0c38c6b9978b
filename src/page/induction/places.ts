/**
 * The places of a state by their texts, and what they have: `status[p1]`, `yes(from: p1) in sent`. What a student clicks on and
 * what stands in a claim's text are the same texts, so that one can be turned into the other.
 */
import type { AnyDomain } from "../../domain/domain.ts";
import { type Field, isContainer, type Schema } from "../../state/field.ts";
import { collectionText } from "../../why/place-text.ts";
import type { KeyOfPlace } from "../../why/places.ts";

/** A variable, an item of a map, or a collection. */
export interface Holder {
  readonly field: string;
  readonly keys: readonly KeyOfPlace[];
  readonly kind: "value" | "set" | "bag" | "sequence";
  /** Of what it has, or of its members. */
  readonly domain: AnyDomain;
}

/** Values that are looked up by their text; of a domain with more nobody clicks one together. */
const MOST_TEXTS = 2 ** 16;

/** By their texts. */
export function holdersOf(schema: Schema): ReadonlyMap<string, Holder> {
  const found = new Map<string, Holder>();
  const add = (field: string, keys: readonly KeyOfPlace[], of: Field): void => {
    if (!isContainer(of)) found.set(holderText(field, keys), { field, keys, kind: "value", domain: of });
    else if (of.kind === "map")
      for (const value of (of.key as AnyDomain).values) add(field, [...keys, { domain: of.key, value }], of.item);
    else found.set(holderText(field, keys), { field, keys, kind: of.kind, domain: of.element });
  };
  for (const [name, field] of Object.entries(schema)) add(name, [], field);
  return found;
}

function holderText(field: string, keys: readonly KeyOfPlace[]): string {
  return collectionText({ field, keys } as Parameters<typeof collectionText>[0]);
}

/** What a holder has in a state, through the views that predicates are given. */
export function contentOf({ field, keys }: Holder, state: object): unknown {
  let content = (state as Readonly<Record<string, unknown>>)[field];
  for (const { value } of keys) content = (content as { get(key: unknown): unknown }).get(value);
  return content;
}

const texts = new WeakMap<AnyDomain, ReadonlyMap<string, number>>();

/** The code of the value that is written like this; null: there is none, or there are too many to look. */
export function codeOfText(domain: AnyDomain, text: string): number | null {
  if (!(domain.size <= MOST_TEXTS)) return null;
  let known = texts.get(domain);
  if (known === undefined) {
    known = new Map(Array.from({ length: domain.size }, (_, code) => [domain.format(domain.decode(code)), code]));
    texts.set(domain, known);
  }
  return known.get(text) ?? null;
}

/** Some of a domain's values as text, for whoever wrote one that is none. */
export function textsOf(domain: AnyDomain): readonly string[] {
  return Array.from({ length: Math.min(6, domain.size) }, (_, code) => domain.format(domain.decode(code)));
}
