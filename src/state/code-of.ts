/** Codes of values that closures hand over, which may be anything. */
import type { AnyDomain } from "../domain/domain.ts";
import type { Spread } from "../domain/spread.ts";
import { outOfDomain } from "../domain/why-not.ts";
import type { Memory } from "./memory.ts";

/** Throws `out-of-domain`, which names the place. */
export function codeOf(domain: AnyDomain, value: unknown, place: string): number {
  const code = domain.encode(value);
  if (code < 0) throw outOfDomain(place, domain, value);
  return code;
}

/** The same of a value that is laid out by parts. Valid until the next call. */
export function codesOfParts(spread: Spread, value: unknown, place: string): Int32Array {
  const codes = spread.encode(value);
  if (codes === null) throw outOfDomain(place, spread.domain, value);
  return codes;
}

/** Puts a value into the slots from `slot` on, or throws the same. */
export function writeParts(memory: Memory, slot: number, spread: Spread, value: unknown, place: string): void {
  const codes = codesOfParts(spread, value, place);
  for (let at = 0; at < codes.length; at++) memory.write(slot + at, codes[at] as number);
}
