/**
 * Units whose trees are the same, cell by cell: whoever asks one of them knows what the other says, known or not, so the
 * kernel is asked of one only. When one learns something the other does not, they are no twins any more; where the one that is
 * asked does not know, the host judges all that is asked, and both learn the same.
 */
import type { PublishedPart } from "../program/publication.ts";
import { maskOf, type Unit } from "./units.ts";

/** Per unit the first one before it with the same trees, or -1. */
export function twinsOf(units: readonly Unit[], partsOf: (unit: Unit) => readonly PublishedPart[]): readonly number[] {
  return units.map((unit, at) => {
    const parts = partsOf(unit);
    return units.slice(0, at).findIndex((other) => {
      const others = partsOf(other);
      return (
        other.isSought === unit.isSought &&
        others.length === parts.length &&
        others.every(({ cells }, part) => areEqual(cells, (parts[part] as PublishedPart).cells))
      );
    });
  });
}

/** The units to ask: those of open properties, without those whose twin is asked. */
export function askedOf(units: readonly Unit[], twins: readonly number[], open: readonly number[]): number {
  const mask = maskOf(units, open);
  let asked = mask;
  for (const [at, twin] of twins.entries()) if (twin >= 0 && ((mask >>> twin) & 1) === 1) asked &= ~(1 << at);
  return asked;
}

function areEqual(one: Int32Array, other: Int32Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
