/** Domains side by side: a wait set of producers and consumers, say, which are values of two domains. */
import { synodError } from "../errors/errors.ts";
import { type AnyDomain, type Domain, domainOf, LISTED_VALUES_LIMIT, type ValueOf } from "./domain.ts";
import { labelOf, mustBeDomain } from "./is-domain.ts";

/**
 * The values of several domains, as they are: unlike a `union`'s they are not wrapped, so none may be in two of them. The
 * first value of the first domain comes first.
 *
 * @throws SynodError SYN202 for what are no domains, for none, or for a value that is in two of them.
 *
 * @example
 * ```ts
 * const Producer = scalarset("p", 2);
 * const Consumer = scalarset("c", 2);
 * const Waiting = set(oneOf(Producer, Consumer));
 * ```
 */
export function oneOf<const D extends readonly AnyDomain[]>(...domains: D): Domain<ValueOf<D[number]>> {
  type Value = ValueOf<D[number]>;
  const parts: readonly AnyDomain[] = domains;
  const label = `oneOf(${parts.map(labelOf).join(", ")})`;
  parts.forEach((part, at) => {
    mustBeDomain(label, `its part ${at + 1}`, part);
  });
  if (parts.length === 0) throw synodError("bad-domain", { domain: label, problem: "it needs at least one domain" });
  parts.forEach((part, at) => {
    for (const other of parts.slice(0, at)) mustBeApart(label, other, part);
  });
  const starts: number[] = [];
  let size = 0;
  for (const part of parts) {
    starts.push(size);
    size += part.size;
  }
  return domainOf<Value>({
    label,
    size,
    structure: { kind: "one-of", parts },
    encode: (value) => {
      for (let at = 0; at < parts.length; at++) {
        const code = (parts[at] as AnyDomain).encode(value);
        if (code >= 0) return (starts[at] as number) + code;
      }
      return -1;
    },
    build: (code) => {
      let at = starts.length - 1;
      while ((starts[at] as number) > code) at--;
      return (parts[at] as AnyDomain).decode(code - (starts[at] as number)) as Value;
    },
    assemble: ([value]) => value as Value,
    format: (value) => (parts.find((part) => part.encode(value) >= 0) as AnyDomain).format(value),
  });
}

/** Throws when a value is in both. Of two that cannot be gone through only ranges are known to be apart. */
function mustBeApart(label: string, one: AnyDomain, other: AnyDomain): void {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  const bad = (problem: string) => synodError("bad-domain", { domain: label, problem });
  if (few.size <= LISTED_VALUES_LIMIT) {
    const shared = few.values.find((value) => many.encode(value) >= 0);
    if (shared !== undefined) throw bad(`${few.format(shared)} is a value of both ${one.label} and ${other.label}`);
    return;
  }
  const [low, high] = [few.structure, many.structure];
  if (low.kind !== "range" || high.kind !== "range")
    throw bad(`${one.label} and ${other.label} are too large to see that they have no value in common`);
  if (low.low <= high.high && high.low <= low.high)
    throw bad(`${Math.max(low.low, high.low)} is a value of both ${one.label} and ${other.label}`);
}
