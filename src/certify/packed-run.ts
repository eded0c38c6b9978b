/**
 * The model's closures run straight on packed states: no trees, memos, gates or scans, no fingerprints that follow
 * changes. It shares layout and views with the engine, and nothing of what makes the engine fast. Which members a rule
 * ranges over it asks the collection's view.
 */
import { newLease, runClosure, type Site } from "../closed-room.ts";
import { BoundValues } from "../compile/bound-values.ts";
import { DirectMemory } from "../compile/direct.ts";
import { describe } from "../domain/composites.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { isSynodError, synodError } from "../errors/errors.ts";
import { type Halt, heed, neverHalt } from "../halt.ts";
import { innerCollection, type MembersBinding } from "../model/members.ts";
import type { Model } from "../model/model.ts";
import { allPredicates, type Property } from "../model/property.ts";
import { isOfSteps } from "../model/property-kinds.ts";
import { bindingDomain, bindingSize, isByPosition, isMembers, type Rule } from "../model/rule.ts";
import {
  bindingCodes,
  bindsByPosition,
  boundValues,
  type Instances,
  instancesOf,
  type MemberAt,
} from "../program/instances.ts";
import { membersOf } from "../program/member-at.ts";
import { packSlots } from "../state/codec.ts";
import type { Layout } from "../state/layout.ts";
import { SlotMemory } from "../state/memory.ts";
import { viewState } from "../state/views.ts";
import { Crossing } from "./crossing.ts";
import { equal } from "./equal.ts";
import { eachIndex, HEEDED, type Run } from "./run.ts";

/** Bound values are kept for so many instances of a rule. */
const KEPT_BINDINGS = 2 ** 16;

/** A rule, and where the values of its bindings come from. */
interface Runnable {
  readonly rule: Rule;
  readonly at: number;
  readonly first: number;
  readonly sizes: readonly number[];
  /** Per binding: the field that it ranges over, and where the keys to what is inside it come from; null: all of its domain. */
  readonly members: readonly (Ranging | null)[];
  readonly bindsByPosition: boolean;
  readonly values: BoundValues;
  readonly bound: Map<number, object>;
  readonly guard: Site;
  readonly effect: Site;
}

interface Ranging {
  readonly binding: MembersBinding<unknown>;
  readonly field: string;
  readonly keys: readonly { readonly at: number; readonly domain: AnyDomain }[];
}

export class PackedRun implements Run {
  readonly name = "the model's closures, run directly,";
  readonly source: Int32Array;
  readonly after: Int32Array;
  readonly #model: Model;
  readonly #layout: Layout;
  readonly #runnable: readonly Runnable[];
  readonly #instances: Instances;
  readonly #reading: DirectMemory;
  readonly #writing: DirectMemory;
  /** The loaded state as closures see it, and as it is looked at here. */
  readonly #before: object;
  readonly #looked: Readonly<Record<string, Iterable<unknown>>>;
  readonly #memberAt: MemberAt;
  readonly #draft: object;
  readonly #reverse: boolean;
  readonly #halt: Halt;
  #tried = 0;
  /** Per predicate. */
  readonly #sites: readonly Site[];
  readonly #predicates: readonly Property[];
  readonly #crossing: Crossing;

  /** `reverse`: the last rule and the last instance first, so that what depends on the order shows. */
  constructor(model: Model, layout: Layout, reverse = false, halt: Halt = neverHalt) {
    this.#model = model;
    this.#halt = halt;
    this.#layout = layout;
    this.#reverse = reverse;
    this.source = new Int32Array(layout.words);
    this.after = new Int32Array(layout.words);
    this.#reading = new DirectMemory(layout, this.source, 0);
    this.#writing = new DirectMemory(layout, this.after, 0);
    const [before, after] = [newLease(), newLease()];
    this.#before = viewState(layout, this.#reading, before);
    this.#draft = viewState(layout, this.#writing, after);
    this.#looked = viewState(layout, this.#reading) as Readonly<Record<string, Iterable<unknown>>>;
    this.#memberAt = membersOf(layout, this.#reading);
    this.#instances = instancesOf(model.rules);
    const runnable = model.rules.map((rule, at) => ({
      rule,
      at,
      first: this.#instances.first[at] as number,
      sizes: rule.bindings.map(([, binding]) => bindingSize(binding)),
      members: rule.bindings.map(([, binding]) => {
        if (!isMembers(binding)) return null;
        const field = Object.keys(model.schema).find((name) => model.schema[name] === binding.collection) as string;
        const keys = binding.keys.map((key) => {
          const at = rule.bindings.findIndex(([name]) => name === key);
          return { at, domain: bindingDomain((rule.bindings[at] as Rule["bindings"][number])[1]) };
        });
        return { binding, field, keys };
      }),
      bindsByPosition: bindsByPosition(rule),
      values: new BoundValues(rule),
      bound: new Map<number, object>(),
      guard: { subject: `the guard of ${rule.name}`, leases: [before] },
      effect: { subject: `the effect of ${rule.name}`, leases: [after], isEffect: true },
    }));
    this.#predicates = allPredicates(model);
    this.#sites = this.#predicates.map(({ name }) => ({ subject: `property ${name}`, leases: [before, after] }));
    this.#crossing = new Crossing(this, model);
    this.#runnable = reverse ? runnable.reverse() : runnable;
  }

