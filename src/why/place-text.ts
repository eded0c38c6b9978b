/** Places and what they have as text: `known[n2][n1]`, `accept(by: a1, ballot: 0, value: v1) in sent`, `history[B] 2nd`. */
import type { FactPlace } from "./places.ts";

export function placeText(place: FactPlace): string {
  const collection = collectionText(place);
  switch (place.kind) {
    case "value":
      return collection;
    case "member":
      return `${memberText(place)} in ${collection}`;
    case "item":
      return `${collection} ${ordinal(place.index + 1)}`;
  }
}

/** The variable, the item of a map, or the collection that a place is in: `promised[a1]`. */
export function collectionText({ field, keys }: FactPlace): string {
  return `${field}${keys.map(({ domain, value }) => `[${domain.format(value)}]`).join("")}`;
}

/** The member that a place is about; for that of all others `anything else`. */
export function memberText({ domain, member, other }: FactPlace): string {
  return other === null ? domain.format(member) : "anything else";
}

/** What a place has: a value as text, `nothing`; of members `true` or `false`, or how often they are there. */
export function codeText(place: FactPlace, code: number): string {
  switch (place.kind) {
    case "value":
      return code === place.other ? "anything else" : place.domain.format(place.domain.decode(code));
    case "item":
      if (code === 0) return "nothing";
      return code === place.other ? "anything else" : place.domain.format(place.domain.decode(code - 1));
    case "member":
      return place.size === 2 ? String(code === 1) : String(code);
  }
}

export function ordinal(number: number): string {
  const last = number % 10;
  const isTeen = Math.floor(number / 10) % 10 === 1;
  const ending = isTeen ? "th" : last === 1 ? "st" : last === 2 ? "nd" : last === 3 ? "rd" : "th";
  return `${number}${ending}`;
}
