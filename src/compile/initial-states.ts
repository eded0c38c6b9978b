/**
 * A model's initial states, packed as they come: `init` is run for every combination of its bindings, and each state kept
 * once, with the first combination that makes it. Made in pieces, so that whoever asks for them can look at the clock, at
 * the memory they take, and for signals meanwhile. Their order is that of their first appearance: traces number them by it.
 */
import { type Lease, newLease, runClosure, type Site } from "../closed-room.ts";
import { describe } from "../domain/composites.ts";
import { isSynodError, synodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import { instancesOf } from "../program/instances.ts";
import { PackedStates } from "../program/packed-states.ts";
import type { IsEnough } from "../program/program.ts";
import { packSlots } from "../state/codec.ts";
import type { Layout } from "../state/layout.ts";
import { SlotMemory } from "../state/memory.ts";
import { viewState } from "../state/views.ts";
import { BoundValues } from "./bound-values.ts";
import { type AskGuard, InitialGuard } from "./initial-guard.ts";

/** The first so many runs, and then one in so many, are made twice, to find an impure `init`. */
const ALL_TWICE = 64;
const ONE_TWICE_IN = 32;
/** Runs between two looks at whether to go on. */
const PIECE = 64;

export class InitialStates {
  readonly states: PackedStates;
  readonly #model: Model;
  readonly #layout: Layout;
  readonly #combinations: number;
  #next = 0;
  readonly #bindings: BoundValues;
  readonly #memory: SlotMemory;
  readonly #view: object;
  readonly #effect: Site;
  /** Asks the guard itself, of the state that was made last. */
  readonly #ask: AskGuard;
  readonly #guard: InitialGuard;
  readonly #first: Int32Array;
  readonly #second: Int32Array;

  constructor(model: Model, layout: Layout) {
    this.#model = model;
    this.#layout = layout;
    this.#combinations = instancesOf([model.initial]).total;
    this.#bindings = new BoundValues(model.initial);
    this.#memory = new SlotMemory(layout.slots);
    const lease = newLease();
    this.#view = viewState(layout, this.#memory, lease);
    this.#effect = { subject: "init", leases: [lease], isEffect: true };
    this.#ask = this.#asking(this.#view, lease);
    this.#guard = new InitialGuard(layout, (memory) => {
      const traced = newLease();
      return this.#asking(viewState(layout, memory, traced), traced);
    });
    this.states = new PackedStates(layout.words);
    this.#first = new Int32Array(layout.words);
    this.#second = new Int32Array(layout.words);
  }

  /** Makes more of them. True: these are all. */
  advance(isEnough: IsEnough): boolean {
    while (this.#next < this.#combinations) {
      const end = Math.min(this.#combinations, this.#next + PIECE);
      for (; this.#next < end; this.#next++) {
        const bound = this.#bindings.of(this.#next);
        this.#make(bound, this.#first);
        const isOne = this.#guard.isGivenUp ? this.#ask(bound) : this.#guard.wants(this.#first, bound);
        if (this.#next < ALL_TWICE || this.#next % ONE_TWICE_IN === 0) this.#runAgain(bound, isOne);
        if (isOne) this.states.add(this.#first, 0, this.#next);
      }
      if (this.#next < this.#combinations && isEnough()) return false;
    }
    if (this.states.count === 0) {
      const model = this.#model.name ?? "the model";
      throw synodError("no-initial-state", { model, choices: this.#combinations });
    }
    return true;
  }

  /** Both closures, whatever is known of the guard. */
  #runAgain(bound: object, isOne: boolean): void {
    this.#make(bound, this.#second);
    const again = this.#ask(bound);
    if (again === isOne && (!isOne || this.#first.every((word, at) => word === this.#second[at]))) return;
    throw synodError("impure-model", {
      subject: "init",
      problem: "run twice with the same values, it gave different results",
    });
  }

  /** Writes the state that `init` makes to `target`. */
  #make(bound: object, target: Int32Array): void {
    const memory = this.#memory;
    memory.codes.fill(0);
    memory.writable = true;
    try {
      runClosure(this.#effect, this.#model.initial.do, this.#view, bound);
    } catch (error) {
      throw this.#thrown(error);
    }
    memory.writable = false;
    packSlots(this.#layout, memory.codes, target, 0);
  }

  #asking(view: object, lease: Lease): AskGuard {
    const site: Site = { subject: "the guard of init", leases: [lease] };
    return (bound) => {
      let wanted: unknown;
      try {
        wanted = runClosure(site, this.#model.initial.when, view, bound);
      } catch (error) {
        throw this.#thrown(error);
      }
      if (typeof wanted === "boolean") return wanted;
      throw synodError("bad-rule", {
        rule: "init",
        problem: `its guard answered ${describe(wanted)}, which is neither true nor false`,
        answered: describe(wanted),
      });
    };
  }

  #thrown(error: unknown): unknown {
    const model = this.#model.name ?? "the model";
    return isSynodError(error) ? error : synodError("initial-state-threw", { model }, error);
  }
}

/** A program's initial states as another one, around it, has them. */
export class DerivedStates {
  readonly states: PackedStates;
  readonly #change: (state: Int32Array) => void;
  readonly #isOneToOne: boolean;
  readonly #state: Int32Array;
  #next = 0;

  /** `change`: in place. `isOneToOne`: each is kept, even where two become one, so that numbers stay as they are. */
  constructor(words: number, isOneToOne: boolean, change: (state: Int32Array) => void) {
    this.states = new PackedStates(words);
    this.#state = new Int32Array(words);
    this.#isOneToOne = isOneToOne;
    this.#change = change;
  }

  /** Makes more of them; `from`: all that there are to be changed. True: these are all. */
  advance(from: PackedStates, isEnough: IsEnough): boolean {
    while (this.#next < from.count) {
      const end = Math.min(from.count, this.#next + PIECE);
      for (; this.#next < end; this.#next++) {
        from.read(this.#next, this.#state);
        this.#change(this.#state);
        if (this.#isOneToOne) this.states.append(this.#state, 0, from.origin(this.#next));
        else this.states.add(this.#state, 0, from.origin(this.#next));
      }
      if (this.#next < from.count && isEnough()) return false;
    }
    return true;
  }
}
