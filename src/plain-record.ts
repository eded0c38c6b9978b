/**
 * Objects that hold nothing but their own fields: literals, and records of domains, which have a prototype that refuses to be
 * asked for other fields (domain/strict-value.ts). Who takes a value apart must take both for the same.
 */
const refusing = new WeakSet<object>();

/** Notes a prototype of records. */
export function notePrototype<T extends object>(prototype: T): T {
  refusing.add(prototype);
  return prototype;
}

export function isPlainRecord(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || prototype === Object.prototype || refusing.has(prototype);
}
