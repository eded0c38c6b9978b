/**
 * Telling domains from everything else that may stand where one belongs: a collection, a number, a domain that lost members
 * on the way. Asked by every function that takes domains, so that what is wrong is said where it is written.
 */
import { isNamedParts, kindOfValue } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import type { AnyDomain } from "./domain.ts";

const COLLECTIONS: readonly unknown[] = ["map", "set", "bag", "sequence"];

export function isDomain(value: unknown): value is AnyDomain {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return false;
  const { label, size, structure, encode, decode, format } = value as Partial<AnyDomain>;
  return (
    typeof label === "string" &&
    typeof size === "number" &&
    typeof structure === "object" &&
    [encode, decode, format].every((member) => typeof member === "function")
  );
}

/** Throws `bad-domain` when what stands in a domain's `part` is none. */
export function mustBeDomain(domain: string, part: string, value: unknown): void {
  if (isDomain(value)) return;
  if (isCollection(value))
    throw synodError("bad-domain", {
      domain,
      problem: `${part} is a ${value.kind}, and a collection cannot be inside a value`,
      misplaced: value.kind === "set" || value.kind === "sequence" ? value.kind : "collection",
    });
  throw synodError("bad-domain", { domain, problem: `${part} is ${whatIs(value)}`, misplaced: "other" });
}

/** What a value is, to a reader who expected something else. */
export function whatIs(value: unknown): string {
  if (isDomain(value)) return `the domain ${value.label}`;
  if (isCollection(value)) return `a ${value.kind}`;
  return kindOfValue(value);
}

/** How what stands where a domain belongs is written in the label of the whole. */
export function labelOf(value: unknown): string {
  if (isDomain(value)) return value.label;
  return isCollection(value) ? `${value.kind}(...)` : "?";
}

function isCollection(value: unknown): value is { readonly kind: string } {
  return isNamedParts(value) && COLLECTIONS.includes(value.kind);
}
