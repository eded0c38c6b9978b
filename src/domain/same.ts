/** Equality of values, where `===` asks for the same object. */
import { kindOfValue } from "../closed.ts";
import { isView } from "../closed-room.ts";
import { isPlainRecord } from "../plain-record.ts";
import { wrongArgument } from "./asked.ts";
import { isValueSet } from "./value-set.ts";

/**
 * Whether two values are the same one: records, tuples, lists and sets part by part, everything else by `===`. Values that
 * were read from states are identical when they are equal, and `===` will do; an array or a record that was just written is
 * another object: `same(log, [...prefix, entry])`.
 *
 * @throws SynodError SYN323 for what is no value of a domain: a collection of the state, a Set or a Map of JavaScript.
 *
 * @example
 * ```ts
 * const agree = (one: readonly string[], other: readonly string[], n: number) => same(one.slice(0, n), other.slice(0, n));
 * console.log(agree(["a", "b"], ["a", "c"], 1), same({ x: 1 }, { x: 1 })); // true true
 * ```
 */
export function same<T>(one: T, other: T): boolean {
  return one === other || areSame(one, other, 0);
}

/** Values are as deep as their domains are written; what is deeper contains itself, or would use the stack up. */
const DEEPEST = 1000;

function areSame(one: unknown, other: unknown, depth: number): boolean {
  if (one === other) return true;
  if (!isCompound(one) || !isCompound(other)) return false;
  if (depth > DEEPEST) throw wrongArgument("same(...)", "is given what contains itself", "hand it values of domains");
  if (isValueSet(one) || isValueSet(other))
    return isValueSet(one) && isValueSet(other) && one.size === other.size && one.isSubsetOf(other);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && areSame(Reflect.get(one, key), Reflect.get(other, key), depth + 1))
  );
}

/** Whether it has parts that are compared. Of a Set or a Map they would all look alike, with no keys. */
function isCompound(value: unknown): value is object {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return false;
  if (typeof value === "object" && !isView(value))
    if (isValueSet(value) || Array.isArray(value) || isPlainRecord(value)) return true;
  throw wrongArgument(
    "same(...)",
    `is given ${kindOfValue(value)} that is no value of a domain`,
    "hand it records, lists, and sets of subset(...); of a collection or a Set what is in it: [...s.members]",
  );
}
