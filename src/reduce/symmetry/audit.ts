/**
 * Tries to falsify what symmetry rests on: that a model only copies the elements of its scalarsets and compares them for
 * equality. Renames a state, and compares what rules and properties make of both: a rule's successors must be the renamed
 * ones, as many instances must be enabled, a property must give the same answer. What compares by order, takes "the first"
 * or knows one element by name is found as soon as a state shows it. Slow; for some states of a search, and the first ones.
 */
import { isSynodError, synodError } from "../../errors/errors.ts";
import { boundName } from "../../model/property.ts";
import { isOfSteps, isShownBy } from "../../model/property-kinds.ts";
import type { Program, Visitor } from "../../program/program.ts";
import { allRenamings, type Block, type Elements, exchange, identityOf } from "./elements.ts";
import type { SlotRenaming } from "./slot-renaming.ts";

/** Exchanges tried per scalarset: all of six elements. */
const MOST_EXCHANGES = 15;
/** So many renamings, of all scalarsets together, are all tried: those of four elements. */
const MOST_RENAMINGS = 24;

/** How often everything is run again before a model is said to tell elements apart. */
const DOUBTED = 8;

/** What the model makes of a state. */
interface Seen {
  /** See `Facts`. */
  readonly crossed: readonly number[] | null;
  readonly enabled: readonly number[];
  readonly failed: readonly number[];
  readonly answers: readonly string[];
  /** Per rule: successors, packed. */
  readonly successors: readonly (readonly Int32Array[])[];
  /** Per claim about steps, as a property: successors for which it is violated, or throws. */
  readonly violating: ReadonlyMap<number, readonly (readonly [successor: Int32Array, answer: string])[]>;
}

/** What is compared of a state. */
interface Facts {
  /** Per bound of the constraint: whether the state lies beyond it, or how many steps do; null: one throws. */
  readonly crossed: readonly number[] | null;
  /** Per rule: enabled instances, those of them that throw, successors in order. */
  readonly enabled: readonly number[];
  readonly failed: readonly number[];
  readonly successors: readonly (readonly Int32Array[])[];
  /** Per property looked at: its answer, or for a claim about steps the successors for which it is violated. */
  readonly answers: readonly string[];
}

export class SymmetryAudit {
  /** The properties to compare, as indices. */
  readonly #properties: readonly number[];
  readonly #program: Program;
  readonly #renaming: SlotRenaming;
  readonly #renamed: Int32Array;
  /** Every renaming but the one that changes nothing; null: too many. */
  readonly #all: readonly Int32Array[] | null;

  constructor(program: Program, renaming: SlotRenaming, properties: readonly number[]) {
    this.#program = program;
    this.#renaming = renaming;
    this.#properties = properties;
    this.#renamed = new Int32Array(program.words);
    const { elements } = renaming;
    this.#all = elements.renamings > MOST_RENAMINGS ? null : allRenamings(elements, elements.blocks).slice(1);
  }

  /**
   * Compares the state at `offset` of `states` with a renaming of it per scalarset and one of all of them, chosen by its
   * contents; `thorough`: with every renaming or, where these are many, every exchange of two elements (or some). Leaves the
   * program at that state. Throws `asymmetric-model`, or `impure-model` when that is the reason.
   */
  compare(states: Int32Array, offset: number, thorough = false): void {
    const program = this.#program;
    const { elements } = this.#renaming;
    const [enabled, crossed] = [program.enabled.slice(), program.crossed.slice()];
    const source = states.slice(offset, offset + program.words);
    program.load(source, 0);
    let seed = program.low ^ program.high;
    const seen = this.#look(source);
    if (thorough && this.#all !== null) for (const renaming of this.#all) this.#compareUnder(renaming, source, seen);
    else {
      const together = identityOf(elements);
      for (const block of elements.blocks) {
        const images = identityOf(elements);
        seed = shuffle(images, block, seed);
        together.set(images.subarray(block.first, block.first + block.size), block.first);
        this.#compareUnder(images, source, seen);
        if (!thorough) continue;
        for (const each of exchanges(elements, block).slice(0, MOST_EXCHANGES)) this.#compareUnder(each, source, seen);
      }
      // What relates two scalarsets may be told apart by renaming both.
      if (elements.blocks.length > 1) this.#compareUnder(together, source, seen);
    }
    program.enabled.set(enabled);
    program.crossed.set(crossed);
    program.load(source, 0);
  }

  #compareUnder(images: Int32Array, source: Int32Array, seen: Seen): void {
    const { elements } = this.#renaming;
    this.#renaming.apply(images, source, 0, this.#renamed);
    const found = this.#facts(this.#look(this.#renamed.slice()), null);
    const difference = this.#difference(this.#facts(seen, images), found);
    if (difference === null) return;
    this.#doubt(source);
    this.#doubt(this.#renamed.slice());
    const swaps: string[] = [];
    const moved = elements.scalarsets.filter(({ name, size }, at) => {
      const { first } = elements.blocks[at] as Block;
      const before = swaps.length;
      for (let element = 0; element < size; element++) {
        const to = (images[first + element] as number) - first;
        if (to !== element) swaps.push(`${name}${element + 1} → ${name}${to + 1}`);
      }
      return swaps.length > before;
    });
    const scalarset = moved.map(({ name }) => name).join('" and "');
    throw synodError("asymmetric-model", { ...difference, scalarset, renaming: swaps.join(", ") });
  }

