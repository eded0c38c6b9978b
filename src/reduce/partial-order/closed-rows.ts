/**
 * Which rows of a process leave nothing to others: whether each of its instances is enabled is then settled by the row
 * alone, or by messages that are there and stay, and those that are enabled are independent of what others do. It is found
 * out by running the guards under a tracer, once per row: a guard that reads anything else (its inbox, a link, a counter)
 * could be changed by others, whatever it answers now.
 */
import { type Lease, newLease, runClosure } from "../../closed-room.ts";
import { DirectMemory } from "../../compile/direct.ts";
import { type Drawn, drawnFrom } from "../../compile/drawn.ts";
import { ABSENT, type Source } from "../../compile/sources.ts";
import { Tracer } from "../../compile/tracer.ts";
import type { Rule } from "../../model/rule.ts";
import { bindingCodes, boundValues, type Instances } from "../../program/instances.ts";
import type { Layout } from "../../state/layout.ts";
import { viewState } from "../../state/views.ts";
import { thresholds } from "../../thresholds.ts";
import type { ActingRole, Processes } from "./processes.ts";

/** A row's verdict: null, or closed provided that these bits are all set: messages that it would receive are there. */
export type Closed = { readonly words: readonly number[]; readonly bits: readonly number[] } | null;

export class ClosedRows {
  readonly #role: ActingRole;
  readonly #processes: Processes;
  readonly #instances: Instances;
  readonly #layout: Layout;
  readonly #work: Int32Array;
  readonly #slots: DirectMemory;
  readonly #tracer: Tracer;
  readonly #lease: Lease = newLease();
  readonly #view: object;
  readonly #words: readonly number[];
  readonly #masks: readonly number[];
  /** Its instances, per rule of the role; null: too many. */
  readonly #mine: readonly (readonly number[])[] | null;
  readonly #known = new Map<string, Closed>();
  /** Per rule of the role, where its bindings come from. */
  readonly #drawn: ReadonlyMap<number, readonly (Drawn | null)[]>;

  constructor(
    processes: Processes,
    role: ActingRole,
    code: number,
    layout: Layout,
    instances: Instances,
    work: Int32Array,
  ) {
    this.#role = role;
    this.#processes = processes;
    this.#instances = instances;
    this.#layout = layout;
    this.#work = work;
    this.#slots = new DirectMemory(layout, work, 0);
    this.#tracer = new Tracer(layout);
    this.#view = viewState(layout, this.#tracer, this.#lease);
    const own = role.own[code] as ReadonlyMap<number, number>;
    this.#words = [...own.keys()];
    this.#masks = [...own.values()];
    this.#drawn = new Map(role.rules.map((rule) => [rule, drawnFrom(instances.rules[rule] as Rule, layout)]));
    const total = role.rules.reduce((sum, rule) => sum + (instances.count[rule] as number), 0);
    this.#mine =
      // Finding out would cost more than it gains.
      total > thresholds.processInstances * role.size
        ? null
        : role.rules.map((rule) =>
            Array.from({ length: instances.count[rule] as number }, (_, index) => index).filter(
              (index) => processes.of(rule, (instances.first[rule] as number) + index) === role.first + code,
            ),
          );
  }

  /** The verdict on the row in the state at the start of `work`. */
  find(): Closed {
    let key = "";
    for (let at = 0; at < this.#words.length; at++) key += `${this.#bits(at)},`;
    let verdict = this.#known.get(key);
    if (verdict === undefined) {
      verdict = this.#judge();
      this.#known.set(key, verdict);
    }
    return verdict;
  }

  #bits(at: number): number {
    return (this.#work[this.#words[at] as number] as number) & (this.#masks[at] as number);
  }

  #judge(): Closed {
    if (this.#mine === null) return null;
    const needed = new Map<number, number>();
    for (const [at, indices] of this.#mine.entries()) {
      const rule = this.#role.rules[at] as number;
      for (const index of indices) if (!this.#isSettled(rule, index, needed)) return null;
    }
    return { words: [...needed.keys()], bits: [...needed.values()] };
  }

  /** Whether others cannot change whether the instance is enabled, given the bits that it adds to `needed`. */
  #isSettled(at: number, index: number, needed: Map<number, number>): boolean {
    const rule = this.#instances.rules[at] as Rule;
    const codes = bindingCodes(rule, index);
    const drawn = this.#drawn.get(at) as readonly (Drawn | null)[];
    // What is in the process's own row is there or not as long as the row is what it is.
    const isOwn = drawn.map(
      (each, binding) => each !== null && this.#drawsOwn(each.at(codes), codes[binding] as number),
    );
    if (
      drawn.some(
        (each, binding) => isOwn[binding] && each?.at(codes).rowOf(codes[binding] as number, this.#slots) === ABSENT,
      )
    )
      return true;
    let isEnabled: unknown;
    this.#tracer.start(this.#work);
    try {
      const site = { subject: `the guard of ${rule.name}`, leases: [this.#lease] };
      isEnabled = runClosure(site, rule.when, this.#view, boundValues(rule, codes));
    } catch {
      return false;
    }
    if (!this.#readsOwnOnly()) return false;
    if (isEnabled === false) return true;
    if (isEnabled !== true || this.#processes.independent[at] !== true) return false;
    return drawn.every((each, binding) => {
      if (each === null || isOwn[binding]) return true;
      const slot = each.at(codes).bitOf(codes[binding] as number);
      if (slot === null) return false;
      const word = this.#layout.word[slot] as number;
      needed.set(word, (needed.get(word) ?? 0) | (1 << (this.#layout.shift[slot] as number)));
      return true;
    });
  }

  /** Whether no bit but the process's own says if a code is there. */
  #drawsOwn(source: Source, code: number): boolean {
    const bits = new Int32Array(this.#layout.words);
    source.addReads(code, bits);
    return bits.every((mask, word) => {
      const at = mask === 0 ? -1 : this.#words.indexOf(word);
      return mask === 0 || (at >= 0 && (mask & ~(this.#masks[at] as number)) === 0);
    });
  }

  #readsOwnOnly(): boolean {
    const { path } = this.#tracer;
    for (let read = 0; read < path.length; read++) {
      const where = path.where[read] as number;
      const own = this.#words.indexOf(where >>> 5);
      const bits = (path.mask[read] as number) << (where & 31);
      if (own < 0 || (bits & ~(this.#masks[own] as number)) !== 0) return false;
    }
    return true;
  }
}
