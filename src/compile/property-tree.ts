/** One property's predicate, compiled by watching it as rules are (rule-tree.ts). */
import { newLease, runClosure, type Site } from "../closed-room.ts";
import { describe } from "../domain/composites.ts";
import { isSynodError, type SynodError, synodError } from "../errors/errors.ts";
import type { Property } from "../model/property.ts";
import { isOfSteps } from "../model/property-kinds.ts";
import type { PublishedPart } from "../program/publication.ts";
import type { Layout } from "../state/layout.ts";
import type { Memory } from "../state/memory.ts";
import { viewState } from "../state/views.ts";
import { thresholds } from "../thresholds.ts";
import { DirectMemory } from "./direct.ts";
import { Forest, walk } from "./forest.ts";
import { type Hidden, refusal, refusalOf } from "./hidden-slots.ts";
import { Learning } from "./learning.ts";
import { Memo } from "./memo.ts";
import { Path } from "./path.ts";
import { Tracer } from "./tracer.ts";

const TRUE = -1;
const FALSE = -2;
const FAILED = -3;
const DIRECT = -4;
const ROOT = 1;

/** What a run has cost is earned by so many evaluations. */
const WORTH = 4;

/** Reads like a direct memory, notes what is read, and refuses to read what is hidden: as runs under a tracer are dealt with. */
class NotingMemory extends DirectMemory {
  readonly #layout: Layout;
  readonly #reads: Int32Array;
  readonly #hidden: readonly Hidden[];
  readonly #property: Property;

  constructor(
    layout: Layout,
    words: Int32Array,
    offset: number,
    tree: Pick<PropertyTree, "property" | "reads" | "hidden">,
  ) {
    super(layout, words, offset);
    this.#layout = layout;
    this.#reads = tree.reads;
    this.#hidden = tree.hidden;
    this.#property = tree.property;
  }

  override read(slot: number): number {
    const { word, shift, mask } = this.#layout;
    const bits = (mask[slot] as number) << (shift[slot] as number);
    const at = word[slot] as number;
    this.#reads[at] = (this.#reads[at] as number) | bits;
    for (const hidden of this.#hidden) {
      const refused = refusalOf(hidden, this.#property, at, bits);
      if (refused !== null) throw refused;
    }
    return super.read(slot);
  }
}

/** What the predicate is handed, and where it is run with it. */
interface Handed {
  /** One of them, or those before and after a step. */
  readonly states: readonly [object, object?];
  readonly site: Site;
}

export class PropertyTree {
  readonly property: Property;
  readonly #work: Int32Array;
  readonly #forest = new Forest(1);
  readonly #path = new Path();
  readonly #previous = new Path();
  readonly #tracers: readonly [Tracer, Tracer];
  /** Twice, in turn: see traced-rule.ts. */
  readonly #traced: readonly [Handed, Handed];
  #turn: 0 | 1 = 0;
  readonly #viewed: Handed;
  /** What it must not read. */
  readonly hidden: readonly Hidden[];
  /** Per word of the state, the bits that runs have read so far, of whichever state they looked at. */
  readonly reads: Int32Array;
  /** The same of the trees' runs, of the current state and behind it of the source. */
  readonly #asked: Int32Array;
  readonly #memo = new Memo();
  /** Whether the memo is asked. */
  #remembers = false;
  #evaluations = 0;
  readonly #learning = new Learning(WORTH);
  /** Whether it was given up because what was learned was hardly used, and whether it was begun anew after that. */
  #isSlow = false;
  #isBegunAnew = false;
  readonly #memoFrom = thresholds.memoFrom;

