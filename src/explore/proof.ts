/**
 * What a model shows of itself, part by part, so that a thread can prove that it has the caller's model and not one of the
 * same name: fields, rules, properties, fairness, parameters; then the first states, where their steps lead and what every
 * predicate says of them, and of states on some walks further down, under the reductions in force. Closures cannot be
 * compared; what they do on some thousand states can. The search is left out of it: a proof compiles a program of its own.
 */

import { InitialStates } from "../compile/initial-states.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { isSynodError } from "../errors/errors.ts";
import { conjunctsOf } from "../model/conjunction.ts";
import type { Model } from "../model/model.ts";
import { type Declaration, descentOf } from "../model/origin.ts";
import { boundPredicates } from "../model/property.ts";
import { isOfSteps } from "../model/property-kinds.ts";
import { bindingDomain, isMembers } from "../model/rule.ts";
import type { Program, ReductionPlan } from "../program/program.ts";
import { reducedProgram } from "../reduce/reduce.ts";

type Parts = readonly (readonly [part: string, digest: string])[];

/** Plain data. */
export interface Proof {
  /** Where it was declared, as far as that is known. */
  readonly declaration: Declaration | null;
  /** A digest per part, in the order in which a difference is worth telling. */
  readonly parts: Parts;
  /** Of the closures as they are written, to be compared where the module is the same: an edit shows. */
  readonly texts: Parts;
}

/** So many initial states are looked at, so many states expanded near them, so many steps compared. */
const INITIAL = 64;
const STATES = 192;
const STEPS = 4096;
/** Walks further down, each so many steps long. */
const WALKS = 12;
const WALK_STEPS = 160;

export function proofOf(model: Model, plan: ReductionPlan): Proof {
  const digests = new Digests();
  declarations(model, digests);
  const failure = attempt(() => {
    const program = reducedProgram(model, plan);
    behaviour(program, firstStates(model, program, digests), digests);
    return "none";
  });
  digests.add("what fails", failure);
  return { declaration: descentOf(model)?.declaration ?? null, parts: digests.all(), texts: textsOf(model) };
}

/** The parts that two proofs differ in, or that only one of them has. */
export function differences(one: Proof, other: Proof): string[] {
  const differing = differingParts(one.parts, other.parts);
  if (one.declaration === null || one.declaration.module !== other.declaration?.module) return differing;
  const numbers = [one.declaration.at, other.declaration.at];
  const isOther = numbers[0] !== numbers[1] && numbers.every((at) => typeof at === "number");
  return [
    ...(isOther ? ["its place among the declarations"] : []),
    ...differing,
    ...differingParts(one.texts, other.texts),
  ];
}

function differingParts(one: Parts, other: Parts): string[] {
  const others = new Map(other);
  const differing = one.filter(([part, digest]) => others.get(part) !== digest).map(([part]) => part);
  const known = new Set(one.map(([part]) => part));
  return [...differing, ...other.map(([part]) => part).filter((part) => !known.has(part))];
}

function textsOf({ rules, properties, conditions, bounds, refines }: Model): Parts {
  const digests = new Digests();
  // What a link says is not in the text of its predicates, which is the same for all links.
  for (const { property, map, model } of refines) {
    const closures = [model.initial, ...model.rules].map(({ name, when, do: effect }) => `${name}${when}${effect}`);
    digests.add(`what ${property} refers to`, [map, model.normalise, ...closures].join("\n"));
  }
  for (const { name, when, do: effect } of rules) digests.add(`the text of rule ${name}`, `${when}${effect}`);
  for (const { name, predicate, target } of [...properties, ...conditions, ...boundPredicates(bounds)])
    digests.add(`the text of property ${name}`, `${predicate}${target}`);
  return digests.all();
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
      const { keys, each, orNull } = binding;
      return [name, field, bindingDomain(binding), keys, each, orNull];
    });
    const what = rule === model.initial ? "init" : `rule ${rule.name}`;
    digests.add(what, text.of([bindings, rule.footprint, rule.access !== null]));
  }
  digests.add("the properties", names(model.properties));
  digests.add("the constraint", names(model.bounds));
  for (const { name, kind, predicate, target } of [
    ...model.properties,
    ...model.conditions,
    ...boundPredicates(model.bounds),
  ]) {
    digests.add(`property ${name}`, JSON.stringify([kind, conjunctsOf(predicate).length, target !== null]));
  }
  digests.add("fairness", text.of([...model.fairness]));
  digests.add("expiries", text.of(model.expiries));
}

/** The first states that `init` makes, packed; what it does not make is noted as well. */
function firstStates(model: Model, program: Program, digests: Digests): Int32Array[] {
  const initial = new InitialStates(model, program.layout);
  const made = attempt(() => initial.advance(() => true));
  const states = Array.from({ length: Math.min(initial.states.count, INITIAL) }, (_, at) => {
    const state = new Int32Array(program.words);
    initial.states.read(at, state);
    return state;
  });
  for (const state of states) digests.add("initial states", state.join());
  digests.add("initial states", String(made));
  return states;
}

/** The states nearest to the first ones, with their steps and what holds in them. */
function behaviour(program: Program, first: readonly Int32Array[], digests: Digests): void {
  const { words, instances, predicates } = program;
  const judge = (ofSteps: boolean) => {
    for (const [at, { name, kind }] of predicates.entries()) {
      if (isOfSteps(kind) !== ofSteps) continue;
      digests.add(`what property ${name} says`, String(attempt(() => program.holds(at))));
    }
  };
  // Rules first: where they differ, all else does.
  for (const { name } of instances.rules) digests.add(`what rule ${name} does`, "");
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
  let found: Int32Array[] = [];
  const visitor = {
    visit: (step: number) => {
      steps++;
      const target = program.work.slice(0, words);
      digests.add(`what rule ${instances.rules[program.rule]?.name} does`, `${step}:${target.join()}`);
      judge(true);
      found.push(target);
    },
    fail: (step: number, error: Error) => {
      digests.add(`what rule ${instances.rules[program.rule]?.name} does`, `${step}:${textOf(error)}`);
    },
  };
  const successors = (state: Int32Array): readonly Int32Array[] => {
    found = [];
    program.load(state, 0);
    judge(false);
    digests.add("which steps there are", String(attempt(() => program.expand(visitor))));
    return found;
  };
  for (let at = 0; at < queue.length && steps < STEPS; at++) successors(queue[at] as Int32Array).forEach(meet);
  // Steps by chance, the same in every thread.
  let chance = 1;
  for (let walk = 0; walk < WALKS && first.length > 0; walk++) {
    let state = first[walk % first.length] as Int32Array;
    for (let taken = 0; taken < WALK_STEPS; taken++) {
      const next = successors(state);
      if (next.length === 0) break;
      chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) | 0;
      state = next[(chance >>> 8) % next.length] as Int32Array;
    }
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
      // Some domains can be called.
      if (isDomain(each)) return { label: each.label, size: each.size, offset: each.offset, structure: each.structure };
      return typeof each === "function" ? "a function" : each;
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
  return (
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    "structure" in value &&
    "encode" in value
  );
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

  all(): Parts {
    return [...this.#parts].map(([part, [low, high]]) => [part, `${low}.${high}`] as const);
  }
}
