/**
 * Where a code mentions elements, and what renaming them makes of it: element e at a place of some weight adds (f - e) times
 * the weight when it becomes f. In a tuple with a place per key (domain/per-key.ts) it is the place that mentions elements,
 * and what is there moves with it: such *keyed* mentions add the difference of what it is worth at either place. A subset of
 * any size is one of those, each member being at a place of its own. The number of a subset of bounded size is a rank
 * (domain/numbering.ts), of which no member has a share: such *ranked* mentions are renamed member by member.
 */
import type { SubsetNumbers } from "../../domain/numbering.ts";

/** Mentions found in a code, one behind the other; reused from code to code. */
export class Mentions {
  count = 0;
  readonly element: number[] = [];
  readonly weight: number[] = [];
  keyedCount = 0;
  readonly keyed: Keyed[] = [];
  readonly key: number[] = [];
  readonly amount: number[] = [];
  rankedCount = 0;
  readonly ranked: Ranked[] = [];
  readonly rank: number[] = [];
  readonly rankWeight: number[] = [];

  clear(): void {
    this.count = 0;
    this.keyedCount = 0;
    this.rankedCount = 0;
  }

  /** Whether anything is mentioned. */
  get isEmpty(): boolean {
    return this.count + this.keyedCount + this.rankedCount === 0;
  }

  add(element: number, weight: number): void {
    this.element[this.count] = element;
    this.weight[this.count] = weight;
    this.count++;
  }

  /** `amount` stands at the place of a key. */
  addKeyed(keyed: Keyed, key: number, amount: number): void {
    this.keyed[this.keyedCount] = keyed;
    this.key[this.keyedCount] = key;
    this.amount[this.keyedCount] = amount;
    this.keyedCount++;
  }

  /** A subset of bounded size, whose number is `rank`. */
  addRanked(ranked: Ranked, rank: number, weight: number): void {
    this.ranked[this.rankedCount] = ranked;
    this.rank[this.rankedCount] = rank;
    this.rankWeight[this.rankedCount] = weight;
    this.rankedCount++;
  }

  addAll(others: Mentions): void {
    for (let at = 0; at < others.count; at++) this.add(others.element[at] as number, others.weight[at] as number);
    for (let at = 0; at < others.keyedCount; at++)
      this.addKeyed(others.keyed[at] as Keyed, others.key[at] as number, others.amount[at] as number);
    for (let at = 0; at < others.rankedCount; at++)
      this.addRanked(others.ranked[at] as Ranked, others.rank[at] as number, others.rankWeight[at] as number);
  }

  /** What a renaming adds to the code. */
  change(images: Int32Array): number {
    let change = 0;
    for (let at = 0; at < this.count; at++) {
      const from = this.element[at] as number;
      change += ((images[from] as number) - from) * (this.weight[at] as number);
    }
    for (let at = 0; at < this.keyedCount; at++)
      change += (this.keyed[at] as Keyed).change(this.key[at] as number, images) * (this.amount[at] as number);
    for (let at = 0; at < this.rankedCount; at++)
      change += (this.ranked[at] as Ranked).change(this.rank[at] as number, images) * (this.rankWeight[at] as number);
    return change;
  }
}

/** The places of a tuple with one per key, or the members that a subset of any size may have. */
export class Keyed {
  /** Per key, what it mentions. */
  readonly mentions: readonly Mentions[];
  /** Whether it is of a subset: a member is there or not, whoever else is. */
  readonly isSet: boolean;
  /** Per key, what 1 at its place is worth. */
  readonly #worth: readonly number[];

  constructor(mentions: readonly Mentions[], worth: readonly number[], isSet: boolean) {
    this.mentions = mentions;
    this.isSet = isSet;
    this.#worth = worth;
  }

  worth(key: number): number {
    return this.#worth[key] as number;
  }

  /** What 1 at the place of a key is worth more where a renaming puts it. */
  change(key: number, images: Int32Array): number {
    const to = key + (this.mentions[key] as Mentions).change(images);
    return (this.#worth[to] as number) - (this.#worth[key] as number);
  }
}

/** The subsets of bounded size of a domain's values. */
export class Ranked {
  readonly #numbers: SubsetNumbers;
  readonly #mentionsOf: (member: number) => Mentions;
  readonly #known = new Map<number, Mentions>();

  /** `mentionsOf`: what a value of the domain mentions. */
  constructor(numbers: SubsetNumbers, mentionsOf: (member: number) => Mentions) {
    this.#numbers = numbers;
    this.#mentionsOf = mentionsOf;
  }

  membersOf(rank: number): readonly number[] {
    return this.#numbers.membersOf(rank);
  }

  mentionsOf(member: number): Mentions {
    let mentions = this.#known.get(member);
    if (mentions === undefined) {
      mentions = this.#mentionsOf(member);
      this.#known.set(member, mentions);
    }
    return mentions;
  }

  /** How much greater the rank of the renamed subset is. */
  change(rank: number, images: Int32Array): number {
    const members = this.#numbers.membersOf(rank);
    for (let at = 0; at < members.length; at++) {
      const member = members[at] as number;
      members[at] = member + this.mentionsOf(member).change(images);
    }
    members.sort((one, other) => one - other);
    return this.#numbers.codeOf(members) - rank;
  }
}