  /**
   * `work`: the current state and behind it the source, as in Program. A predicate of one state looks at the current one, and
   * gets no other: `(s, t = s) => ...` would read the source, and whoever walks its tree has none.
   */
  constructor(property: Property, layout: Layout, work: Int32Array, hidden: readonly Hidden[] = []) {
    this.property = property;
    this.hidden = hidden;
    this.reads = new Int32Array(layout.words);
    this.#asked = new Int32Array(2 * layout.words);
    this.#work = work;
    const current = new Tracer(layout, 0, this.#path);
    const source = new Tracer(layout, layout.words, this.#path);
    const memory = (offset: number) => new NotingMemory(layout, work, offset, this);
    const memories = [memory(0), memory(layout.words)] as const;
    for (const each of [current, source, ...memories]) each.subject = `property ${property.name}`;
    const isStep = isOfSteps(property.kind);
    const handed = (now: Memory, before: Memory): Handed => {
      const lease = newLease();
      const views = [viewState(layout, now, lease), viewState(layout, before, lease)] as const;
      const site = { subject: `property ${property.name}`, leases: [lease] };
      return { states: isStep ? [views[1], views[0]] : [views[0]], site };
    };
    this.#tracers = [current, source];
    this.#traced = [handed(current, source), handed(current, source)];
    this.#viewed = handed(...memories);
  }

  /** Whether the predicate holds. Throws `property-threw`, `impure-model`. */
  holds(): boolean {
    const work = this.#work;
    this.#evaluations++;
    let at = this.#remembers ? this.#memo.find(work) : 0;
    if (at === 0) {
      at = walk(this.#forest.cells, ROOT, work);
      if (at === 0) at = this.#learn();
      if (this.#remembers && (at === TRUE || at === FALSE)) this.#memo.keep(work, at);
    }
    if (at === TRUE) return true;
    if (at === FALSE) return false;
    return this.#evaluate(this.#viewed);
  }

  /**
   * What it is known to answer, having been asked so often elsewhere; a string: why that is not enough for anybody else. A tree
   * that was given up for what it had to learn is begun anew, once: in the first states most is new, and whoever asks for it
   * comes when there are many.
   */
  publish(evaluations: number): PublishedPart | string {
    this.#evaluations += evaluations;
    if (this.#isSlow && !this.#isBegunAnew) {
      this.#isBegunAnew = true;
      this.#forest.clear(0);
      this.#learning.restart(this.#evaluations);
    }
    if (this.#forest.cells[ROOT] === DIRECT) return `property ${this.property.name} is evaluated directly`;
    return { cells: this.#forest.cells, reads: this.#asked, version: this.#forest.version };
  }

  /** Evaluates again and compares with the tree. Throws `impure-model`. */
  audit(): void {
    if (this.#forest.cells[ROOT] === DIRECT) return;
    const outcome = this.#trace();
    this.#doubt(outcome);
    // Not learned: an audit asks of properties that nobody may be asking about.
    if (refusal(this.hidden, this.property, this.#path) !== null) return;
    this.#plant(outcome);
    if (this.#forest.full) this.#forest.clear(DIRECT);
  }

  #evaluate({ states, site }: Handed): boolean {
    let answer: unknown;
    try {
      answer = runClosure(site, this.property.predicate, states[0], states[1]);
    } catch (error) {
      throw isSynodError(error) ? error : synodError("property-threw", { property: this.property.name }, error);
    }
    if (typeof answer === "boolean") return answer;
    throw synodError("bad-property", {
      property: this.property.name,
      problem: `it answered ${describe(answer)}, which is neither true nor false`,
      answered: describe(answer),
    });
  }

  #learn(): number {
    const outcome = this.#trace();
    const refused = refusal(this.hidden, this.property, this.#path);
    if (refused !== null) throw refused;
    this.#learning.learned++;
    if (this.#learning.isDoubled) this.#doubt(outcome);
    this.#plant(outcome);
    this.#remembers = this.#learning.learned >= this.#memoFrom && this.#memo.useful;
    if (this.#forest.untidy) this.#forest.tidy();
    this.#isSlow = this.#learning.isTooMuch(this.#evaluations);
    if (this.#forest.full || this.#isSlow) this.#forest.clear(DIRECT);
    return outcome;
  }

  /**
   * Puts the run on the path into the tree, whoever made it. All that rests on what the tree's runs have read is told here:
   * the memo, which answers by these words alone, and `reads`.
   */
  #plant(outcome: number): void {
    if (!this.#forest.plant(ROOT, this.#path, outcome)) throw this.#impure();
    for (let read = 0; read < this.#path.length; read++) {
      const where = this.#path.where[read] as number;
      const bits = (this.#path.mask[read] as number) << (where & 31);
      this.#memo.watch(where >>> 5, bits);
      const word = (where >>> 5) % this.reads.length;
      this.reads[word] = (this.reads[word] as number) | bits;
      this.#asked[where >>> 5] = (this.#asked[where >>> 5] as number) | bits;
    }
    if (!this.#memo.useful) this.#remembers = false;
  }

  #trace(): number {
    this.#tracers[0].start(this.#work);
    this.#tracers[1].start(this.#work);
    const handed = this.#traced[this.#turn];
    this.#turn = this.#turn === 0 ? 1 : 0;
    try {
      return this.#evaluate(handed) ? TRUE : FALSE;
    } catch (error) {
      if (isSynodError(error, "impure-model")) throw error;
      return FAILED;
    }
  }

  #doubt(outcome: number): void {
    this.#previous.copy(this.#path);
    if (this.#trace() !== outcome || !this.#previous.equals(this.#path)) throw this.#impure();
  }

  #impure(): SynodError {
    return synodError("impure-model", {
      subject: `property ${this.property.name}`,
      problem: "evaluated twice in the same state, it gave different answers",
    });
  }
}
