/**
 * Forgetting as a wrapper: a program whose states are those of another without the messages that have expired for
 * everybody they are for (model/expiry.ts). Clearing them as soon as they expire merges the states that differ in nothing
 * else, as clearing dead variables does (Bozga, Fernandez and Ghirvu, *State Space Reduction Based on Live Variables
 * Analysis*, 1999). It is a bisimulation: since expired messages are hidden from handlers and stay expired, a state and the
 * one without them have the same enabled steps, which lead to states that are again the same without them.
 *
 * So every predicate that reads no kind that expires holds in both, deadlocks are the same, and so are distances: a step
 * that only sends what has expired already leads to the same state, and no shortest path has it. That a message stays
 * expired is checked on every row change that the search meets, here and nowhere else.
 */

import { type Part, partsOfState } from "../../compile/hidden-slots.ts";
import { DerivedStates } from "../../compile/initial-states.ts";
import { isSynodError, synodError } from "../../errors/errors.ts";
import type { Expiry } from "../../model/expiry.ts";
import type { Model } from "../../model/model.ts";
import { isOfSteps } from "../../model/property-kinds.ts";
import { fingerprintTable, wordHalf } from "../../program/fingerprint.ts";
import type { PackedStates } from "../../program/packed-states.ts";
import type { IsEnough, Program, Visitor } from "../../program/program.ts";
import type { Publication, PublishedRecipient, Usage } from "../../program/publication.ts";
import { ProgramWrapper } from "../../program/wrapper.ts";
import type { Layout } from "../../state/layout.ts";
import { messagesOf, Recipient } from "./recipient.ts";

/** Successors of an audited state that are looked at. */
const AUDITED = 4;

/** The parts of a state that may be forgotten. */
export function forgettableParts(model: Model, layout: Layout): Part[] {
  return partsOfState(layout).filter(({ field, kind }) =>
    model.expiries.some((expiry) => expiry.field === field && (kind === null || expiry.kind === kind)),
  );
}

/** `program` without the expired messages of `model`, which it is made from; without kinds that expire: the program. */
export function withoutStaleMessages(program: Program, model: Model): Program {
  return model.expiries.length === 0 ? program : new ForgetfulProgram(program, model);
}

/** What is cleared in the program's buffer is put back when a visit is over. */
class ForgetfulProgram extends ProgramWrapper {
  readonly #table: Int32Array;
  readonly #recipients: readonly Recipient[];
  /** Per word: bits of messages for several, which go when nobody keeps them. */
  readonly #broadcast: Int32Array;
  readonly #kept: Int32Array;
  readonly #cleared: Int32Array;
  readonly #initial: DerivedStates;
  #visitor!: Visitor;
  /** Whether a visitor is being shown a successor. */
  #isShowing = false;

  /** Per property, whether it is a claim about steps. */
  readonly #ofSteps: readonly boolean[];

