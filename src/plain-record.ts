/**
 * Objects that hold nothing but their own fields: literals, and records of domains, which have a prototype that refuses to be
 * asked for other fields (domain/strict-value.ts). Who takes a value apart must take both for the same, and records of another
 * copy of synod in the program too: the mark is the same in all of them.
 */
const RECORDS = Symbol.for("synod prototype of records");

/** What stands behind a prototype of records. */
export function markedPrototype(): object {
  return Object.freeze(Object.defineProperty({}, RECORDS, { value: true }));
}

export function isPlainRecord(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || prototype === Object.prototype || Object.hasOwn(prototype, RECORDS);
}
