/**
 * What a model shows of itself, part by part, so that a thread can prove that it has the caller's model and not one of the
 * same name: fields, rules, properties, fairness, parameters; then the first states, where their steps lead and what every
 * predicate says of them, under the reductions in force. Closures cannot be compared; what they do on some hundreds of
 * states can. The search itself is left out of it: a proof compiles a program of its own.
 */
import { newLease, runClosure } from "../closed-room.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { isSynodError } from "../errors.ts";
import { partsOf } from "../model/conjunction.ts";
import type { Model } from "../model/model.ts";
import { descentOf } from "../model/origin.ts";
import { bindingDomain, isMembers, type Rule } from "../model/rule.ts";
import { bindingCodes, boundValues, instancesOf } from "../program/instances.ts";
import type { Program, ReductionPlan } from "../program/program.ts";
import { reducedProgram } from "../program/reduce.ts";
import { packSlots } from "../state/codec.ts";
import { SlotMemory } from "../state/memory.ts";
import { viewState } from "../state/views.ts";

/** A digest per part, in the order in which a difference is worth telling. Plain data. */
export type Proof = readonly (readonly [part: string, digest: string])[];

/** So many choices of `init` are made, spread over all; so many states are expanded; so many steps are compared. */
const INITIAL = 64;
const STATES = 256;
const STEPS = 4096;

export function proofOf(model: Model, plan: ReductionPlan): Proof {
  const digests = new Digests();
  declarations(model, digests);
  const program = reducedProgram(model, plan);
  behaviour(program, firstStates(model, program, digests), digests);
  return digests.all();
}

/** The parts that two proofs differ in, or that only one of them has. */
export function differences(one: Proof, other: Proof): string[] {
  const others = new Map(other);
  const differing = one.filter(([part, digest]) => others.get(part) !== digest).map(([part]) => part);
  const known = new Set(one.map(([part]) => part));
  return [...differing, ...other.map(([part]) => part).filter((part) => !known.has(part))];
}

function declarations(model: Model, digests: Digests): void {
  const text = new Structures();
  const descent = descentOf(model);
  for (const [name, value] of Object.entries(descent?.parameters ?? {})) {
    digests.add(`parameter ${name}`, JSON.stringify(value));
  }
  digests.add("mutant", JSON.stringify(descent?.mutant ?? null));
  const names = (named: readonly { readonly name: string }[]) => JSON.stringify(named.map(({ name }) => name));
  digests.add("the fields", JSON.stringify(Object.keys(model.schema)));
  for (const [name, field] of Object.entries(model.schema)) digests.add(`field ${name}`, text.of(field));
  digests.add("the rules", names(model.rules));
  for (const rule of [model.initial, ...model.rules]) {
    const bindings = rule.bindings.map(([name, binding]) => {
      if (!isMembers(binding)) return [name, null, binding];
      const [field] = Object.entries(model.schema).find(([, each]) => each === binding.collection) ?? [];
      return [name, field, bindingDomain(binding)];
    });
    const what = rule === model.initial ? "init" : `rule ${rule.name}`;
    digests.add(what, text.of([bindings, rule.footprint, rule.access !== null]));
  }
  digests.add("the properties", names(model.properties));
  for (const { name, kind, predicate, target } of model.properties) {
    digests.add(`property ${name}`, JSON.stringify([kind, partsOf(predicate).length, target !== null]));
  }
  digests.add("fairness", text.of([...model.fairness]));
  digests.add("expiries", text.of(model.expiries));
}

/** States that `init` makes, packed; what it does not make is noted as well. */
function firstStates(model: Model, program: Program, digests: Digests): Int32Array[] {
  const { initial } = model;
  const { total } = instancesOf([initial]);
  const taken = Math.min(total, INITIAL);
  const states: Int32Array[] = [];
  for (let at = 0; at < taken; at++) {
    const state = attempt(() => initialState(program, initial, Math.floor((at * total) / taken)));
    digests.add("initial states", typeof state === "string" ? state : (state?.join() ?? "none"));
    if (state instanceof Int32Array) states.push(state);
  }
  return states;
}

