/** The closures of a model run over noting memories: predicates, guards and effects, as the engine runs them. */
import { newLease, runClosure } from "../closed-room.ts";
import { synodError } from "../errors/errors.ts";
import { innerCollection, type MembersBinding } from "../model/members.ts";
import type { Model } from "../model/model.ts";
import { bindingDomain, isMembers, type Rule } from "../model/rule.ts";
import {
  bindingCodes,
  boundValues,
  type Instances,
  instancesOf,
  type MemberAt,
  ruleOfStep,
} from "../program/instances.ts";
import { viewState } from "../state/views.ts";
import { type NotingMemory, shifted } from "./noting-memory.ts";
import type { FactPlaces } from "./places.ts";

/** A rule with what it binds. Of members too many to number, those that it binds in the state that it was made in. */
export interface RuleInstance {
  readonly rule: Rule;
  readonly bound: object;
}

type Predicate = (state: object, after: object) => unknown;

/** A view of a state, and what lends it to a run. */
interface Shown {
  readonly view: object;
  readonly lease: ReturnType<typeof newLease>;
}

export class ModelClosures {
  readonly model: Model;
  readonly places: FactPlaces;
  readonly instances: Instances;
  readonly #shown = new WeakMap<NotingMemory, Shown[]>();

  constructor(model: Model, places: FactPlaces) {
    this.model = model;
    this.places = places;
    this.instances = instancesOf(model.rules);
  }

  /** The instance that a step is; `memberAt`: of the state that it is taken from. */
  instance(step: number, memberAt: MemberAt | null = null): RuleInstance {
    const at = ruleOfStep(this.instances, step);
    const rule = this.instances.rules[at] as Rule;
    const codes = bindingCodes(rule, step - (this.instances.first[at] as number));
    return { rule, bound: boundValues(rule, codes, memberAt) };
  }

  /** What a predicate answers of the state, or, with the places of two, of both. */
  answers(memory: NotingMemory, predicate: Predicate): boolean {
    const first = this.#show(memory, 0);
    const isPair = this.#isPair(memory);
    const second = isPair ? this.#show(memory, 1) : undefined;
    const leases = second === undefined ? [first.lease] : [first.lease, second.lease];
    const answer = runClosure({ subject: "a predicate", leases }, predicate, first.view, second?.view);
    if (typeof answer !== "boolean") throw synodError("internal", { problem: "a predicate answered no boolean" });
    return answer;
  }

  /** What is said of the state, or of both. */
  words(memory: NotingMemory, says: (...states: object[]) => string | null): string | null {
    const first = this.#show(memory, 2).view;
    return this.#isPair(memory) ? says(first, this.#show(memory, 3).view) : says(first);
  }

  /** Whether an instance is enabled: what it draws from collections is there, and its guard is true. */
  isEnabled(memory: NotingMemory, { rule, bound }: RuleInstance): boolean {
    const own = this.#show(memory, 2).view;
    if (!rule.bindings.every(([name, binding]) => !isMembers(binding) || this.#isThere(own, name, binding, bound)))
      return false;
    const { view, lease } = this.#show(memory, 0);
    return runClosure({ subject: `the guard of ${rule.name}`, leases: [lease] }, rule.when, view, bound) === true;
  }

  /** Trials the effect; what it writes stays in the memory until it forgets. */
  perform(memory: NotingMemory, { rule, bound }: RuleInstance): void {
    const { view, lease } = this.#show(memory, 0);
    memory.writable = true;
    try {
      runClosure({ subject: `the effect of ${rule.name}`, leases: [lease], isEffect: true }, rule.do, view, bound);
    } finally {
      memory.writable = false;
    }
  }

  /** Whether any instance of any rule is enabled. */
  isAnyEnabled(memory: NotingMemory): boolean {
    const own = this.#show(memory, 2).view;
    return this.model.rules.some((rule) => this.#isSomeEnabled(memory, own, rule));
  }

  #isSomeEnabled(memory: NotingMemory, own: object, rule: Rule): boolean {
    const chosen: Record<string, unknown> = {};
    const descend = (depth: number): boolean => {
      const [name, binding] = rule.bindings[depth] ?? [];
      if (name === undefined || binding === undefined) {
        const { view, lease } = this.#show(memory, 0);
        const site = { subject: `the guard of ${rule.name}`, leases: [lease] };
        return runClosure(site, rule.when, view, Object.freeze({ ...chosen })) === true;
      }
      const values = isMembers(binding) ? this.#present(own, binding, chosen) : bindingDomain(binding).values;
      for (const value of values) {
        chosen[name] = value;
        if (descend(depth + 1)) return true;
      }
      return false;
    };
    return descend(0);
  }

  /** The collection that a binding ranges over, seen. */
  #collection(own: object, { collection, keys }: MembersBinding<unknown>, bound: object): Seen {
    const { schema } = this.model;
    const name = Object.keys(schema).find((each) => schema[each] === collection) as string;
    let found = (own as Record<string, unknown>)[name] as Seen;
    for (const key of keys) found = found.get((bound as Record<string, unknown>)[key]) as Seen;
    return found;
  }

  #isThere(own: object, name: string, binding: MembersBinding<unknown>, bound: object): boolean {
    const seen = this.#collection(own, binding, bound);
    const value = (bound as Record<string, unknown>)[name];
    const { kind } = innerCollection(binding);
    if (binding.each === "entry") {
      const [at, held] = value as readonly [unknown, unknown];
      const item = kind === "map" ? seen.get(at) : seen.at(at as number);
      return item !== undefined && binding.domain.encode([at, item]) === binding.domain.encode([at, held]);
    }
    if (value === null && binding.orNull && !isMember(seen, kind, null))
      return this.#members(seen, binding).length === 0;
    return isMember(seen, kind, value);
  }

  /** The values that a binding can be bound to. */
  #present(own: object, binding: MembersBinding<unknown>, bound: object): readonly unknown[] {
    const seen = this.#collection(own, binding, bound);
    if (binding.each === "entry") return [...seen.entries()].filter((entry) => binding.domain.encode(entry) >= 0);
    const members = this.#members(seen, binding);
    return members.length === 0 && binding.orNull ? [null] : members;
  }

  #members(seen: Seen, { domain }: MembersBinding<unknown>): readonly unknown[] {
    return [...new Set(seen)].filter((value) => value !== null && domain.encode(value) >= 0);
  }

  #isPair(memory: NotingMemory): boolean {
    return memory.size > this.places.list.length;
  }

  /** 0: the state, lent to closures; 1: the second one; 2 and 3: these, for synod itself. */
  #show(memory: NotingMemory, which: 0 | 1 | 2 | 3): Shown {
    const known = this.#shown.get(memory) ?? [];
    this.#shown.set(memory, known);
    let shown = known[which];
    if (shown === undefined) {
      const lease = newLease();
      const under = which % 2 === 1 ? shifted(memory, this.places.list.length) : memory;
      shown = { lease, view: viewState(this.places, under, lease) };
      known[which] = shown;
    }
    return shown;
  }
}

/** Of a collection what is asked here. */
interface Seen extends Iterable<unknown> {
  get(key: unknown): unknown;
  at(index: number): unknown;
  has(value: unknown): boolean;
  includes(value: unknown): boolean;
  entries(): Iterable<unknown>;
}

function isMember(seen: Seen, kind: string, value: unknown): boolean {
  return kind === "sequence" ? seen.includes(value) : seen.has(value);
}