  *initialStates(): Iterable<Int32Array | null> {
    const { initial } = this.#model;
    const values = new BoundValues(initial);
    const lease = newLease();
    const memory = new SlotMemory(this.#layout.slots);
    const view = viewState(this.#layout, memory, lease);
    const state = new Int32Array(this.#layout.words);
    for (let index = 0; index < instancesOf([initial]).total; index++) {
      const bound = values.of(index);
      memory.codes.fill(0);
      memory.writable = true;
      let isOne: unknown;
      try {
        runClosure({ subject: "init", leases: [lease], isEffect: true }, initial.do, view, bound);
        memory.writable = false;
        isOne = runClosure({ subject: "the guard of init", leases: [lease] }, initial.when, view, bound);
      } catch (error) {
        const model = this.#model.name ?? "the model";
        throw isSynodError(error) ? error : synodError("initial-state-threw", { model }, error);
      }
      if (isOne) {
        packSlots(this.#layout, memory.codes, state, 0);
        yield state;
      } else yield null;
    }
  }

  load(states: Int32Array, offset: number): void {
    for (let word = 0; word < this.source.length; word++) this.source[word] = states[offset + word] as number;
  }

  get crossed(): Float64Array {
    return this.#crossing.crossed;
  }

  steps(take: (step: number, rule: number) => void): void {
    if (this.#crossing.ofState()) return;
    for (const runnable of this.#runnable) {
      const { rule, first, at } = runnable;
      const choices = (of: number, codes: readonly number[]) => this.#choices(runnable, of, codes);
      eachIndex(choices, runnable.sizes, this.#reverse, (index) => {
        if (++this.#tried % HEEDED === 0) heed(this.#halt);
        const bound = runnable.bindsByPosition
          ? boundValues(rule, bindingCodes(rule, index), this.#memberAt)
          : boundOf(runnable, index);
        this.#reading.subject = runnable.guard.subject;
        if (!guard(runnable, this.#before, bound)) return;
        this.after.set(this.source);
        this.#writing.writable = true;
        try {
          runClosure(runnable.effect, rule.do, this.#draft, bound);
        } catch (error) {
          throw isSynodError(error) ? error : synodError("effect-threw", { rule: rule.name }, error);
        } finally {
          this.#writing.writable = false;
        }
        if (this.#crossing.asksSteps && !equal(this.after, this.source) && this.#crossing.ofStep())
          this.after.set(this.source);
        take(first + index, at);
      });
    }
  }

  holds(predicate: number): boolean {
    const { name, kind, predicate: asked } = this.#predicates[predicate] as Property;
    const site = this.#sites[predicate] as Site;
    this.#reading.subject = this.#writing.subject = site.subject;
    return ask(name, () => runClosure(site, asked, this.#before, isOfSteps(kind) ? this.#draft : this.#before));
  }

  #choices({ members, sizes }: Runnable, at: number, chosen: readonly number[]): readonly number[] | number {
    const each = members[at] ?? null;
    if (each === null) return sizes[at] as number;
    const { binding, field, keys } = each;
    let view = this.#looked[field] as Iterable<unknown> & { get(key: unknown): Iterable<unknown> };
    for (const key of keys) view = view.get(key.domain.decode(chosen[key.at] as number)) as typeof view;
    const { domain } = binding;
    const isSequence = innerCollection(binding).kind === "sequence";
    if (isByPosition(binding)) return positionsOf(binding, [...view]);
    const codes = new Set<number>();
    let index = 0;
    for (const value of view) {
      const code = domain.encode(isSequence ? [index, value] : value);
      index++;
      if (code >= 0) codes.add(code);
    }
    if (binding.orNull && codes.size === 0) codes.add(domain.encode(null));
    return [...codes];
  }
}

/**
 * Numbers of what has none of its own: its place. Of equal members, which are identical and stand together, the first; null
 * comes before them where it can be bound.
 */
function positionsOf({ each, within, orNull }: MembersBinding<unknown>, listed: readonly unknown[]): number[] {
  const isOne = (value: unknown, at: number) =>
    each === "entry" || ((within === null || within.encode(value) >= 0) && (at === 0 || listed[at - 1] !== value));
  const found = listed.flatMap((value, at) => (isOne(value, at) ? [orNull ? at + 1 : at] : []));
  return orNull && found.length === 0 ? [0] : found;
}

function boundOf({ values, bound }: Runnable, index: number): object {
  let known = bound.get(index);
  if (known === undefined) {
    known = values.of(index);
    if (bound.size < KEPT_BINDINGS) bound.set(index, known);
  }
  return known;
}

function guard({ rule, guard: site }: Runnable, state: object, bound: object): boolean {
  let answer: unknown;
  try {
    answer = runClosure(site, rule.when, state, bound);
  } catch (error) {
    throw isSynodError(error) ? error : synodError("guard-threw", { rule: rule.name }, error);
  }
  if (typeof answer === "boolean") return answer;
  throw new Error(`its guard answered ${describe(answer)}, which is neither true nor false`);
}

function ask(property: string, run: () => unknown): boolean {
  let answer: unknown;
  try {
    answer = run();
  } catch (error) {
    throw isSynodError(error) ? error : synodError("property-threw", { property }, error);
  }
  if (typeof answer === "boolean") return answer;
  throw new Error(`it answered ${describe(answer)}, which is neither true nor false`);
}
