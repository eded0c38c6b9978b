/**
 * A fact as words: a phrase with holes, so that facts that differ in one of them can be said together (together.ts). Of a model
 * with words for the field, its phrase; otherwise what is written: `status[p1] is aborted`, `sent has accept(by: a1, ballot: 0)`.
 */
import type { AnyDomain } from "../domain/domain.ts";
import type { Model } from "../model/model.ts";
import { keyHole, type Phrase } from "../model/words.ts";
import { codeText, collectionText, memberText, ordinal, placeText } from "./place-text.ts";
import type { FactPlace } from "./places.ts";

/** What is said: of a state, or of the state before or after a step. */
export interface Said {
  readonly place: FactPlace;
  readonly code: number;
  readonly when: "now" | "before" | "after";
}

/** A phrase with what stands in its holes. Facts of one shape differ in nothing else. */
export interface Saying {
  readonly shape: string;
  /** The same of several, where it is another one: their verb. */
  readonly plural: string;
  readonly holes: ReadonlyMap<string, string>;
  /** Whether it says that something is not so: several are joined by "or". */
  readonly isNot: boolean;
}

export function factSays(model: Model, said: Said): string {
  const { shape, holes } = sayingOf(model, said);
  return filled(shape, holes);
}

export function sayingOf(model: Model, said: Said): Saying {
  return ofWords(model, said) ?? asWritten(said);
}

/** What the holes hold put in their places. */
export function filled(shape: string, holes: ReadonlyMap<string, string>): string {
  return shape.replace(/\{([^{}]*)\}/g, (hole, name: string) => holes.get(name) ?? hole);
}

/** Null: the model has no words for it. */
function ofWords(model: Model, { place, code, when }: Said): Saying | null {
  if (when !== "now" || place.other === code) return null;
  const words = model.words[place.field];
  if (words === undefined) return null;
  const value = contentOf(place, code);
  const isNot = value === undefined || value === false;
  const phrase = phraseOf(words, value);
  if (phrase === null) return null;
  const isMember = place.kind === "member";
  const isAbsent = isMember ? code === 0 : isNot;
  const [so, not] = typeof phrase === "string" ? [phrase, null] : phrase;
  const shape = isAbsent ? not : so;
  if (shape === null || (place.kind === "member" && code > 1)) return null;
  return { shape, plural: shape, holes: holesOf(place, isMember ? place.member : value, code), isNot: isAbsent };
}

function phraseOf(words: Phrase | Readonly<Record<string, Phrase>>, value: unknown): Phrase | null {
  if (typeof words === "string" || Array.isArray(words)) return words as Phrase;
  const kind = (value as { readonly kind?: unknown } | null | undefined)?.kind;
  return typeof kind === "string" ? ((words as Readonly<Record<string, Phrase>>)[kind] ?? null) : null;
}

/** What is there; of a member, itself, be it there or not. Undefined: nothing is in the place of a sequence. */
function contentOf(place: FactPlace, code: number): unknown {
  if (place.kind === "member") return place.member;
  if (place.kind === "item") return code === 0 ? undefined : place.domain.decode(code - 1);
  return place.domain.decode(code);
}

function holesOf(place: FactPlace, value: unknown, code: number): ReadonlyMap<string, string> {
  const holes = new Map<string, string>();
  place.keys.forEach(({ domain, value: key }, at) => {
    holes.set(keyHole(at), domain.format(key));
  });
  if (place.kind === "item") holes.set("nth", ordinal(place.index + 1));
  for (const [name, text] of fieldTexts(place.domain, value)) holes.set(name, text);
  holes.set("value", holes.get("value") ?? (place.kind === "member" ? memberText(place) : codeText(place, code)));
  return holes;
}

/** The fields of a record or of a union's case, as text. */
function fieldTexts(domain: AnyDomain, value: unknown, text = partText): readonly (readonly [string, string])[] {
  const { structure } = domain;
  if (typeof value !== "object" || value === null) return [];
  switch (structure.kind) {
    case "record":
      return structure.fields.map(([name, part]) => [name, text(part, (value as Record<string, unknown>)[name])]);
    case "optional":
      return fieldTexts(structure.inner, value, text);
    case "union": {
      const { kind } = value as { readonly kind?: unknown };
      const found = structure.cases.find(([name]) => name === kind);
      return found === undefined ? [] : fieldTexts(found[1], value, text);
    }
    default:
      return [];
  }
}

/** How often each of some did something, as words: `1 of A and 2 of B`; none did: `nothing`. */
function partText(domain: AnyDomain, value: unknown): string {
  const { structure } = domain;
  if (structure.kind !== "tuple" || structure.keys === null || !Array.isArray(value)) return domain.format(value);
  const { keys } = structure;
  const counted = value.flatMap((count: unknown, at) =>
    count === 0 ? [] : [`${String(count)} of ${keys.format(keys.decode(at))}`],
  );
  return counted.length === 0 ? "nothing" : counted.join(" and ");
}

function asWritten(said: Said): Saying {
  const { place, code, when } = said;
  const is = { now: ["is", "are"], before: ["was", "were"], after: ["is", "are"] }[when] as [string, string];
  const has = { now: ["has", "have"], before: ["had", "had"], after: ["has", "have"] }[when] as [string, string];
  if (place.kind === "member") {
    const { shape, holes } = memberShape(place);
    const inside = new Map([...holes, ["place", collectionText(place)]]);
    const often = code > 2 ? ` ${code} times` : code === 2 ? " twice" : "";
    const no = code > 0 ? "" : shape === "{value}" ? "not " : "no ";
    const [one, several] = no === "not " ? (when === "before" ? ["lacked", "lacked"] : ["lacks", "lack"]) : has;
    const what = `${no === "no " ? "no " : ""}${shape}${often}`;
    return { shape: `{place} ${one} ${what}`, plural: `{place} ${several} ${what}`, holes: inside, isNot: code === 0 };
  }
  const holes = new Map([
    ["place", placeText(place)],
    ["value", codeText(place, code)],
  ]);
  if (place.kind === "item" && code === 0) {
    const shape = `${collectionText(place)} ${has[0]} no ${ordinal(place.index + 1)}`;
    return { shape, plural: shape, holes, isNot: true };
  }
  return { shape: `{place} ${is[0]} {value}`, plural: `{place} ${is[1]} {value}`, holes, isNot: false };
}

/** A record as its fields, each a hole, so that those that are alike but for one can be told together. */
function memberShape(place: FactPlace): { readonly shape: string; readonly holes: ReadonlyMap<string, string> } {
  const { domain, member } = place;
  const fields = place.other === null ? fieldTexts(domain, member, (part, held) => part.format(held)) : [];
  const whole = memberText(place);
  const inside = fields.map(([name, text]) => `${name}: ${text}`).join(", ");
  const at = fields.length === 0 ? -1 : whole.indexOf(inside);
  if (at < 0) return { shape: "{value}", holes: new Map([["value", whole]]) };
  const holed = fields.map(([name]) => `${name}: {field ${name}}`).join(", ");
  return {
    shape: `${whole.slice(0, at)}${holed}${whole.slice(at + inside.length)}`,
    holes: new Map(fields.map(([name, text]) => [`field ${name}`, text])),
  };
}
