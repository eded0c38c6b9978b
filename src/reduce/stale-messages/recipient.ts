/**
 * A process that messages expire for. Which of them have is a *choice* of bits, by its row: a tree of what the tests were
 * seen to read, as those of rules are (compile/rule-tree.ts), whose leaf -1 - n is choice n.
 */
import { newLease, runClosure, type Site } from "../../closed-room.ts";
import { Forest, walk } from "../../compile/forest.ts";
import { Tracer } from "../../compile/tracer.ts";
import { synodError } from "../../errors/errors.ts";
import type { Expiry } from "../../model/expiry.ts";
import { stepText } from "../../program/instances.ts";
import { membersAt } from "../../program/member-at.ts";
import type { Program } from "../../program/program.ts";
import type { PublishedRecipient } from "../../program/publication.ts";
import type { Cell, Layout } from "../../state/layout.ts";
import { viewState } from "../../state/views.ts";

const UNKNOWN = 0;
const ROOT = 1;

/** A message of a kind that expires, and its bit in the state. */
export interface KeptMessage {
  readonly expiry: Expiry;
  readonly value: object;
  readonly word: number;
  readonly bit: number;
}

/** The messages of a kind and where they are kept: one bit each. */
export function messagesOf(expiry: Expiry, layout: Layout): KeptMessage[] {
  const { base, element } = layout.cells.get(expiry.field) as Extract<Cell, { kind: "set" | "bag" }>;
  return Array.from({ length: expiry.messages.size }, (_, code) => {
    const slot = base + expiry.messages.offset - element.offset + code;
    const value = expiry.messages.decode(code) as object;
    return { expiry, value, word: layout.word[slot] as number, bit: 1 << (layout.shift[slot] as number) };
  });
}

