/**
 * The identities that may be renamed: the elements of the scalarsets that a state's layout is made of, numbered through,
 * and where a code mentions them. All codes are mixed-radix numbers, so renaming element e to f adds (f - e) times the
 * weight of the place at which it is mentioned, and nothing else about the code matters.
 * Ip and Dill, *Better Verification Through Symmetry* (1996).
 */
import { type AnyDomain, type DomainStructure, partsOf } from "../../domain/domain.ts";
import { SubsetNumbers } from "../../domain/numbering.ts";
import { areInOrder } from "../../domain/spread/slots.ts";
import type { Cell, Layout } from "../../state/layout.ts";
import { Keyed, Mentions, Ranked } from "./mentions.ts";

export interface Scalarset {
  readonly name: string;
  readonly size: number;
  readonly identity: symbol;
}

/** A scalarset whose elements are first .. first + size - 1. */
export interface Block {
  readonly first: number;
  readonly size: number;
}

/**
 * The scalarsets of two elements or more that states mention, in the order of the schema; without those whose elements stand
 * where renaming cannot leave them (domain/spread.ts), which are told apart as names of an enumeration are.
 */
export function scalarsetsOf(layout: Layout): Scalarset[] {
  const found = new Map<symbol, Scalarset>();
  const kept = new Set<symbol>();
  const keep = (domain: AnyDomain): void => {
    if (domain.structure.kind === "scalarset") kept.add(domain.structure.identity);
    else for (const part of partsOf(domain)) keep(part);
  };
  const look = (domain: AnyDomain): void => {
    if (areInOrder(domain)) keep(domain);
    const { structure, size } = domain;
    if (structure.kind === "scalarset") {
      const { name, identity } = structure;
      if (size > 1) found.set(identity, { name, size, identity });
    } else for (const part of partsOf(domain)) look(part);
  };
  const visit = (cell: Cell): void => {
    if (cell.kind === "map") {
      look(cell.key);
      if (cell.items[0] !== undefined) visit(cell.items[0]);
    } else look(cell.kind === "value" ? cell.domain : cell.element);
  };
  for (const cell of layout.cells.values()) visit(cell);
  return [...found.values()].filter(({ identity }) => !kept.has(identity));
}

/** The elements that may be renamed. */
export class Elements {
  readonly scalarsets: readonly Scalarset[];
  readonly blocks: readonly Block[];
  readonly count: number;
  /** Per element: the first of its scalarset, the position of its scalarset. */
  readonly first: Int32Array;
  readonly scalarset: Int32Array;
  /** The number of renamings. */
  readonly renamings: number;
  readonly #firsts = new Map<symbol, number>();
  readonly #keyed = new Map<AnyDomain, Keyed>();
  readonly #subsets = new Map<AnyDomain, Keyed | Ranked>();

  constructor(scalarsets: readonly Scalarset[]) {
    this.scalarsets = scalarsets;
    let next = 0;
    this.blocks = scalarsets.map(({ size, identity }) => {
      const block = { first: next, size };
      this.#firsts.set(identity, next);
      next += size;
      return block;
    });
    this.count = next;
    this.first = Int32Array.from(this.blocks.flatMap(({ first, size }) => new Array<number>(size).fill(first)));
    this.scalarset = Int32Array.from(this.blocks.flatMap(({ size }, at) => new Array<number>(size).fill(at)));
    this.renamings = scalarsets.reduce((product, { size }) => product * factorial(size), 1);
  }

  /** Whether some value of the domain mentions an element. */
  occurIn(domain: AnyDomain): boolean {
    const { structure } = domain;
    if (structure.kind === "scalarset") return this.#firsts.has(structure.identity);
    return partsOf(domain).some((part) => this.occurIn(part));
  }

  /** Adds to `found` what a code mentions, in the order of its structure; `weight`: what one more of the code is worth. */
  gather(domain: AnyDomain, code: number, weight: number, found: Mentions): void {
    const { structure } = domain;
    switch (structure.kind) {
      case "scalarset": {
        const first = this.#firsts.get(structure.identity);
        if (first !== undefined) found.add(first + code, weight);
        return;
      }
      case "optional":
        if (code > 0) this.gather(structure.inner, code - 1, weight, found);
        return;
      case "record": {
        let rest = code;
        let worth = weight;
        for (let at = structure.fields.length - 1; at >= 0; at--) {
          const part = (structure.fields[at] as readonly [string, AnyDomain])[1];
          this.gather(part, rest % part.size, worth, found);
          rest = Math.floor(rest / part.size);
          worth *= part.size;
        }
        return;
      }
      case "tuple": {
        if (structure.keys !== null && this.occurIn(structure.keys)) {
          this.#gatherKeyed(domain, structure as KeyedTuple, code, weight, found);
          return;
        }
        let rest = code;
        let worth = weight;
        for (let at = structure.members.length - 1; at >= 0; at--) {
          const part = structure.members[at] as AnyDomain;
          this.gather(part, rest % part.size, worth, found);
          rest = Math.floor(rest / part.size);
          worth *= part.size;
        }
        return;
      }
      case "union":
      case "one-of": {
        const isTagged = structure.kind === "union";
        const count = isTagged ? structure.cases.length : structure.parts.length;
        let start = 0;
        for (let at = 0; at < count; at++) {
          const part = (isTagged ? structure.cases[at]?.[1] : structure.parts[at]) as AnyDomain;
          if (code < start + part.size) {
            this.gather(part, code - start, weight, found);
            return;
          }
          start += part.size;
        }
        return;
      }
      case "list": {
        const { element, min } = structure;
        if (!this.occurIn(element)) return;
        // Renaming keeps the length, so that what shorter lists add to the number stays.
        let length = min;
        let ofLength = element.size ** min;
        let rest = code;
        for (; rest >= ofLength; length++) {
          rest -= ofLength;
          ofLength *= element.size;
        }
        let worth = weight;
        for (; length > 0; length--) {
          this.gather(element, rest % element.size, worth, found);
          rest = Math.floor(rest / element.size);
          worth *= element.size;
        }
        return;
      }
      case "subset":
        if (this.occurIn(structure.element)) this.#gatherMembers(domain, structure, code, weight, found);
        return;
      default:
    }
  }

