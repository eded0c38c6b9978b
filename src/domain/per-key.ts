/**
 * Tuples with a place per value of another domain: how far each client was, say, at some moment. As values they are tuples;
 * to symmetry they are what maps would be: renaming the elements that keys mention moves the places.
 */
import { synodError } from "../errors/errors.ts";
import { tuple } from "./composites.ts";
import type { AnyDomain, Domain } from "./domain.ts";

/** A value of `item` for each of `keys`, in the order of the keys. What is at a place mentions no identity itself. */
export function perKey<T>(keys: AnyDomain, item: Domain<T>): Domain<readonly T[]> {
  if (!["range", "boolean", "enumeration"].includes(item.structure.kind))
    throw synodError("bad-domain", { domain: `perKey(${keys.label}, ${item.label})`, problem: "its items have parts" });
  const members = keys.values.map(() => item);
  // Property by property: a spread would list the values.
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(tuple(...members)),
      structure: { value: { kind: "tuple", members, keys }, enumerable: true },
    },
  ) as Domain<readonly T[]>;
}
