/**
 * Words for what fields of a state hold: with them a reason reads "a1 and a2 voted for v1 in ballot 0" instead of "sent has
 * accept(by: a1 and a2, ballot: 0, value: v1)". They change nothing of what a model does; a field without words is said as it
 * is written. A phrase is a text with holes:
 *
 *     {value}          what the variable, the item or the sequence's place has; the member of a set or bag
 *     {ballot} ...     a field of it, where it is a record
 *     {key}, {key2}    the keys of the maps that lead to it
 *     {nth}            of a sequence: 1st, 2nd, 3rd
 *
 * Of two phrases the second is said when it is not so: of a set or bag when the member is not there, of a boolean when it is
 * false, of a sequence when nothing is in the place.
 */
import { isNamedParts, kindOfValue } from "../closed.ts";
import { type AnyDomain, partsOf } from "../domain/domain.ts";
import { synodError } from "../errors/errors.ts";
import { type Field, isContainer, type Schema } from "../state/field.ts";

/** A text with holes; of two, the second is for when it is not so. */
export type Phrase = string | readonly [so: string, notSo: string];

/** The words of a field: a phrase, or, of a union, one for each case. */
export type FieldWords = Phrase | Readonly<Record<string, Phrase>>;

/**
 * The words of a model, field by field. Fields are checked by the compiler, cases and holes when the model is made.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * const Message = union({ ask: { by: Node }, grant: { to: Node } });
 * const state = { holder: map(Node, boolean), sent: set(Message) };
 * const words: Words<typeof state> = {
 *   holder: ["{key} holds the lock", "{key} does not hold the lock"],
 *   sent: { ask: "{by} asked", grant: ["{to} was granted it", "{to} was not granted it"] },
 * };
 * ```
 */
export type Words<S extends Schema> = { readonly [K in keyof S]?: FieldWords };

/** Words as they are kept: by field, and where a field's values are of a union by case. */
export type KeptWords = Readonly<Record<string, FieldWords>>;

/** Throws `unknown-key` and `bad-definition`. */
export function keptWords(given: unknown, schema: Schema, subject: string): KeptWords {
  const words = `\`words\` of ${subject}`;
  if (given === undefined) return {};
  if (!isNamedParts(given)) throw bad(words, `is ${kindOfValue(given)}`, "an object of phrases by field");
  for (const [name, said] of Object.entries(given)) {
    const field = schema[name];
    if (field === undefined) throw synodError("unknown-key", { subject: words, name, known: Object.keys(schema) });
    checkWords(`\`words.${name}\` of ${subject}`, said, field);
  }
  return given as KeptWords;
}

function checkWords(subject: string, given: unknown, field: Field, keys = 0): void {
  if (isContainer(field) && field.kind === "map") {
    checkWords(subject, given, field.item, keys + 1);
    return;
  }
  const domain: AnyDomain = isContainer(field) ? field.element : field;
  const holes = ["value", ...Array.from({ length: keys }, (_, at) => keyHole(at))];
  if (isContainer(field) && field.kind === "sequence") holes.push("nth");
  if (!isNamedParts(given)) {
    checkPhrase(subject, given, [...holes, ...fieldsOf(domain)]);
    return;
  }
  const { structure } = domain;
  const cases = structure.kind === "union" ? structure.cases : [];
  for (const [name, phrase] of Object.entries(given)) {
    const found = cases.find(([each]) => each === name);
    if (found === undefined) throw synodError("unknown-key", { subject, name, known: cases.map(([each]) => each) });
    checkPhrase(`${subject}, ${name},`, phrase, [...holes, ...fieldsOf(found[1])]);
  }
}

/** The hole for the key of the map number `at` from outside. */
export function keyHole(at: number): string {
  return at === 0 ? "key" : `key${at + 1}`;
}

function fieldsOf(domain: AnyDomain): readonly string[] {
  const { structure } = domain;
  if (structure.kind === "record") return structure.fields.map(([name]) => name);
  if (structure.kind === "optional" || structure.kind === "union") return partsOf(domain).flatMap(fieldsOf);
  return [];
}

function checkPhrase(subject: string, given: unknown, holes: readonly string[]): void {
  const phrases: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (phrases.length > 2 || phrases.length === 0 || !phrases.every((each) => typeof each === "string" && each !== ""))
    throw bad(subject, `is ${kindOfValue(given)}`, 'a phrase, "{key} has {value}", or two: [so, not so]');
  for (const phrase of phrases as readonly string[])
    for (const hole of holesOf(phrase))
      if (!holes.includes(hole))
        throw synodError("unknown-key", { subject: `${subject} the holes`, name: hole, known: holes });
}

export function holesOf(phrase: string): readonly string[] {
  return [...phrase.matchAll(/\{([^{}]*)\}/g)].map(([, hole]) => hole as string);
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}
