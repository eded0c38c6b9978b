/**
 * Domains of what occurs: where a domain has too many values for a place each, the values that occur in a trace, or that a
 * closure asks for, stand for it. They are closed to nothing: what turns up later is *anything else*, one more value. Such a
 * domain is never handed to a model; views decode by it and encode by it.
 */
import { type Code, codeIn, inOrder, valueByCode } from "../domain/coded.ts";
import type { AnyDomain } from "../domain/domain.ts";

/** The values of a domain that were met, by their codes there. */
export class Met {
  readonly domain: AnyDomain;
  readonly #codes = new Set<Code>();

  constructor(domain: AnyDomain) {
    this.domain = domain;
  }

  add(code: Code): void {
    this.#codes.add(code);
  }

  /** In the domain's order. */
  get codes(): readonly Code[] {
    return [...this.#codes].sort(inOrder);
  }
}

/** What stands for a domain; `isOther` tells the code that stands for all values that are not among those met. */
export interface Occurring {
  readonly stands: AnyDomain;
  readonly isOther: (code: number) => boolean;
}

/**
 * The values that were met, in order, and one more for all others: the first value of the domain that was not met, where there
 * is one. `asks` is told of what a closure asks for and was not met.
 */
export function occurring(met: Met, asks: (code: Code) => void): Occurring {
  const { domain } = met;
  const codes = met.codes;
  const places = new Map(codes.map((code, at) => [code, at]));
  const values = codes.map((code) => valueByCode(domain, code));
  const other = firstUnmet(domain, places);
  const all = other === null ? values : [...values, valueByCode(domain, other)];
  const { label, structure, format, offset, root } = domain;
  const stands: AnyDomain = {
    label,
    structure,
    format,
    offset,
    root,
    size: all.length,
    values: all,
    encode: (value: unknown) => {
      const code = codeIn(domain, value);
      if (code === -1) return -1;
      const place = places.get(code);
      if (place !== undefined) return place;
      asks(code);
      return values.length;
    },
    decode: (place: number) => all[place],
  };
  return { stands, isOther: (place) => place === values.length };
}

/** Of a domain whose values cannot be counted only the first is looked at. */
function firstUnmet(domain: AnyDomain, met: ReadonlyMap<Code, number>): Code | null {
  const tried = Number.isFinite(domain.size) ? Math.min(domain.size, met.size + 1) : 1;
  for (let code = 0; code < tried; code++) {
    const found = codeIn(domain, domain.decode(code));
    if (!met.has(found)) return found;
  }
  return null;
}