  /** What of a code is due to the elements that it mentions not being the first ones: the rest is left alone by renaming. */
  share(mentions: Mentions): number {
    const { count, element, weight, keyedCount, keyed, key, amount, rankedCount, rank, rankWeight } = mentions;
    let share = 0;
    for (let at = 0; at < count; at++) {
      const mentioned = element[at] as number;
      share += (mentioned - (this.first[mentioned] as number)) * (weight[at] as number);
    }
    for (let at = 0; at < keyedCount; at++)
      share += (keyed[at] as Keyed).worth(key[at] as number) * (amount[at] as number);
    for (let at = 0; at < rankedCount; at++) share += (rank[at] as number) * (rankWeight[at] as number);
    return share;
  }

  /** What is at a place of such a tuple mentions nothing; at which place it is does. */
  #gatherKeyed(domain: AnyDomain, { keys, members }: KeyedTuple, code: number, weight: number, found: Mentions): void {
    let keyed = this.#keyed.get(domain);
    const base = (members[0] as AnyDomain).size;
    if (keyed === undefined) {
      const worth = Array.from({ length: keys.size }, (_, key) => base ** (keys.size - 1 - key));
      keyed = new Keyed(this.#mentionsOfAll(keys), worth, false);
      this.#keyed.set(domain, keyed);
    }
    let rest = code;
    for (let key = keys.size - 1; key >= 0; key--) {
      const digit = rest % base;
      if (digit > 0) found.addKeyed(keyed, key, digit * weight);
      rest = Math.floor(rest / base);
    }
  }

  /** Each member of a subset mentions what it mentions, wherever among the others it comes. */
  #gatherMembers(
    domain: AnyDomain,
    { element, min, max }: Subset,
    code: number,
    weight: number,
    found: Mentions,
  ): void {
    let kind = this.#subsets.get(domain);
    if (kind === undefined) {
      const numbers = new SubsetNumbers(element.size, min, max);
      if (numbers.isAdditive) {
        const worth = Array.from({ length: element.size }, (_, member) => 2 ** member);
        kind = new Keyed(this.#mentionsOfAll(element), worth, true);
      } else kind = new Ranked(numbers, (member) => this.#mentionsOf(element, member));
      this.#subsets.set(domain, kind);
    }
    if (kind instanceof Ranked) {
      // That of the empty set stays.
      if (code > 0 || min > 0) found.addRanked(kind, code, weight);
      return;
    }
    let rest = code;
    for (let member = 0; rest > 0; member++) {
      if (rest % 2 === 1) found.addKeyed(kind, member, weight);
      rest = Math.floor(rest / 2);
    }
  }

  #mentionsOfAll(domain: AnyDomain): Mentions[] {
    return Array.from({ length: domain.size }, (_, code) => this.#mentionsOf(domain, code));
  }

  #mentionsOf(domain: AnyDomain, code: number): Mentions {
    const found = new Mentions();
    this.gather(domain, code, 1, found);
    return found;
  }
}

type Subset = Extract<DomainStructure, { kind: "subset" }>;

interface KeyedTuple {
  readonly keys: AnyDomain;
  readonly members: readonly AnyDomain[];
}

export function factorial(n: number): number {
  let product = 1;
  for (let factor = 2; factor <= n; factor++) product *= factor;
  return product;
}

/** The renaming that changes nothing. */
export function identityOf({ count }: Elements): Int32Array {
  return Int32Array.from({ length: count }, (_, element) => element);
}

/** The renaming that exchanges two elements. */
export function exchange(elements: Elements, one: number, other: number): Int32Array {
  const images = identityOf(elements);
  images[one] = other;
  images[other] = one;
  return images;
}

/** Every renaming of the elements of the given blocks, the identity first. */
export function allRenamings(elements: Elements, blocks: readonly Block[]): Int32Array[] {
  let found = [identityOf(elements)];
  for (const { first, size } of blocks) {
    const orders = permutations(size);
    found = found.flatMap((images) =>
      orders.map((order) => {
        const more = images.slice();
        order.forEach((to, from) => {
          more[first + from] = first + to;
        });
        return more;
      }),
    );
  }
  return found;
}

/** All orders of 0 .. size - 1, the ascending one first. */
function permutations(size: number): number[][] {
  let found: number[][] = [[]];
  for (let length = 0; length < size; length++) {
    found = found.flatMap((order) =>
      Array.from({ length: size }, (_, next) => next).flatMap((next) =>
        order.includes(next) ? [] : [[...order, next]],
      ),
    );
  }
  return found;
}
