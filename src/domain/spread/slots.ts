/** Which domains are laid out by parts, and how many slots they take: what can be said of a layout without making it. */
import { thresholds } from "../../thresholds.ts";
import { type AnyDomain, type DomainStructure, mentionsElements, partsOf } from "../domain.ts";

/** Whether a domain has more values than codes in one slot tell apart, so that they take several slots in a state. */
export function isSpread(domain: AnyDomain): boolean {
  return domain.size > thresholds.numberedValues && canBeSpread(domain);
}

/** Not sets of so many at least: the first one would not be all zeros. */
function canBeSpread({ structure }: AnyDomain): boolean {
  return HAVE_PARTS.has(structure.kind) && (structure.kind !== "subset" || structure.min === 0);
}

const HAVE_PARTS: ReadonlySet<DomainStructure["kind"]> = new Set([
  "optional",
  "record",
  "tuple",
  "union",
  "one-of",
  "list",
  "subset",
]);

/** How many slots a domain takes that is laid out by parts, counted without making them. */
export function slotsOf(domain: AnyDomain): number {
  const counted = new Map<AnyDomain, number>();
  const count = (part: AnyDomain): number => {
    let slots = counted.get(part);
    if (slots === undefined) {
      slots = isSpread(part) ? countOf(part, count) : 1;
      counted.set(part, slots);
    }
    return slots;
  };
  return countOf(domain, count);
}

function countOf(domain: AnyDomain, count: (part: AnyDomain) => number): number {
  const { structure } = domain;
  const all = (parts: readonly AnyDomain[]) => parts.reduce((sum, part) => sum + count(part), 0);
  switch (structure.kind) {
    case "optional":
      return 1 + count(structure.inner);
    case "record":
      return all(partsOf(domain));
    case "tuple":
      return structure.keys === null ? all(structure.members) : structure.members.length;
    case "union":
    case "one-of":
      return 1 + all(partsOf(domain));
    case "list":
      return 1 + structure.max * count(structure.element);
    case "subset":
      return isListed(structure) ? structure.max : structure.element.size;
    default:
      return 1;
  }
}

export type SubsetStructure = Extract<DomainStructure, { kind: "subset" }>;

/** Whether the members of sets of this structure are listed, where that is smaller than a bit for every value. */
export function isListed({ element, max }: SubsetStructure): boolean {
  const { size } = element;
  return max * bitsFor(size + 1) < size && (size > thresholds.movedMembers || !mentionsElements(element));
}

/** Bits that hold `size` different codes. */
function bitsFor(size: number): number {
  return size <= 1 ? 0 : size > 2 ** 32 ? Math.ceil(Math.log2(size)) : 32 - Math.clz32(size - 1);
}

/** Whether what a domain mentions stands in slots whose order it decides: renamed, it would have to be sorted again. */
export function areInOrder(domain: AnyDomain): boolean {
  const { structure } = domain;
  return structure.kind === "subset" && isSpread(domain) && isListed(structure) && mentionsElements(domain);
}
