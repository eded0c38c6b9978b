/**
 * All states in which some predicates hold, reachable or not, without going through all that there are. Each predicate is
 * run on a state of which nothing is known, up to the first slot that it reads; that slot gets each of its codes in turn,
 * and those who wait for it are run again. As soon as one of them is false, all states that agree on the slots known so far
 * are passed over together; when all are true, so are they in every one of these states. A state that nobody needs to
 * look at is never made up.
 *
 *     slot             promised[a1]   voted[a1]   sent{...}                         everything else
 *     known so far           1            0          1        ? <- waited for by      not read by anybody,
 *                                                             predicates 3 and 7      or not yet
 *
 * This is how Boyapati, Khurshid and Marinov, *Korat: Automated Testing Based on Java Predicates* (2002), enumerate the
 * inputs of one predicate. Of several each has its say as soon as it can: what order they are in matters little.
 */
import { type Lease, newLease, runClosure } from "../../closed-room.ts";
import { describe } from "../../domain/composites.ts";
import { isSynodError, synodError } from "../../errors/errors.ts";
import { conjunctsOf } from "../../model/conjunction.ts";
import type { Layout } from "../../state/layout.ts";
import type { Memory } from "../../state/memory.ts";
import { viewState } from "../../state/views.ts";
import { UNKNOWN_CODE, WellFormed } from "../../state/well-formed.ts";

/** Predicates by name, all of which must be true. One made by `forEvery` has its parts run one by one. */
export type Invariant<S> = Readonly<Record<string, (state: S) => boolean>>;

type Part = readonly [name: string, holds: (state: object) => boolean];

/**
 * Calls `visit` once with each state in which the invariant is true, as one code per slot: the same array each time. `halt`,
 * asked wherever there is a choice, ends it early; answers whether it did not.
 */
export function satisfyingStates<S extends object>(
  layout: Layout,
  invariant: Invariant<S>,
  visit: (codes: Int32Array) => void,
  halt: () => boolean = () => false,
): boolean {
  return new Enumeration(layout, partsOf(invariant), visit, halt, null).run();
}

/** Choices that are made in looking for one state, before it is begun anew with others. */
const CHOICES = 5000;

/**
 * States in which the invariant is true, drawn at random: each slot gets a random one of the codes that it may have, and where
 * that leads nowhere another. They are not equally likely, and the same one may come again. `random`: numbers from 0 to 2^32 -
 * 1. Answers how many were found when `most` were, or `halt` ended it.
 */
export function drawnStates<S extends object>(
  layout: Layout,
  invariant: Invariant<S>,
  { most, random }: { readonly most: number; readonly random: () => number },
  visit: (codes: Int32Array) => void,
  halt: () => boolean = () => false,
): number {
  const parts = partsOf(invariant);
  let found = 0;
  while (found < most && !halt()) {
    const before = found;
    let choices = 0;
    const one = (codes: Int32Array) => {
      visit(codes);
      found++;
    };
    const isOver = () => found > before || ++choices > CHOICES || (choices % 64 === 0 && halt());
    // Gone through without an end, and nothing found: there is none.
    if (new Enumeration(layout, parts, one, isOver, random).run() && found === before) break;
  }
  return found;
}

function partsOf<S>(invariant: Invariant<S>): readonly Part[] {
  return Object.entries(invariant).flatMap(([name, predicate]) =>
    conjunctsOf(predicate as (state: object) => boolean).map((part): Part => [name, part]),
  );
}

/** Of a slot of more codes than these only the first are drawn. */
const DRAWN = 4096;

/** Ends a run that has come to a slot that is not known. */
const BLOCKED = new Error("not known yet");
/** Ends the whole. */
const ENDED = new Error("told to end");

class Enumeration implements Memory {
  readonly writable = false;
  readonly #wellFormed: WellFormed;
  readonly #parts: readonly Part[];
  readonly #visit: (codes: Int32Array) => void;
  readonly #halt: () => boolean;
  /** Null: codes are tried in their order. */
  readonly #random: (() => number) | null;
  readonly #lease: Lease = newLease();
  readonly #view: object;
  readonly #codes: Int32Array;
  /** Per part: the slot that it waits for, or UNKNOWN_CODE once it is known to be true. */
  readonly #waitsFor: Int32Array;
  #running = "";
  #blockedAt = UNKNOWN_CODE;

  constructor(
    layout: Layout,
    parts: readonly Part[],
    visit: (codes: Int32Array) => void,
    halt: () => boolean,
    random: (() => number) | null,
  ) {
    this.#wellFormed = new WellFormed(layout);
    this.#parts = parts;
    this.#visit = visit;
    this.#halt = halt;
    this.#random = random;
    this.#codes = new Int32Array(layout.slots).fill(UNKNOWN_CODE);
    this.#waitsFor = new Int32Array(parts.length).fill(UNKNOWN_CODE);
    this.#view = viewState(layout, this, this.#lease);
  }

