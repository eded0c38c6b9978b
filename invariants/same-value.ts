/**
 * Values told apart by what they are made of: numbers for values, equal ones the same. What a domain decodes is one object
 * per value only while the domain is small, and what a person writes (`initial: { x: 0 }`) is an object of its own, so `===`
 * says of equal values that they differ.
 */

/** Gives values numbers, from 0 on; records, lists and sets by their parts, everything else by identity. */
export class Numbering {
  readonly #simple = new Map<unknown, number>();
  readonly #composed = new Map<string, number>();
  #next = 0;

  of(value: unknown): number {
    if (!isComposed(value)) return this.#numberIn(this.#simple, value);
    const parts = Array.isArray(value)
      ? `[${value.map((part) => this.of(part)).join()}]`
      : isOfMembers(value)
        ? `<${Array.from(value, (member) => this.of(member))
            .sort((one, other) => one - other)
            .join()}>`
        : `{${Object.keys(value)
            .sort()
            .map((name) => `${JSON.stringify(name)}:${this.of((value as Readonly<Record<string, unknown>>)[name])}`)
            .join()}}`;
    return this.#numberIn(this.#composed, parts);
  }

  #numberIn<K>(numbers: Map<K, number>, key: K): number {
    let number = numbers.get(key);
    if (number === undefined) {
      number = this.#next++;
      numbers.set(key, number);
    }
    return number;
  }
}

/** Whether a value is its parts: an array, a record of a domain (frozen) or one that a person wrote. */
function isComposed(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return true;
  if (Object.prototype.toString.call(value) !== "[object Object]") return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.isFrozen(value);
}

/** Whether a value's parts are what it goes through, a set, and not what its keys name. */
function isOfMembers(value: object): value is Iterable<unknown> {
  return typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === "function";
}
