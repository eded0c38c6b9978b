/** Equality of values, where `===` asks for the same object. */
import { isValueSet } from "./value-set.ts";

/**
 * Whether two values are the same one: records, tuples, lists and sets part by part, everything else by `===`. Values that
 * were read from states are identical when they are equal, and `===` will do; an array or a record that was just written is
 * another object: `same(log, [...prefix, entry])`.
 *
 * @example
 * ```ts
 * const agree = (one: readonly string[], other: readonly string[], n: number) => same(one.slice(0, n), other.slice(0, n));
 * console.log(agree(["a", "b"], ["a", "c"], 1), same({ x: 1 }, { x: 1 })); // true true
 * ```
 */
export function same<T>(one: T, other: T): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (isValueSet(one) || isValueSet(other))
    return isValueSet(one) && isValueSet(other) && one.size === other.size && one.isSubsetOf(other);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && same(Reflect.get(one, key), Reflect.get(other, key)))
  );
}
