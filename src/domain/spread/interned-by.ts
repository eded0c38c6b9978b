/**
 * How the value of codes is found that was made before: by its number where the domain counts its values, otherwise by a
 * text that tells it from others.
 */
import { type AnyDomain, valueByKey } from "../domain.ts";
import { textOfDigits } from "./digits.ts";
import type { PartCodec } from "./part-codec.ts";

/** What tells the value of these codes from others of its domain. */
export function textOf(codec: Pick<PartCodec, "addDigits">, from: Int32Array, at = 0): string {
  const digits: number[] = [];
  codec.addDigits(from, at, digits);
  return textOfDigits(digits);
}

/** Interned values of a domain, which `build` makes of those parts when they are asked for first. */
export function internedBy(
  domain: AnyDomain,
  codec: Pick<PartCodec, "code" | "addDigits">,
  build: PartCodec["value"],
): PartCodec["value"] {
  if (Number.isFinite(domain.size)) return (from, at) => domain.decode(codec.code(from, at));
  return (from, at) => {
    const key = textOf(codec, from, at);
    return isFirst(key) ? domain.decode(0) : valueByKey(domain, key, () => build(from, at));
  };
}

/** Whether a key is that of the first value, which a domain has without being asked for it. */
function isFirst(key: string): boolean {
  for (let at = 0; at < key.length; at++) if (key.charCodeAt(at) !== 0) return false;
  return true;
}
