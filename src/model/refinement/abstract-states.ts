/**
 * The abstract model of a link, as its link asks about it: which of its states a state is mapped to, whether that is an
 * initial one, and whether one of its steps leads from one to another. Its closures are run over one code per slot, without
 * trees; each abstract state's successors are found once, and kept. As many abstract states are asked about as the map
 * makes, which are few where it forgets much. They are run inside the run of the link's predicate, whose room is closed
 * already: another room would be another copy's where the model brings its own copy of synod.
 *
 * The constraint of the abstract model does not count: it bounds what is searched of it, not what it may do.
 */
import { isNamedParts, kindOfValue } from "../../closed.ts";
import { aside, insist, refuseUnfinished } from "../../closed-room.ts";
import { closestName } from "../../errors/did-you-mean.ts";
import { isSynodError, synodError } from "../../errors/errors.ts";
import { packSlots } from "../../state/codec.ts";
import { layoutOf } from "../../state/layout.ts";
import type { Memory } from "../../state/memory.ts";
import { viewState } from "../../state/views.ts";
import type { Rule } from "../rule.ts";
import { eachChoice, type Looked } from "./choices.ts";
import type { Link } from "./link.ts";

/** An abstract state; equal ones have equal keys. */
export interface MappedState {
  readonly key: string;
  readonly codes: Int32Array;
}

/** Successors kept, of all states together; beyond, all are forgotten and found again. */
const KEPT = 2 ** 20;

export class AbstractStates {
  readonly #link: Link;
  readonly #layout: ReturnType<typeof layoutOf>;
  readonly #fields: readonly string[];
  readonly #source: Codes;
  readonly #draft: Codes;
  readonly #before: object;
  readonly #looked: Looked;
  readonly #after: object;
  readonly #words: Int32Array;
  readonly #halves: Uint16Array;
  #initial: ReadonlySet<string> | null = null;
  readonly #successors = new Map<string, ReadonlySet<string>>();
  #kept = 0;

  constructor(link: Link) {
    this.#link = link;
    this.#layout = layoutOf(link.model.schema);
    this.#fields = Object.keys(link.model.schema);
    this.#source = new Codes(this.#layout.slots, false);
    this.#draft = new Codes(this.#layout.slots, true);
    this.#before = viewState(this.#layout, this.#source);
    this.#looked = { schema: link.model.schema, view: this.#before };
    this.#after = viewState(this.#layout, this.#draft);
    this.#words = new Int32Array(this.#layout.words);
    this.#halves = new Uint16Array(this.#words.buffer);
  }

  /** What the link's map makes of a state. Throws `map-threw`, `mapped-fields`, `mapped-value`. */
  mapped(state: object): MappedState {
    const { map, property, model } = this.#link;
    let values: unknown;
    try {
      values = map(state);
    } catch (error) {
      throw isSynodError(error) ? error : synodError("map-threw", { property }, error);
    }
    this.#draft.codes.fill(0);
    putInto(this.#after, values, this.#link, this.#fields);
    const { normalise } = model;
    if (normalise !== null) normalise(this.#after);
    return this.#state();
  }

  isInitial({ key }: MappedState): boolean {
    this.#initial ??= this.#initialStates();
    return this.#initial.has(key);
  }

  /** Whether a step of the abstract model leads from one to the other. Throws `abstract-threw`. */
  leads(from: MappedState, to: MappedState): boolean {
    let successors = this.#successors.get(from.key);
    if (successors === undefined) {
      successors = this.#successorsOf(from.codes);
      if (this.#kept > KEPT) {
        this.#successors.clear();
        this.#kept = 0;
      }
      this.#successors.set(from.key, successors);
      this.#kept += 1 + successors.size;
    }
    return successors.has(to.key);
  }

  #initialStates(): ReadonlySet<string> {
    const { initial } = this.#link.model;
    const found = new Set<string>();
    this.#source.codes.fill(0);
    for (const bound of eachChoice(initial, this.#looked)) {
      this.#draft.codes.fill(0);
      this.#ask(initial, () => initial.do(this.#after, bound));
      this.#draft.writable = false;
      const isOne = this.#ask(initial, () => initial.when(this.#after, bound));
      this.#draft.writable = true;
      if (isOne) found.add(this.#state().key);
    }
    return found;
  }

  #successorsOf(codes: Int32Array): ReadonlySet<string> {
    const found = new Set<string>();
    this.#source.codes.set(codes);
    for (const rule of this.#link.model.rules) {
      for (const bound of eachChoice(rule, this.#looked)) {
        if (this.#ask(rule, () => rule.when(this.#before, bound)) !== true) continue;
        this.#draft.codes.set(codes);
        this.#ask(rule, () => rule.do(this.#after, bound));
        found.add(this.#state().key);
      }
    }
    return found;
  }

  #ask(rule: Rule, run: () => unknown): unknown {
    try {
      const answer = aside(run);
      refuseUnfinished(rule.name, answer);
      return answer;
    } catch (error) {
      if (isSynodError(error, "impure-model")) throw insist(error);
      const { name, property, model } = this.#link;
      const details = { property, model: model.name ?? name, rule: rule.name };
      throw synodError("abstract-threw", details, error);
    }
  }

  /** What the draft is. */
  #state(): MappedState {
    packSlots(this.#layout, this.#draft.codes, this.#words, 0);
    return { key: String.fromCharCode(...this.#halves), codes: this.#draft.codes.slice() };
  }
}

/** One code per slot. */
class Codes implements Memory {
  readonly codes: Int32Array;
  writable: boolean;

  constructor(slots: number, writable: boolean) {
    this.codes = new Int32Array(slots);
    this.writable = writable;
  }

  read(slot: number): number {
    return this.codes[slot] as number;
  }

  write(slot: number, code: number): void {
    this.codes[slot] = code;
  }
}

/** Assigns what a map made to the fields of an abstract state. Throws `mapped-fields`, `mapped-value`. */
export function putInto(
  draft: object,
  values: unknown,
  link: Link,
  fields: readonly string[] = Object.keys(link.model.schema),
): void {
  const { property } = link;
  if (!isNamedParts(values))
    throw synodError("mapped-fields", { property, problem: `answers ${kindOfValue(values)}`, fields });
  const unknown = Object.keys(values).find((name) => !fields.includes(name));
  if (unknown !== undefined) {
    const near = closestName(unknown, fields);
    const problem = `gives a value for "${unknown}", which the abstract state has not`;
    throw synodError("mapped-fields", { property, problem, fields, ...(near !== undefined && { near }) });
  }
  for (const field of fields) {
    if (!Object.hasOwn(values, field) || values[field] === undefined)
      throw synodError("mapped-fields", { property, problem: `gives no value for "${field}"`, fields });
    try {
      aside(() => {
        (draft as Record<string, unknown>)[field] = values[field];
      });
    } catch (error) {
      // Of the state that is mapped, which may be read no sooner than here: no fault of what it has there.
      if (isSynodError(error, "reduction-refused")) throw error;
      if (isSynodError(error, "impure-model")) throw insist(error);
      const problem = error instanceof Error ? error.message : String(error);
      throw synodError("mapped-value", { property, field, problem });
    }
  }
}