function initialState({ layout, words }: Program, initial: Rule, index: number): Int32Array | null {
  const bound = boundValues(initial, bindingCodes(initial, index));
  const memory = new SlotMemory(layout.slots);
  const lease = newLease();
  const view = viewState(layout, memory, lease);
  const site = { subject: "init", leases: [lease] };
  runClosure(site, initial.do, view, bound);
  memory.writable = false;
  if (runClosure(site, initial.when, view, bound) !== true) return null;
  const state = new Int32Array(words);
  packSlots(layout, memory.codes, state, 0);
  return state;
}

/** The states nearest to the first ones, with their steps and what holds in them. */
function behaviour(program: Program, first: readonly Int32Array[], digests: Digests): void {
  const { properties, words, instances } = program;
  const targeted = properties.filter(({ target }) => target !== null);
  const predicates = [...properties, ...targeted.map(({ name }) => ({ name, kind: "always" }))];
  const judge = (isOfSteps: boolean) => {
    for (const [at, { name, kind }] of predicates.entries()) {
      if ((kind === "step") !== isOfSteps) continue;
      digests.add(`what property ${name} says`, String(attempt(() => program.holds(at))));
    }
  };
  const known = new Set<string>();
  const queue: Int32Array[] = [];
  const meet = (state: Int32Array) => {
    const key = state.join();
    if (queue.length >= STATES || known.has(key)) return;
    known.add(key);
    queue.push(state);
  };
  first.forEach(meet);
  let steps = 0;
  const visitor = {
    visit: (step: number) => {
      steps++;
      const target = program.work.slice(0, words);
      digests.add(`what rule ${instances.rules[program.rule]?.name} does`, `${step}:${target.join()}`);
      judge(true);
      meet(target);
    },
    fail: (step: number, error: Error) => {
      digests.add(`what rule ${instances.rules[program.rule]?.name} does`, `${step}:${textOf(error)}`);
    },
  };
  for (let at = 0; at < queue.length && steps < STEPS; at++) {
    program.load(queue[at] as Int32Array, 0);
    judge(false);
    const enabled = attempt(() => program.expand(visitor));
    digests.add("which steps there are", String(enabled));
  }
}

/** What it answers, or the name of what it throws. */
function attempt<T>(run: () => T): T | string {
  try {
    return run();
  } catch (error) {
    return textOf(error);
  }
}

function textOf(error: unknown): string {
  return isSynodError(error) ? error.id : String(error);
}

/** Texts of declared structures: of a domain what its values are, of closures nothing. */
class Structures {
  readonly #numbers = new Map<symbol, number>();

  of(value: unknown): string {
    return JSON.stringify(value, (_, each: unknown) => {
      if (typeof each === "symbol") return this.#number(each);
      if (typeof each === "function") return "a function";
      return isDomain(each)
        ? { label: each.label, size: each.size, offset: each.offset, structure: each.structure }
        : each;
    });
  }

  /** Symbols of two threads are never the same; which of a thread's own are is what counts. */
  #number(identity: symbol): number {
    const number = this.#numbers.get(identity) ?? this.#numbers.size;
    this.#numbers.set(identity, number);
    return number;
  }
}

function isDomain(value: unknown): value is AnyDomain {
  return typeof value === "object" && value !== null && "structure" in value && "encode" in value;
}

/** A digest per part, of all that is added to it, in order. */
class Digests {
  readonly #parts = new Map<string, Int32Array>();

  add(part: string, text: string): void {
    let digest = this.#parts.get(part);
    if (digest === undefined) {
      digest = Int32Array.of(0x811c9dc5, 0x2545f491);
      this.#parts.set(part, digest);
    }
    let low = digest[0] as number;
    let high = digest[1] as number;
    for (let at = 0; at < text.length; at++) {
      low = Math.imul(low ^ text.charCodeAt(at), 0x01000193);
      high = Math.imul(high ^ (low >>> 15) ^ text.charCodeAt(at), 0x85ebca6b);
    }
    digest[0] = Math.imul(low ^ 0x1f, 0x01000193);
    digest[1] = Math.imul(high ^ (low >>> 13), 0xc2b2ae35);
  }

  all(): Proof {
    return [...this.#parts].map(([part, [low, high]]) => [part, `${low}.${high}`] as const);
  }
}
