/**
 * What else a place could have. Of a small domain that is every other value. Of a large one some are tried: the first, where
 * most variables begin, the last, those beside the value and small ones; what the place has in other states of the trace;
 * and what other places of the same domain have in this one, without which `agree(log[2], log[3])` would seem not to look
 * at `log[3]`. What was found by trying some is tested, not proved.
 */
import type { AnyDomain } from "../domain/domain.ts";
import type { Inquiry } from "./inquiry.ts";
import type { FactPlace } from "./places.ts";

/** Values up to which all are tried. */
const ALL_TRIED = 12;

export interface Alternatives {
  /** Codes other than the one that the place has, in the order in which they are tried. */
  readonly codes: readonly number[];
  /** Whether these are all that there are. */
  readonly isComplete: boolean;
}

/** The alternatives of the places of a inquiry, made as they are asked for. */
export function alternativesOf(inquiry: Inquiry): (place: number) => Alternatives {
  const known: (Alternatives | undefined)[] = [];
  let sharing: ReadonlyMap<AnyDomain, readonly number[]> | null = null;
  return (place) => {
    const found = known[place];
    if (found !== undefined) return found;
    sharing ??= byDomain(inquiry.list);
    const made = alternatives(inquiry, place, sharing);
    known[place] = made;
    return made;
  };
}

function alternatives(
  { list, actual, others }: Inquiry,
  at: number,
  sharing: ReadonlyMap<AnyDomain, readonly number[]>,
): Alternatives {
  const place = list[at] as FactPlace;
  const now = actual[at] as number;
  const isComplete = place.other === null && place.size <= ALL_TRIED;
  if (place.size <= ALL_TRIED) return { codes: range(place.size).filter((code) => code !== now), isComplete };
  const last = place.size - 1;
  const elsewhere = place.kind === "member" ? [] : (sharing.get(place.domain) ?? []);
  const shift = place.kind === "item" ? 1 : 0;
  const tried = [
    0,
    ...others.map((codes) => codes[at] as number),
    ...elsewhere.map((other) => {
      const of = (list[other] as FactPlace).kind === "item" ? 1 : 0;
      return (actual[other] as number) - of + shift;
    }),
    now - 1,
    now + 1,
    1,
    2,
    last,
  ];
  const codes = [...new Set(tried)].filter((code) => code !== now && code >= 0 && code <= last);
  return { codes, isComplete: false };
}

/** Places of values and items by what they are of. */
function byDomain(list: readonly FactPlace[]): ReadonlyMap<AnyDomain, readonly number[]> {
  const found = new Map<AnyDomain, number[]>();
  list.forEach((place, at) => {
    if (place.kind === "member") return;
    const places = found.get(place.domain) ?? [];
    places.push(at);
    found.set(place.domain, places);
  });
  return found;
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, code) => code);
}