/** One process, and what has expired for it. */
export class Recipient {
  readonly #program: Program;
  readonly #process: unknown;
  readonly #name: string;
  readonly #messages: readonly KeptMessage[];
  readonly #tracer: Tracer;
  /** What the tests are handed: the state that the tracer looks at. */
  readonly #state: object;
  readonly #site: Site;
  readonly #forest = new Forest(1);
  /** Whether trees were forgotten since they would not stay small. */
  #isOutgrown = false;
  /** The current state and the source. */
  readonly #current: Int32Array;
  readonly #source: Int32Array;
  /** Per word of the state, the bits that are its row's. */
  readonly #row: Int32Array;
  /** The words that its messages lie in. */
  readonly #messageWords: readonly number[];
  /** Per choice: one word of bits for each message word, of those to it that have expired, then of those for all that have not. */
  readonly #choices: Int32Array[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(program: Program, expiries: readonly Expiry[], messages: readonly KeptMessage[], code: number) {
    const [{ processes, role, rowFields }] = expiries as [Expiry];
    const { layout, work, words } = program;
    this.#program = program;
    this.#process = processes.decode(code);
    this.#name = `${role} ${processes.format(this.#process)}`;
    this.#messages = messages.filter(({ expiry, value }) => expiry.isFor(this.#process, value));
    const lease = newLease();
    this.#site = { subject: `expires of role ${role}`, leases: [lease] };
    this.#tracer = new Tracer(layout);
    this.#tracer.subject = this.#site.subject;
    this.#state = viewState(layout, this.#tracer, lease);
    this.#current = work.subarray(0, words);
    this.#source = work.subarray(words);
    this.#row = rowBits(layout, rowFields, code);
    this.#messageWords = [...new Set(this.#messages.map(({ word }) => word))];
  }

  /** Adds its expired messages to `gone` and the broadcast ones that it has yet to look at to `kept`. */
  gather(step: number, gone: Int32Array, kept: Int32Array): void {
    const now = this.#find(this.#current);
    const choice = this.#choices[now] as Int32Array;
    if (step >= 0) {
      const before = this.#find(this.#source);
      if (before !== now) this.#compare(before, now, step);
    }
    const words = this.#messageWords;
    const count = words.length;
    for (let at = 0; at < count; at++) {
      const word = words[at] as number;
      gone[word] = (gone[word] as number) | (choice[at] as number);
      kept[word] = (kept[word] as number) | (choice[count + at] as number);
    }
  }

  /** What is known of it; a string: why that is not enough for anybody else. */
  publish(): PublishedRecipient | string {
    if (this.#isOutgrown) return `${this.#site.subject} is asked directly, since its trees would not stay small`;
    const { words } = this.#program;
    const [messages, toAll] = [new Int32Array(words), new Int32Array(words)];
    for (const { expiry, word, bit } of this.#messages) {
      messages[word] = (messages[word] as number) | bit;
      if (expiry.broadcast) toAll[word] = (toAll[word] as number) | bit;
    }
    const choices = new Int32Array(2 * words * this.#choices.length);
    for (const [number, choice] of this.#choices.entries())
      for (const [at, word] of this.#messageWords.entries()) {
        choices[2 * words * number + word] = choice[at] as number;
        choices[2 * words * number + words + word] = choice[this.#messageWords.length + at] as number;
      }
    const { cells, version } = this.#forest;
    return { cells, choices, row: this.#row, messages, toAll, version };
  }

  /** Runs the tests for the row in the current state again. Throws `impure-model`. */
  audit(): void {
    this.#learn(this.#current);
  }

  /** Throws when something that had expired before has not now. */
  #compare(before: number, now: number, step: number): void {
    const [old, young] = [this.#choices[before] as Int32Array, this.#choices[now] as Int32Array];
    const count = this.#messageWords.length;
    let isStable = true;
    for (let at = 0; at < count; at++) {
      if (((old[at] as number) & ~(young[at] as number)) !== 0) isStable = false;
      if (((young[count + at] as number) & ~(old[count + at] as number)) !== 0) isStable = false;
    }
    if (isStable) return;
    const revived = this.#messages.find(
      (message) => this.#hadExpired(message, this.#source) && !this.#hadExpired(message, this.#current),
    ) as KeptMessage;
    throw synodError("unstable-expiry", {
      process: this.#name,
      message: revived.expiry.messages.format(revived.value),
      step: stepText(
        this.#program.instances,
        step,
        membersAt(this.#program.layout, this.#program.work, this.#program.words),
      ),
    });
  }

  /** The number of the choice for its row in a state. */
  #find(words: Int32Array): number {
    const leaf = walk(this.#forest.cells, ROOT, words);
    return -1 - (leaf === 0 ? this.#learn(words) : leaf);
  }

  /** Runs the tests and plants what they say; the leaf. */
  #learn(words: Int32Array): number {
    this.#tracer.start(words);
    const leaf = -1 - this.#numberOf(this.#choose());
    const forest = this.#forest;
    if (!forest.plant(ROOT, this.#tracer.path, leaf)) {
      const problem = "asked twice of the same row, it gave different answers";
      throw synodError("impure-model", { subject: this.#site.subject, problem });
    }
    if (forest.untidy) forest.tidy();
    if (forest.full) {
      forest.clear(UNKNOWN);
      this.#isOutgrown = true;
    }
    return leaf;
  }

  #choose(): Int32Array {
    const count = this.#messageWords.length;
    const choice = new Int32Array(2 * count);
    for (const message of this.#messages) {
      const expired = this.#hasExpired(message);
      const { broadcast } = message.expiry;
      if (expired === broadcast) continue;
      const at = this.#messageWords.indexOf(message.word) + (broadcast ? count : 0);
      choice[at] = (choice[at] as number) | message.bit;
    }
    return choice;
  }

  #numberOf(choice: Int32Array): number {
    const text = choice.join();
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#choices.push(choice) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }

  #hadExpired(message: KeptMessage, words: Int32Array): boolean {
    this.#tracer.start(words);
    return this.#hasExpired(message);
  }

  /** In the state that the tracer looks at. */
  #hasExpired({ expiry, value }: KeptMessage): boolean {
    const ask = () => expiry.hasExpired(this.#state, this.#process, value);
    return runClosure(this.#site, ask, undefined, undefined) as boolean;
  }
}

/** Per word of the state, the bits that hold the row of process number `code`. */
function rowBits(layout: Layout, rowFields: readonly string[], code: number): Int32Array {
  const bits = new Int32Array(layout.words);
  for (const field of rowFields) {
    const item = (layout.cells.get(field) as Extract<Cell, { kind: "map" }>).items[code] as Cell;
    for (let slot = item.base; slot < item.base + item.slots; slot++) {
      const word = layout.word[slot] as number;
      bits[word] = (bits[word] as number) | ((layout.mask[slot] as number) << (layout.shift[slot] as number));
    }
  }
  return bits;
}
