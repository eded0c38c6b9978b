/** Domains that make a value of what they are called with, as cases of a union are. */
import type { AnyDomain } from "./domain.ts";

/** Members one by one, since a spread would list the values. */
export function callable<D extends AnyDomain, Make extends (...given: never[]) => unknown>(
  domain: D,
  make: Make,
): D & Make {
  return Object.defineProperties(make, Object.getOwnPropertyDescriptors(domain)) as unknown as D & Make;
}
