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
 *
 * Per process, the bits of its expired messages are looked up by the words of its row, in a direct-mapped cache:
 *
 *     line:  | masked row word | ... | number of the choice of bits + 1 (0: empty) |
 */
import { synodError } from "../errors.ts";
import type { Expiry } from "../model/expiry.ts";
import type { Model } from "../model/model.ts";
import type { Cell, Layout } from "../state/layout.ts";
import { viewState } from "../state/views.ts";
import { DirectMemory } from "./direct.ts";
import { fingerprintTable, wordHalf } from "./fingerprint.ts";
import { type Part, partsOfState } from "./hidden-slots.ts";
import { stepText } from "./instances.ts";
import type { Program, ReductionPlan, Visitor } from "./program.ts";

const LINE_BITS = 10;

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

class ForgetfulProgram implements Program, Visitor {
  readonly layout: Program["layout"];
  readonly words: number;
  readonly instances: Program["instances"];
  readonly properties: Program["properties"];
  readonly enabled: Float64Array;
  /** The program's own: what is cleared in it is put back when a visit is over. */
  readonly work: Int32Array;
  low = 0;
  high = 0;
  rule = 0;
  readonly symmetry = null;
  readonly plan: ReductionPlan;
  readonly #program: Program;
  readonly #table: Int32Array;
  readonly #recipients: readonly Recipient[];
  /** Per word: bits of messages for several, which go when nobody keeps them. */
  readonly #broadcast: Int32Array;
  readonly #kept: Int32Array;
  readonly #cleared: Int32Array;
  #visitor!: Visitor;

  constructor(program: Program, model: Model) {
    this.#program = program;
    this.plan = { ...program.plan, staleMessages: true };
    this.layout = program.layout;
    this.words = program.words;
    this.instances = program.instances;
    this.properties = program.properties;
    this.enabled = program.enabled;
    this.work = program.work;
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

  initialStates(): Int32Array[] {
    return this.#program.initialStates().map((state) => {
      this.load(state, 0);
      this.#clear(-1);
      const kept = this.work.slice(0, this.words);
      this.#putBack();
      return kept;
    });
  }

  load(states: Int32Array, offset: number): void {
    this.#program.load(states, offset);
    this.#takeFingerprint();
  }

  resume(states: Int32Array, offset: number, low: number, high: number): void {
    this.#program.resume(states, offset, low, high);
    this.#takeFingerprint();
  }

  expand(visitor: Visitor): number {
    this.#visitor = visitor;
    const enabled = this.#program.expand(this);
    this.#takeFingerprint();
    return enabled;
  }

  /** A successor that only differs from the source in what is cleared is visited all the same: `step` properties judge it. */
  visit(step: number): void {
    this.rule = this.#program.rule;
    this.#takeFingerprint();
    this.#clear(step);
    this.#visitor.visit(step);
    this.#putBack();
  }

  fail(step: number, error: Error): void {
    this.rule = this.#program.rule;
    this.#visitor.fail(step, error);
  }

  holds(property: number): boolean {
    return this.#program.holds(property);
  }

  /** Not known: how many states of the model have this one's row and lost messages. */
  standsFor(): number {
    return 1;
  }

  audit(): void {
    this.#program.audit();
  }

  #takeFingerprint(): void {
    this.low = this.#program.low;
    this.high = this.#program.high;
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

interface KeptMessage {
  readonly expiry: Expiry;
  readonly value: object;
  readonly word: number;
  readonly bit: number;
}

/** The messages of a kind and where they are kept: one bit each. */
function messagesOf(expiry: Expiry, layout: Layout): KeptMessage[] {
  const { base } = layout.cells.get(expiry.field) as Cell;
  return Array.from({ length: expiry.messages.size }, (_, code) => {
    const slot = base + expiry.messages.offset + code;
    const value = expiry.messages.decode(code) as object;
    return { expiry, value, word: layout.word[slot] as number, bit: 1 << (layout.shift[slot] as number) };
  });
}

/** One process, and what has expired for it. */
class Recipient {
  readonly #program: Program;
  readonly #process: unknown;
  readonly #name: string;
  readonly #messages: readonly KeptMessage[];
  readonly #state: object;
  readonly #source: object;
  /** The words of the state that its row lies in, and the bits of them that are its row's. */
  readonly #rowWords: readonly number[];
  readonly #rowMasks: readonly number[];
  /** The words that its messages lie in. */
  readonly #messageWords: readonly number[];
  readonly #lines: Int32Array;
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
    this.#state = viewState(layout, reader(layout, work, 0, role));
    this.#source = viewState(layout, reader(layout, work, words, role));
    const row = rowBits(layout, rowFields, code);
    this.#rowWords = [...row.keys()];
    this.#rowMasks = [...row.values()];
    this.#messageWords = [...new Set(this.#messages.map(({ word }) => word))];
    this.#lines = new Int32Array((this.#rowWords.length + 1) << LINE_BITS);
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
      step: stepText(this.#program.instances, step),
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
    const line = (Math.imul(mixed, 0x85ebca6b) >>> (32 - LINE_BITS)) * (count + 1);
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
    return expiry.hasExpired(state, this.#process, value);
  }
}

function reader(layout: Layout, work: Int32Array, offset: number, role: string): DirectMemory {
  const memory = new DirectMemory(layout, work, offset);
  memory.subject = `expires of role ${role}`;
  return memory;
}

/** Per word of the state, the bits that hold the row of process number `code`. */
export function rowBits(layout: Layout, rowFields: readonly string[], code: number): Map<number, number> {
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