  /** Rules out that a model differs from itself rather than from its renaming. Throws `impure-model`. */
  #doubt(state: Int32Array): void {
    for (let time = 0; time < DOUBTED; time++) {
      this.#program.load(state, 0);
      this.#program.audit();
    }
  }

  #look(state: Int32Array): Seen {
    const program = this.#program;
    const { words, instances } = program;
    const successors: Int32Array[][] = instances.rules.map(() => []);
    const failed = instances.rules.map(() => 0);
    const steps = this.#properties.filter((at) => isShownBy("step", program.properties[at]?.kind));
    const violating = new Map<number, [Int32Array, string][]>(steps.map((at) => [at, []]));
    program.load(state, 0);
    const before = program.enabled.slice();
    const crossedBefore = program.crossed.slice();
    const total = this.#expanded({
      visit: () => {
        const successor = program.work.slice(0, words);
        (successors[program.rule] as Int32Array[]).push(successor);
        for (const at of steps) {
          const answer = this.#answer(at);
          if (answer !== "true") (violating.get(at) as [Int32Array, string][]).push([successor, answer]);
        }
      },
      fail: () => {
        failed[program.rule] = (failed[program.rule] as number) + 1;
      },
    });
    const { length } = crossedBefore;
    return {
      crossed:
        total === null
          ? null
          : Array.from({ length }, (_, at) => (program.crossed[at] as number) - (crossedBefore[at] as number)),
      enabled: instances.rules.map((_, rule) => (program.enabled[rule] as number) - (before[rule] as number)),
      failed,
      successors,
      violating,
      answers: this.#properties.map((at) => {
        const kind = program.properties[at]?.kind;
        // Whether a state may be terminal is asked of terminal ones only.
        return isShownBy("step", kind) || (isShownBy("end", kind) && total !== 0) ? "" : this.#answer(at);
      }),
    };
  }

  /** With `images`, of the renamed state, were the model symmetric. */
  #facts(seen: Seen, images: Int32Array | null): Facts {
    const imageOf = (state: Int32Array): Int32Array => {
      if (images === null) return state;
      const target = new Int32Array(state.length);
      this.#renaming.apply(images, state, 0, target);
      return target;
    };
    return {
      ...seen,
      successors: seen.successors.map((states) => states.map(imageOf).sort(inOrder)),
      answers: seen.answers.map((answer, at) => {
        const violating = seen.violating.get(this.#properties[at] as number);
        if (violating === undefined) return answer;
        return violating
          .map(([successor, said]) => `${imageOf(successor).join()} ${said}`)
          .sort()
          .join(" ");
      }),
    };
  }

  /** How many steps are enabled; null: a bound of the constraint throws. */
  #expanded(visitor: Visitor): number | null {
    try {
      return this.#program.expand(visitor);
    } catch (error) {
      if (this.#program.bounds.length === 0 || !isSynodError(error) || isSynodError(error, "impure-model")) throw error;
      return null;
    }
  }

  #answer(property: number): string {
    try {
      return String(this.#program.holds(property));
    } catch (error) {
      if (isSynodError(error, "impure-model")) throw error;
      return "throws";
    }
  }

  #difference(expected: Facts, found: Facts): { readonly subject: string; readonly problem: string } | null {
    const { instances, properties, bounds } = this.#program;
    if ((expected.crossed === null) !== (found.crossed === null))
      return { subject: "the constraint", problem: "it throws in one of the two only" };
    for (const [at, { name, kind }] of bounds.entries()) {
      const [one, other] = [expected, found].map(({ crossed }) => crossed?.[crossed.length - bounds.length + at]);
      if (one === other) continue;
      const problem = isOfSteps(kind) ? "it tells a step from its renaming" : "it gives another answer";
      return { subject: `property ${boundName({ name })}`, problem };
    }
    for (const [rule, { name }] of instances.rules.entries()) {
      const subject = `rule ${name}`;
      const counts = `${found.enabled[rule]} enabled where there are ${expected.enabled[rule]} without renaming`;
      if (found.enabled[rule] !== expected.enabled[rule]) return { subject, problem: `it has ${counts}` };
      if (found.failed[rule] !== expected.failed[rule]) return { subject, problem: "it throws in one of the two only" };
      if (!areEqual(found.successors[rule] ?? [], expected.successors[rule] ?? []))
        return { subject, problem: "its steps lead to states that are not the renamed ones" };
    }
    for (const [at, property] of this.#properties.entries()) {
      if (found.answers[at] === expected.answers[at]) continue;
      const { name, kind } = properties[property] as (typeof properties)[number];
      const problem = isOfSteps(kind) ? "it tells a step from its renaming" : "it gives another answer";
      return { subject: `property ${name}`, problem };
    }
    return null;
  }
}

/** By their words. */
function inOrder(one: Int32Array, other: Int32Array): number {
  for (let word = 0; word < one.length; word++) {
    const difference = (one[word] as number) - (other[word] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

function areEqual(some: readonly Int32Array[], others: readonly Int32Array[]): boolean {
  return some.length === others.length && some.every((state, at) => inOrder(state, others[at] as Int32Array) === 0);
}

/** Every exchange of two elements of the block. */
function exchanges(elements: Elements, { first, size }: Block): Int32Array[] {
  const end = first + size;
  const found: Int32Array[] = [];
  for (let one = first; one < end; one++)
    for (let other = one + 1; other < end; other++) found.push(exchange(elements, one, other));
  return found;
}

/** A renaming of the block's elements that is not the identity; answers the next seed. */
function shuffle(images: Int32Array, { first, size }: Block, seed: number): number {
  let next = seed;
  for (let left = size; left > 1; left--) {
    next = (Math.imul(next ^ (next >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    const chosen = first + ((next >>> 8) % left);
    const last = first + left - 1;
    const image = images[chosen] as number;
    images[chosen] = images[last] as number;
    images[last] = image;
  }
  let moved = false;
  for (let element = first; element < first + size; element++) if (images[element] !== element) moved = true;
  if (!moved) {
    images[first] = first + 1;
    images[first + 1] = first;
  }
  return next;
}
