/** Refusals of what methods of collections are handed, the same whatever the view stands on. */
import { kindOfValue } from "../closed.ts";
import { wrongArgument } from "../domain/asked.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { synodError } from "../errors/errors.ts";

/** Throws for what is no index below `end`; nothing counts from the end, since `indexOf` says -1 for what is not there. */
export function checkIndex(place: string, method: string, index: unknown, end: number, length: () => number): void {
  if (Number.isInteger(index) && (index as number) >= 0 && (index as number) < end) return;
  throw wrongIndex(place, method, index, length());
}

/** Throws for what is no number of values to keep; any number beyond those that are there is one. */
export function checkLength(place: string, method: string, length: unknown, now: () => number): void {
  if (Number.isInteger(length) && (length as number) >= 0) return;
  throw wrongIndex(place, method, length, now());
}

function wrongIndex(place: string, method: string, index: unknown, length: number): Error {
  const given = typeof index === "number" ? String(index) : kindOfValue(index);
  return wrongArgument(
    `${place}.${method}`,
    `is given the index ${given}, and the length is ${length}`,
    "look at the length first, or ask indexOf for a value; places are counted from 0 on, never from the end",
  );
}

/** What is in anything that can be gone through, as it is now. */
export function listed(place: string, contents: unknown): unknown[] {
  if (typeof contents === "object" && contents !== null && typeof Reflect.get(contents, Symbol.iterator) === "function")
    return [...(contents as Iterable<unknown>)];
  throw wrongArgument(
    `${place}.assign`,
    `is given ${kindOfValue(contents)}, which has nothing in it to copy`,
    "hand it a collection, or an array of what is to be in it",
  );
}

/** Pairs of a key and an item, for `assign` of a map. */
export function pairs(place: string, contents: unknown): (readonly [unknown, unknown])[] {
  return listed(place, contents).map((pair) => {
    if (Array.isArray(pair) && pair.length === 2) return pair as unknown as readonly [unknown, unknown];
    throw wrongArgument(
      `${place}.assign`,
      `is given ${Array.isArray(pair) ? `an array of ${pair.length}` : kindOfValue(pair)} for an entry`,
      "hand it a map, or entries [key, item]",
    );
  });
}

/** Of a key that `assign` of a map was given no item for. */
export function missingKey(place: string, key: string): Error {
  return wrongArgument(
    `${place}.assign`,
    `is given no item for ${key}`,
    "a map has an item for every key: hand it all of them, or write set(key, item) for some",
  );
}

/** Of a value for which a collection has no place left. */
export function noRoom(place: string, capacity: number, element: AnyDomain, value: unknown): Error {
  return synodError("capacity-exceeded", { place, capacity, value: element.format(value) });
}