  constructor(program: Program, model: Model) {
    super(program, { "stale-messages": true });
    this.#ofSteps = program.properties.map(({ kind }) => isOfSteps(kind));
    this.#initial = new DerivedStates(program.words, true, (state) => this.#forget(state));
    this.#table = fingerprintTable(program.words);
    this.#broadcast = new Int32Array(program.words);
    this.#kept = new Int32Array(program.words);
    this.#cleared = new Int32Array(program.words);
    const roles = new Map<string, Expiry[]>();
    for (const expiry of model.expiries) roles.set(expiry.role, [...(roles.get(expiry.role) ?? []), expiry]);
    const messages = model.expiries.map((expiry) => messagesOf(expiry, program.layout));
    for (const { expiry, word, bit } of messages.flat()) {
      if (expiry.broadcast) this.#broadcast[word] = (this.#broadcast[word] as number) | bit;
    }
    this.#recipients = [...roles.values()].flatMap((expiries) => {
      const mine = messages.flat().filter(({ expiry }) => expiries.includes(expiry));
      const [{ processes }] = expiries as [Expiry];
      return Array.from({ length: processes.size }, (_, code) => new Recipient(program, expiries, mine, code));
    });
  }

  override makeInitialStates(isEnough: IsEnough): boolean {
    return this.program.makeInitialStates(isEnough) && this.#initial.advance(this.program.initialStates(), isEnough);
  }

  override initialStates(): PackedStates {
    this.makeInitialStates(() => false);
    return this.#initial.states;
  }

  override get initialSoFar(): Program["initialSoFar"] {
    const { count, bytes } = this.program.initialSoFar;
    return { count, bytes: bytes + this.#initial.states.bytes };
  }

  #forget(state: Int32Array): void {
    this.load(state, 0);
    this.#clear(-1);
    for (let word = 0; word < this.words; word++) state[word] = this.work[word] as number;
    this.#putBack();
  }

  expand(visitor: Visitor): number {
    this.#visitor = visitor;
    const enabled = this.program.expand(this);
    this.takeFingerprint();
    return enabled;
  }

  override meet(seat: number, visitor: Visitor): number {
    this.#visitor = visitor;
    const enabled = this.program.meet(seat, this);
    this.takeFingerprint();
    return enabled;
  }

  override publish(usage: Usage): Publication | string {
    const published = this.program.publish(usage);
    if (typeof published === "string") return published;
    const forgets: PublishedRecipient[] = [];
    for (const recipient of this.#recipients) {
      const one = recipient.publish();
      if (typeof one === "string") return one;
      forgets.push(one);
    }
    return { ...published, forgets };
  }

  /** A successor that only differs from the source in what is cleared is visited all the same: it is an enabled step's. */
  visit(step: number): void {
    this.rule = this.program.rule;
    this.takeFingerprint();
    this.#clear(step);
    this.#isShowing = true;
    this.#visitor.visit(step);
    this.#isShowing = false;
    this.#putBack();
  }

  /**
   * A step that only sends what has expired stands still here. In the model it changes the state if the message was never
   * sent before, and nothing if it was, and which of the two is what has been forgotten. So a claim about steps that such a
   * step would break can be neither upheld nor refuted. Throws `reduction-refused` then.
   */
  override holds(property: number): boolean {
    if (!this.#isShowing || this.#ofSteps[property] !== true || this.#moves()) return super.holds(property);
    let holds = false;
    try {
      holds = super.holds(property);
    } catch (error) {
      if (isSynodError(error, "impure-model") || isSynodError(error, "reduction-refused")) throw error;
    }
    if (holds) return true;
    const problem = `property ${this.properties[property]?.name} is false of a step that changes nothing, and sending an expired message again may be one`;
    throw synodError("reduction-refused", { reduction: "stale-messages", problem });
  }

  /** Whether the successor being shown is another state than the source. */
  #moves(): boolean {
    const { work, words } = this;
    for (let word = 0; word < words; word++) if (work[word] !== work[words + word]) return true;
    return false;
  }

  /** Not known of what is left when messages are forgotten. */
  override restsOn(): boolean {
    return false;
  }

  fail(step: number, error: Error): void {
    this.rule = this.program.rule;
    this.#visitor.fail(step, error);
  }

  /**
   * Also tries to falsify the bisimulation: of successors that have something to forget, the successors with it and without
   * it must be the same once they have forgotten. Throws `impure-model`.
   */
  override audit(): void {
    this.program.audit();
    for (const recipient of this.#recipients) recipient.audit();
    const { words, enabled } = this;
    const [state, counts, crossed] = [this.work.slice(0, words), enabled.slice(), this.crossed.slice()];
    const whole: Int32Array[] = [];
    this.#each(state, (_, forgotten) => {
      if (whole.length < AUDITED && forgotten) whole.push(this.work.slice(0, words));
    });
    for (const one of whole) {
      if (this.#future(one) === this.#future(this.#without(one))) continue;
      throw synodError("impure-model", {
        subject: "a rule",
        problem: "it does something else when messages that have expired are not there",
      });
    }
    this.load(state, 0);
    enabled.set(counts);
    this.crossed.set(crossed);
  }

  /** Calls `visit` with every step from a state, and whether its successor, whole in `work`, has something to forget. */
  #each(state: Int32Array, visit: (step: number, forgotten: boolean) => void): number {
    this.program.load(state, 0);
    return this.program.expand({
      visit: (step) => {
        this.#clear(step);
        this.#putBack();
        visit(
          step,
          this.#cleared.some((bits) => bits !== 0),
        );
      },
      fail: () => {},
    });
  }

  /** A state without what has expired in it. */
  #without(state: Int32Array): Int32Array {
    this.program.load(state, 0);
    this.#clear(-1);
    const kept = this.work.slice(0, this.words);
    this.#putBack();
    return kept;
  }

  /** How many steps are enabled in a state, and which lead where, up to forgetting; those that lead nowhere left out. */
  #future(state: Int32Array): string {
    const here = this.#without(state).join();
    const steps: string[] = [];
    const enabled = this.#each(state, (step) => {
      const to = this.work.slice(0, this.words).map((word, at) => word ^ (this.#cleared[at] as number));
      if (to.join() !== here) steps.push(`${step} ${to.join()}`);
    });
    return [enabled, ...steps].join("\n");
  }

  /** Clears what has expired in the current state, fingerprint included. `step` -1: it is an initial one. */
  #clear(step: number): void {
    const { work, words } = this;
    const cleared = this.#cleared;
    const kept = this.#kept;
    for (let word = 0; word < words; word++) {
      cleared[word] = 0;
      kept[word] = 0;
    }
    for (let at = 0; at < this.#recipients.length; at++) {
      (this.#recipients[at] as Recipient).gather(step, cleared, kept);
    }
    for (let word = 0; word < words; word++) {
      const gone = (cleared[word] as number) | ((this.#broadcast[word] as number) & ~(kept[word] as number));
      const bits = (work[word] as number) & gone;
      cleared[word] = bits;
      if (bits === 0) continue;
      work[word] = (work[word] as number) ^ bits;
      this.low ^= wordHalf(this.#table, word, bits, 0);
      this.high ^= wordHalf(this.#table, word, bits, 1);
    }
  }

  #putBack(): void {
    const { work, words } = this;
    for (let word = 0; word < words; word++) work[word] = (work[word] as number) ^ (this.#cleared[word] as number);
  }
}
