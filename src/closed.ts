/**
 * Definitions are closed: an object that a person writes for synod to read has the keys that synod reads and no other, since
 * a misspelt `always` would claim nothing, and its model hold. Every function that is handed a definition says here which
 * keys it knows; each has an error of its own to say so with.
 */
import type { Slip } from "./errors/did-you-mean.ts";

/** Makes the error. `wrong`: the key that is not known, and those that are; absent when the object is none at all. */
export type Refusal = (problem: string, wrong?: Slip) => Error;

/**
 * Throws what `refuse` makes when `given` is no object of named parts, or has a key that is not in `known`. A known key may
 * be undefined, as conditional spreads leave it.
 */
export function closed(given: unknown, known: readonly string[], refuse: Refusal): void {
  if (!isNamedParts(given)) throw refuse(`is ${kindOfValue(given)}, where an object with ${listed(known)} is expected`);
  for (const name of Object.keys(given))
    if (!known.includes(name)) throw refuse(`has no key "${name}"`, { name, known });
}

/** The keys of a definition's type, none left out: the compiler asks for every one. */
export function keysOf<T>(keys: Readonly<Record<keyof T, true>>): readonly string[] {
  return Object.keys(keys);
}

/** Whether a value is an object that a person would have written as `{ ... }`. */
export function isNamedParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What kind of thing a value is, where its contents do not matter. */
export function kindOfValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  switch (typeof value) {
    case "function":
      return "a function";
    case "object":
      return "an object";
    case "string":
      return `the text ${JSON.stringify(value)}`;
    default:
      return `the ${typeof value} ${String(value)}`;
  }
}

/** A number or a text as it is, anything else by its kind: for the label of what was declared. */
export function shown(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? String(value) : kindOfValue(value);
}

function listed(known: readonly string[]): string {
  return known.length === 0 ? "no keys" : known.map((key) => `\`${key}\``).join(", ");
}
