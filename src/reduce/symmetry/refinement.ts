/**
 * Canonical forms by refinement, for layouts that relate elements to each other: who knows whom, who sent what to whom.
 * Elements are told apart by what mentions them, then by the company in which it does, until nothing more can be told
 * (colours, as in partition refinement). What is left tied is either interchangeable without any effect (twins: no
 * renaming is tried) or tried one by one, each choice followed by refinement; the least state that comes out is the
 * representative. After McKay and Piperno, *Practical graph isomorphism, II* (2014), whose automorphism pruning is left out.
 *
 * Hashes only decide what is tried, the same for all renamings of a state; a collision costs time, never exactness.
 */
import type { CanonicalForm } from "./canonical-form.ts";
import { exchange, factorial } from "./elements.ts";
import { type Keyed, Mentions, type Ranked } from "./mentions.ts";
import type { SlotRenaming } from "./slot-renaming.ts";

const NONE = new Mentions();

export class Refinement implements CanonicalForm {
  readonly tables = null;
  readonly #renaming: SlotRenaming;
  readonly #count: number;
  readonly #words: number;
  /** What the state mentions: per item a hash that renaming does not change, and its mentions from starts[i] on. */
  #items = 0;
  readonly #hashes: number[] = [];
  readonly #starts: number[] = [];
  readonly #mentions: number[] = [];
  #mentioned = 0;
  /** Per element: what tells it from others; the sums of the round. */
  readonly #sums: Int32Array;
  /** Per depth: elements in order, and per element the place at which its cell (those of its colour) begins. */
  readonly #orders: readonly Int32Array[];
  readonly #cells: readonly Int32Array[];
  readonly #twins: Int32Array;
  #twinsKnown = false;
  readonly #images: Int32Array;
  readonly #candidate: Int32Array;
  readonly #exchanges = new Map<number, Int32Array>();
  #source: Int32Array = new Int32Array(0);
  #offset = 0;
  #target: Int32Array = new Int32Array(0);
  #symmetries = 0;
  /** Per slot: the first slot of the places that it can be moved to, the same for all of them. */
  readonly #places: Int32Array;

