/**
 * What an effect does to ordered lists, kept in mind while it is watched. A closure that takes the message that it has
 * received out of a sorted bag and adds another has looked at none of the others; done slot by slot it would read them
 * all, and there would be a leaf for every content of the bag. As an *edit* it is the same for all of them.
 *
 * A closure must not be able to tell: what it is answered, and where it ends with an error, must be what it would be slot
 * by slot, in all states that answer alike along the path. So of an edit is known beforehand
 *
 *   put     that there is room: the slot that would be taken if there were none is on the path, and empty
 *   take    that it is there: bound by the instance, whose members are present (member-loop.ts), or put before
 *   shift   that there is a first one: whoever shifts has read it
 *
 * and when anything else is read of a list or written to it, its edits are done slot by slot before, and so is all that
 * follows in this run (*settled*).
 */
import type { Layout } from "../state/layout.ts";
import type { Edits } from "../state/memory.ts";
import { type OrderedList, orderedLists } from "../state/ordered-lists.ts";

export const PUT = 0;
export const TAKE = 1;
export const SHIFT = 2;

interface Edit {
  readonly kind: typeof PUT | typeof TAKE | typeof SHIFT;
  /** Of a member that is put or taken; nothing of a shift. */
  readonly entry: readonly number[];
  readonly again: () => void;
}

/** A list in the run that is under way. */
class NotedList {
  readonly list: OrderedList;
  /** Whether everything is done slot by slot. */
  isSettled = false;
  pending: Edit[] = [];
  /** How many more there are than before the run, at most. */
  grown = 0;
  /** How often members are known to be there, at least, by their entries' text. */
  readonly known = new Map<string, number>();

  constructor(list: OrderedList) {
    this.list = list;
  }

  begin(): void {
    this.isSettled = false;
    this.pending = [];
    this.grown = 0;
    this.known.clear();
  }

  count(entry: readonly number[]): number {
    return this.known.get(entry.join()) ?? 0;
  }

  note(edit: Edit, grows: 1 | -1): void {
    this.pending.push(edit);
    this.grown += grows;
    if (edit.kind !== SHIFT) this.known.set(edit.entry.join(), this.count(edit.entry) + grows);
  }
}

export class NotedEdits implements Edits {
  /** Whether edits are kept in mind; as long as they are not, it is only noted that there are any. */
  isOn = false;
  /** Whether there was any edit so far. */
  wereAny = false;
  readonly #lists: readonly NotedList[];
  /** Per slot, 1 + the place of the list that it belongs to; 0: none. */
  readonly #owner: Int32Array;
  readonly #original: (slot: number) => number;

  /** `original`: what a slot held before the run, which becomes part of its path. */
  constructor(layout: Layout, original: (slot: number) => number) {
    this.#original = original;
    this.#lists = orderedLists(layout).map((list) => new NotedList(list));
    this.#owner = new Int32Array(layout.slots);
    this.#lists.forEach(({ list: { base, capacity, width } }, at) => {
      this.#owner.fill(at + 1, base, base + capacity * width);
    });
  }

  begin(): void {
    for (const list of this.#lists) list.begin();
  }

  /** Says that a member is there in the state that the run begins in. */
  isThere(base: number, entry: readonly number[]): void {
    this.#at(base).known.set(entry.join(), 1);
  }

  /** To be told before a slot is read by the closure. */
  beforeRead(slot: number): void {
    const owner = this.#owner[slot] as number;
    if (owner !== 0 && (this.#lists[owner - 1] as NotedList).pending.length > 0)
      settle(this.#lists[owner - 1] as NotedList);
  }

  /** To be told before a slot is written. */
  beforeWrite(slot: number): void {
    const owner = this.#owner[slot] as number;
    if (owner !== 0) settle(this.#lists[owner - 1] as NotedList);
  }

  put(base: number, entry: readonly number[], again: () => void): boolean {
    const noted = this.#open(base);
    if (noted === null) return false;
    const { kind, capacity, width } = noted.list;
    if (kind === "set" && noted.count(entry) > 0) return true;
    // If there are so many that one more has no room, the last place of those that were there is taken.
    const last = capacity - 1 - noted.grown;
    if (last < 0 || (last < capacity && this.#original(base + last * width) !== 0)) {
      settle(noted);
      return false;
    }
    noted.note({ kind: PUT, entry, again }, 1);
    return true;
  }

  take(base: number, entry: readonly number[], again: () => void): boolean {
    const noted = this.#open(base);
    if (noted === null) return false;
    if (noted.count(entry) === 0) {
      settle(noted);
      return false;
    }
    noted.note({ kind: TAKE, entry, again }, -1);
    return true;
  }

  shift(base: number, again: () => void): boolean {
    const noted = this.#open(base);
    // It was read, so there are no edits that have not been done.
    if (noted === null) return false;
    noted.note({ kind: SHIFT, entry: [], again }, -1);
    return true;
  }

  /** The edits of the run that has ended: per list, its place among all, how many, and each: kind and entry. */
  get all(): { readonly list: number; readonly edits: readonly Edit[] }[] {
    return this.#lists.flatMap(({ pending }, list) => (pending.length === 0 ? [] : [{ list, edits: pending }]));
  }

  /** Null: this is to be done slot by slot. */
  #open(base: number): NotedList | null {
    this.wereAny = true;
    const noted = this.#at(base);
    return this.isOn && !noted.isSettled ? noted : null;
  }

  #at(base: number): NotedList {
    return this.#lists[(this.#owner[base] as number) - 1] as NotedList;
  }
}

function settle(noted: NotedList): void {
  noted.isSettled = true;
  const { pending } = noted;
  noted.pending = [];
  for (const { again } of pending) again();
}
