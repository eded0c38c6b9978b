/** Codes of values that closures hand over, which may be anything. */
import type { AnyDomain } from "../domain/domain.ts";
import { outOfDomain } from "../domain/why-not.ts";

/** Throws `out-of-domain`, which names the place. */
export function codeOf(domain: AnyDomain, value: unknown, place: string): number {
  const code = domain.encode(value);
  if (code < 0) throw outOfDomain(place, domain, value);
  return code;
}