  /** Whether all was gone through. */
  run(): boolean {
    try {
      if (this.#parts.every((_, part) => this.#mayHold(part))) this.#branch();
      return true;
    } catch (thrown) {
      if (thrown === ENDED) return false;
      throw thrown;
    }
  }

  read(slot: number): number {
    const code = this.#codes[slot] as number;
    if (code !== UNKNOWN_CODE) return code;
    this.#blockedAt = this.#firstUnknown(slot);
    throw BLOCKED;
  }

  write(): void {
    throw synodError("impure-model", {
      subject: `property ${this.#running}`,
      problem: "it changes the state; only an effect (`do`) may",
    });
  }

  /** Goes through all states that agree on what is known, every part being true of it or waiting for a slot. */
  #branch(): void {
    const slot = this.#waitsFor.find((waited) => waited !== UNKNOWN_CODE);
    if (slot === undefined) {
      this.#complete(0);
      return;
    }
    const waiting = this.#parts.map((_, part) => part).filter((part) => this.#waitsFor[part] === slot);
    this.#eachCode(slot, () => {
      if (waiting.every((part) => this.#mayHold(part))) this.#branch();
      for (const part of waiting) this.#waitsFor[part] = slot;
    });
  }

  /** Goes through all ways to fill up the slots from `slot` on that nobody reads. */
  #complete(slot: number): void {
    let free = slot;
    while (free < this.#codes.length && this.#codes[free] !== UNKNOWN_CODE) free++;
    if (free === this.#codes.length) this.#visit(this.#codes);
    else this.#eachCode(free, () => this.#complete(free + 1));
  }

  #eachCode(slot: number, run: () => void): void {
    const codes = this.#codes;
    const take = (code: number) => {
      if (this.#halt()) throw ENDED;
      codes[slot] = code;
      run();
    };
    if (this.#random !== null) for (const code of this.#shuffled(slot, this.#random)) take(code);
    else {
      let code = this.#wellFormed.next(slot, UNKNOWN_CODE, codes);
      for (; code !== null; code = this.#wellFormed.next(slot, code, codes)) take(code);
    }
    codes[slot] = UNKNOWN_CODE;
  }

  /** The codes that a slot may have, or the first of very many, in a random order. */
  #shuffled(slot: number, random: () => number): readonly number[] {
    const list: number[] = [];
    let code = this.#wellFormed.next(slot, UNKNOWN_CODE, this.#codes);
    for (; code !== null && list.length < DRAWN; code = this.#wellFormed.next(slot, code, this.#codes)) list.push(code);
    for (let at = list.length - 1; at > 0; at--) {
      const other = random() % (at + 1);
      [list[at], list[other]] = [list[other] as number, list[at] as number];
    }
    return list;
  }

  /**
   * Runs a part: false if it is false whatever is not known; if it came to something unknown, it waits for that. What goes
   * wrong in it does so only if all before it are true, those of other claims too, for which it waits.
   */
  #mayHold(part: number): boolean {
    try {
      return this.#answer(part);
    } catch (error) {
      const before = this.#waitsFor.findIndex((slot) => slot !== UNKNOWN_CODE);
      if (before < 0 || before >= part || isSynodError(error, "impure-model")) throw error;
      this.#waitsFor[part] = this.#waitsFor[before] as number;
      return true;
    }
  }

  #answer(part: number): boolean {
    const [name, holds] = this.#parts[part] as Part;
    this.#running = name;
    this.#blockedAt = UNKNOWN_CODE;
    let answer: unknown;
    try {
      answer = runClosure({ subject: `property ${name}`, leases: [this.#lease] }, holds, this.#view, undefined);
    } catch (error) {
      if (this.#blockedAt === UNKNOWN_CODE)
        throw isSynodError(error) ? error : synodError("property-threw", { property: name }, error);
    }
    // Asked even when it answered: it may have caught what was thrown.
    this.#waitsFor[part] = this.#blockedAt;
    if (this.#blockedAt !== UNKNOWN_CODE) return true;
    if (typeof answer === "boolean") return answer;
    throw synodError("bad-property", {
      property: name,
      problem: `it answered ${describe(answer)}, which is neither true nor false`,
      answered: describe(answer),
    });
  }

  /** The slot, or the one on which its codes depend. */
  #firstUnknown(slot: number): number {
    let first = slot;
    for (let before = this.#wellFormed.before(slot); before !== null; before = this.#wellFormed.before(before)) {
      if (this.#codes[before] !== UNKNOWN_CODE) break;
      first = before;
    }
    return first;
  }
}
