/**
 * A value as its code where it has one, and otherwise as a text that tells it from others of the domain: for whoever keeps
 * values one by one, not in slots. Codes and texts of a domain compare as its values are ordered.
 */
import type { AnyDomain } from "./domain.ts";
import { spreadOf } from "./spread.ts";

export type Code = number | string;

/** -1: it is not in the domain. */
export function codeIn(domain: AnyDomain, value: unknown): Code {
  const code = domain.encode(value);
  return code === Number.POSITIVE_INFINITY ? spreadOf(domain).codeOf(value) : code;
}

export function valueByCode(domain: AnyDomain, code: Code): unknown {
  if (typeof code === "number") return domain.decode(code);
  const spread = spreadOf(domain);
  return spread.decode(spread.codesOf(code));
}

/** That of the domain's first value. */
export function firstCode(domain: AnyDomain): Code {
  return Number.isFinite(domain.size) ? 0 : codeIn(domain, domain.decode(0));
}

export function inOrder(one: Code, other: Code): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