  constructor(renaming: SlotRenaming) {
    const { elements, layout, shapes } = renaming;
    this.#renaming = renaming;
    this.#count = elements.count;
    this.#words = layout.words;
    this.#sums = new Int32Array(elements.count);
    const perDepth = () => Array.from({ length: elements.count + 1 }, () => new Int32Array(elements.count));
    this.#orders = perDepth();
    this.#cells = perDepth();
    this.#twins = new Int32Array(elements.count);
    this.#images = new Int32Array(elements.count);
    this.#candidate = new Int32Array(layout.words);
    this.#places = Int32Array.from(
      shapes,
      ({ place, sorted }, slot) =>
        (sorted === null ? slot : sorted.base + ((slot - sorted.base) % sorted.width)) - elements.share(place),
    );
  }

  find(states: Int32Array, offset: number, target: Int32Array): void {
    this.#source = states;
    this.#offset = offset;
    this.#target = target;
    this.#symmetries = 0;
    this.#twinsKnown = false;
    this.#collect();
    const order = this.#orders[0] as Int32Array;
    const cells = this.#cells[0] as Int32Array;
    for (let element = 0; element < this.#count; element++) {
      order[element] = element;
      cells[element] = this.#renaming.elements.first[element] as number;
    }
    this.#refine(0);
    this.#search(0, 1);
  }

  symmetries(): number {
    return this.#symmetries;
  }

  /** Notes what the state mentions. */
  #collect(): void {
    const { layout, shapes, moving, elements } = this.#renaming;
    const { word, shift, mask } = layout;
    this.#items = 0;
    this.#mentioned = 0;
    for (let each = 0; each < moving.length; each++) {
      const slot = moving[each] as number;
      const bits = (this.#source[this.#offset + (word[slot] as number)] as number) >>> (shift[slot] as number);
      const code = bits & (mask[slot] as number);
      const { place, codes } = shapes[slot] as (typeof shapes)[number];
      if (code === 0 && codes === null) continue;
      const inCode = codes === null ? NONE : codes.of(code);
      const plain = mix(this.#places[slot] as number, code - elements.share(inCode));
      this.#add(plain, place, inCode, null);
      this.#addMembers(plain, place, inCode, place);
      this.#addMembers(plain, place, inCode, inCode);
    }
    this.#starts[this.#items] = this.#mentioned;
  }

  /** Notes what stands at places of keys and is in subsets, in a slot that mentions what it mentions. */
  #addMembers(plain: number, place: Mentions, inCode: Mentions, within: Mentions): void {
    for (let at = 0; at < within.keyedCount; at++) {
      const key = within.key[at] as number;
      const keys = (within.keyed[at] as Keyed).mentions[key] as Mentions;
      this.#addMember(mix(plain, within.amount[at] as number), place, inCode, key, keys);
    }
    for (let at = 0; at < within.rankedCount; at++) {
      const subsets = within.ranked[at] as Ranked;
      const hash = mix(plain, within.rankWeight[at] as number);
      for (const member of subsets.membersOf(within.rank[at] as number))
        this.#addMember(hash, place, inCode, member, subsets.mentionsOf(member));
    }
  }

  #addMember(plain: number, place: Mentions, inCode: Mentions, key: number, keys: Mentions): void {
    const hash = mix(plain, key - this.#renaming.elements.share(keys));
    this.#add(hash, place, inCode, keys);
    // Sets of sets: which of the inner ones a member is in, no hash tells, so that it is tried.
    this.#addMembers(hash, place, inCode, keys);
  }

  /** Notes what is mentioned together, if anything is, with a hash that renaming does not change. */
  #add(plain: number, place: Mentions, inCode: Mentions, keys: Mentions | null): void {
    const start = this.#mentioned;
    let end = start;
    for (let at = 0; at < place.count; at++) this.#mentions[end++] = place.element[at] as number;
    for (let at = 0; at < inCode.count; at++) this.#mentions[end++] = inCode.element[at] as number;
    if (keys !== null) for (let at = 0; at < keys.count; at++) this.#mentions[end++] = keys.element[at] as number;
    if (end === start) return;
    let hash = mix(plain, keys === null ? 1 : 2);
    // Which of the mentions are of the same element.
    for (let at = start + 1; at < end; at++) {
      let same = start;
      while (this.#mentions[same] !== this.#mentions[at]) same++;
      hash = mix(hash, same - start);
    }
    this.#hashes[this.#items] = hash;
    this.#starts[this.#items] = start;
    this.#items++;
    this.#mentioned = end;
  }

  /** Splits the cells at `depth` until no mention tells any two elements of a cell apart. */
  #refine(depth: number): void {
    const order = this.#orders[depth] as Int32Array;
    const cells = this.#cells[depth] as Int32Array;
    const sums = this.#sums;
    for (;;) {
      sums.fill(0);
      for (let item = 0; item < this.#items; item++) {
        const start = this.#starts[item] as number;
        const end = this.#starts[item + 1] as number;
        let hash = this.#hashes[item] as number;
        for (let at = start; at < end; at++) hash = mix(hash, cells[this.#mentions[at] as number] as number);
        for (let at = start; at < end; at++) {
          const element = this.#mentions[at] as number;
          sums[element] = ((sums[element] as number) + mix(hash, at - start)) | 0;
        }
      }
      if (!this.#split(order, cells)) return;
    }
  }

  /** Sorts every cell by the sums and splits it where they differ; whether one was split. */
  #split(order: Int32Array, cells: Int32Array): boolean {
    const sums = this.#sums;
    let split = false;
    for (let from = 0; from < this.#count; ) {
      const cell = cells[order[from] as number] as number;
      let end = from + 1;
      while (end < this.#count && cells[order[end] as number] === cell) end++;
      for (let place = from + 1; place < end; place++) {
        const element = order[place] as number;
        let to = place;
        for (; to > from && (sums[order[to - 1] as number] as number) > (sums[element] as number); to--)
          order[to] = order[to - 1] as number;
        order[to] = element;
      }
      let start = from;
      for (let place = from + 1; place < end; place++) {
        if (sums[order[place] as number] !== sums[order[place - 1] as number]) {
          start = place;
          split = true;
        }
        cells[order[place] as number] = start;
      }
      from = end;
    }
    return split;
  }

  /** Tries every way to tell the rest apart. `weight`: as how many ways one of them counts, for those left out. */
  #search(depth: number, weight: number): void {
    const order = this.#orders[depth] as Int32Array;
    const cells = this.#cells[depth] as Int32Array;
    let ways = weight;
    for (let from = 0; from < this.#count; ) {
      let end = from + 1;
      while (end < this.#count && cells[order[end] as number] === from) end++;
      if (end - from > 1) {
        this.#findTwins();
        if (!this.#areTwins(order, from, end)) {
          this.#branch(depth, from, end, weight);
          return;
        }
        ways *= factorial(end - from);
      }
      from = end;
    }
    this.#compare(order, ways);
  }

  #areTwins(order: Int32Array, from: number, end: number): boolean {
    const twin = this.#twins[order[from] as number];
    for (let place = from + 1; place < end; place++) if (this.#twins[order[place] as number] !== twin) return false;
    return true;
  }

  /** Lets one element of the cell come first, for each in turn; of twins, for one. */
  #branch(depth: number, from: number, end: number, weight: number): void {
    const order = this.#orders[depth] as Int32Array;
    const cells = this.#cells[depth] as Int32Array;
    for (let place = from; place < end; place++) {
      const element = order[place] as number;
      let before = 0;
      let alike = 0;
      for (let other = from; other < end; other++) {
        if (this.#twins[order[other] as number] !== this.#twins[element]) continue;
        alike++;
        if (other < place) before++;
      }
      if (before > 0) continue;
      const deeperOrder = this.#orders[depth + 1] as Int32Array;
      const deeperCells = this.#cells[depth + 1] as Int32Array;
      deeperOrder.set(order);
      deeperCells.set(cells);
      deeperOrder[place] = order[from] as number;
      deeperOrder[from] = element;
      for (let other = from + 1; other < end; other++) deeperCells[deeperOrder[other] as number] = from + 1;
      this.#refine(depth + 1);
      this.#search(depth + 1, weight * alike);
    }
  }

  /** Keeps the state that this order of elements stands for, if it is the least so far. */
  #compare(order: Int32Array, ways: number): void {
    for (let place = 0; place < this.#count; place++) this.#images[order[place] as number] = place;
    const candidate = this.#candidate;
    this.#renaming.apply(this.#images, this.#source, this.#offset, candidate);
    let difference = this.#symmetries === 0 ? -1 : 0;
    for (let word = 0; difference === 0 && word < this.#words; word++)
      difference = (candidate[word] as number) - (this.#target[word] as number);
    if (difference > 0) return;
    if (difference === 0) this.#symmetries += ways;
    else {
      this.#symmetries = ways;
      for (let word = 0; word < this.#words; word++) this.#target[word] = candidate[word] as number;
    }
  }

  /** Per element the least one that it can be exchanged with without changing the state. */
  #findTwins(): void {
    if (this.#twinsKnown) return;
    this.#twinsKnown = true;
    const order = this.#orders[0] as Int32Array;
    const cells = this.#cells[0] as Int32Array;
    for (let from = 0; from < this.#count; ) {
      const cell = cells[order[from] as number];
      let end = from;
      for (; end < this.#count && cells[order[end] as number] === cell; end++) {
        const element = order[end] as number;
        this.#twins[element] = element;
        for (let place = from; place < end; place++) {
          const other = order[place] as number;
          if (this.#twins[other] === other && this.#isUnchanged(other, element)) {
            this.#twins[element] = other;
            break;
          }
        }
      }
      from = end;
    }
  }

  #isUnchanged(one: number, other: number): boolean {
    const key = one * this.#count + other;
    let images = this.#exchanges.get(key);
    if (images === undefined) {
      images = exchange(this.#renaming.elements, one, other);
      this.#exchanges.set(key, images);
    }
    const candidate = this.#candidate;
    this.#renaming.apply(images, this.#source, this.#offset, candidate);
    for (let word = 0; word < this.#words; word++)
      if (candidate[word] !== this.#source[this.#offset + word]) return false;
    return true;
  }
}

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1) + 0x7f4a7c15;
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
