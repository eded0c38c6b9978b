/**
 * A process that messages expire for. Which of them have is looked up by the words of its row, in a direct-mapped cache:
 *
 *     line:  | masked row word | ... | number of the choice of bits + 1 (0: empty) |
 */
import { newLease, runClosure, type Site } from "../../closed-room.ts";
import { DirectMemory } from "../../compile/direct.ts";
import { synodError } from "../../errors/errors.ts";
import type { Expiry } from "../../model/expiry.ts";
import { stepText } from "../../program/instances.ts";
import { membersAt } from "../../program/member-at.ts";
import type { Program } from "../../program/program.ts";
import type { Cell, Layout } from "../../state/layout.ts";
import { viewState } from "../../state/views.ts";
import { thresholds } from "../../thresholds.ts";

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
  readonly #state: object;
  readonly #source: object;
  readonly #site: Site;
  /** The words of the state that its row lies in, and the bits of them that are its row's. */
  readonly #rowWords: readonly number[];
  readonly #rowMasks: readonly number[];
  /** The words that its messages lie in. */
  readonly #messageWords: readonly number[];
  readonly #lines: Int32Array;
  readonly #lineBits = thresholds.expiredLineBits;
  readonly #known = new Map<string, number>();
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
    this.#state = viewState(layout, reader(layout, work, 0, role), lease);
    this.#source = viewState(layout, reader(layout, work, words, role), lease);
    const row = rowBits(layout, rowFields, code);
    this.#rowWords = [...row.keys()];
    this.#rowMasks = [...row.values()];
    this.#messageWords = [...new Set(this.#messages.map(({ word }) => word))];
    this.#lines = new Int32Array((this.#rowWords.length + 1) << this.#lineBits);
  }

  /** Adds its expired messages to `gone` and the broadcast ones that it has yet to look at to `kept`. */
  gather(step: number, gone: Int32Array, kept: Int32Array): void {
    const now = this.#find(0);
    const choice = this.#choices[now] as Int32Array;
    if (step >= 0) {
      const before = this.#find(this.#program.words);
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
      (message) => this.#hasExpired(message, this.#source) && !this.#hasExpired(message, this.#state),
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

  /** The number of the choice for the row in the current state (`offset` 0) or in the source. */
  #find(offset: number): number {
    const { work } = this.#program;
    const words = this.#rowWords;
    const masks = this.#rowMasks;
    const count = words.length;
    let mixed = 0;
    for (let at = 0; at < count; at++) {
      mixed = Math.imul(mixed ^ ((work[offset + (words[at] as number)] as number) & (masks[at] as number)), 0x9e3779b1);
      mixed ^= mixed >>> 15;
    }
    const lines = this.#lines;
    const line = (Math.imul(mixed, 0x85ebca6b) >>> (32 - this.#lineBits)) * (count + 1);
    const found = lines[line + count] as number;
    if (found !== 0) {
      let isSame = true;
      for (let at = 0; at < count; at++) {
        if (lines[line + at] !== ((work[offset + (words[at] as number)] as number) & (masks[at] as number)))
          isSame = false;
      }
      if (isSame) return found - 1;
    }
    const number = this.#learn(offset);
    for (let at = 0; at < count; at++)
      lines[line + at] = (work[offset + (words[at] as number)] as number) & (masks[at] as number);
    lines[line + count] = number + 1;
    return number;
  }

  #learn(offset: number): number {
    const { work } = this.#program;
    const row = this.#rowWords
      .map((word, at) => (work[offset + word] as number) & (this.#rowMasks[at] as number))
      .join();
    let number = this.#known.get(row);
    if (number === undefined) {
      number = this.#numberOf(this.#choose(offset === 0 ? this.#state : this.#source));
      this.#known.set(row, number);
    }
    return number;
  }

  #choose(state: object): Int32Array {
    const count = this.#messageWords.length;
    const choice = new Int32Array(2 * count);
    for (const message of this.#messages) {
      const expired = this.#hasExpired(message, state);
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

  #hasExpired({ expiry, value }: KeptMessage, state: object): boolean {
    const ask = () => expiry.hasExpired(state, this.#process, value);
    return runClosure(this.#site, ask, undefined, undefined) as boolean;
  }
}

function reader(layout: Layout, work: Int32Array, offset: number, role: string): DirectMemory {
  const memory = new DirectMemory(layout, work, offset);
  memory.subject = `expires of role ${role}`;
  return memory;
}

/** Per word of the state, the bits that hold the row of process number `code`. */
function rowBits(layout: Layout, rowFields: readonly string[], code: number): Map<number, number> {
  const bits = new Map<number, number>();
  for (const field of rowFields) {
    const item = (layout.cells.get(field) as Extract<Cell, { kind: "map" }>).items[code] as Cell;
    for (let slot = item.base; slot < item.base + item.slots; slot++) {
      const word = layout.word[slot] as number;
      bits.set(word, (bits.get(word) ?? 0) | ((layout.mask[slot] as number) << (layout.shift[slot] as number)));
    }
  }
  return bits;
}
