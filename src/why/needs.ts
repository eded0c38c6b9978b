/**
 * Why what should come never does: for each fact that stays as it is all the while, the rule instances that could change it, and
 * why each of these is disabled in every state of the loop; for the facts for which it is, the same again, until there is
 * something that nothing changes. An instance that is enabled in some of the states is what fairness is about, and is said so.
 *
 * Law: "never" is said of a fact only where all states that are reached from the loop were seen and no step changes it there.
 * What could change a fact is what does so in some state that was looked at, or would if it were enabled; of those that were
 * not found nothing is known ("tried").
 */
import { type InterpretedState, interpret } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import { stepText } from "../program/instances.ts";
import { firstStates } from "./first-states.ts";
import type { RuleInstance } from "./model-closures.ts";
import { NotingMemory } from "./noting-memory.ts";
import type { FactPlace } from "./places.ts";
import { loopWeight } from "./reason-of-property.ts";
import type { Need } from "./reasons.ts";
import { factSays } from "./sayings.ts";
import { ofGuard, type Scene } from "./scene.ts";
import { smallestReason } from "./smallest-reason.ts";
import { inWords } from "./together.ts";
import type { Deadline } from "./trials.ts";
import { stepsThatWrite } from "./writers.ts";

/** States that are looked at from the beginning on, and as many from the loop on. */
const STATES = 1000;
/** Runs for why an instance is disabled, and for all of them. */
const GUARD_RUNS = 600;
const ALL_RUNS = 10_000;
/** What is to be changed is a poor reason for why it does not change. */
const ABOVE_WEIGHT = 25;
/** In different states of a loop an instance may be disabled for different reasons; so many are told. */
const REASONS = 3;
/** Links of a chain, and instances that are told of a fact. */
const DEPTH = 4;
const TOLD = 6;

export interface Lasting {
  readonly scene: Scene;
  /** Those of the scene; what goes round are those from `loop` on. */
  readonly states: readonly InterpretedState[];
  readonly loop: number;
  /** What stays as it is: places and the codes that they may have. */
  readonly facts: readonly { readonly at: number; readonly codes: readonly number[] }[];
  readonly halt: Deadline | null;
}

interface Taken {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly state: InterpretedState;
  readonly step: number;
}

interface Changer {
  readonly rule: string;
  readonly instance: RuleInstance;
}

/** In the order of the facts; those that come and go within the loop have none. */
export function needsOf(lasting: Lasting): readonly Need[] {
  const { facts } = lasting;
  const chains = new Chains(lasting);
  return facts.filter((fact) => chains.lasts(fact)).map((fact) => chains.need(fact, []));
}

type Lasts = Lasting["facts"][number];

class Chains {
  readonly #of: Lasting;
  /** Steps that were seen, and those of them that are taken from the loop on. */
  readonly #taken: readonly Taken[];
  readonly #after: readonly Taken[];
  /** Whether these are all that there are. */
  readonly #isAllAfter: boolean;
  #runs = ALL_RUNS;

  constructor(of: Lasting) {
    this.#of = of;
    const { scene, states, loop, halt } = of;
    const interpreter = interpret(scene.model);
    const known = new Map<string, Int32Array>();
    const codesOf = (state: InterpretedState): Int32Array => {
      const codes = known.get(state.text) ?? scene.places.codesOf(state.stored);
      known.set(state.text, codes);
      return codes;
    };
    const seen = (into: Taken[]) => (state: InterpretedState, step: number, to: InterpretedState) => {
      into.push({ from: codesOf(state), to: codesOf(to), state, step });
    };
    const after: Taken[] = [];
    this.#isAllAfter = firstStates(interpreter, states.slice(loop), STATES, halt, seen(after)).isAll;
    const before: Taken[] = [];
    firstStates(interpreter, interpreter.eachInitialState(), STATES, halt, seen(before));
    this.#after = after;
    this.#taken = [...after, ...before];
  }

  /** Whether a fact is so in all states of the loop. */
  lasts({ at, codes }: Lasts): boolean {
    return this.#loop().every((state) => codes.includes(state[at] as number));
  }

  need(fact: Lasts, above: readonly Lasts[]): Need {
    const { loop } = this.#of;
    const says = this.#says(fact, loop);
    const isNever = this.#isAllAfter && !this.#after.some((step) => isChanged(step, fact));
    if (above.some(({ at }) => at === fact.at)) return { says, ends: "cycle", by: [] };
    if (above.length >= DEPTH || this.#runs <= 0 || this.#of.halt?.isOver() === true)
      return { says, ends: isNever ? "never" : "open", by: [] };
    const changers = this.#changersOf(fact);
    if (changers.length === 0) return { says, ends: isNever ? "never" : "tried", by: [] };
    const by = this.#told(changers, [...above, fact]);
    return by.length === 0 ? { says, ends: isNever ? "never" : "tried", by } : { says, ends: null, by };
  }

  /** Of instances that could change a fact those that do not wait for that very thing; one that never is enabled only if all are. */
  #told(changers: readonly Changer[], above: readonly Lasts[]): Need["by"] {
    const by: Need["by"][number][] = [];
    const never: Need["by"][number][] = [];
    for (const { rule, instance } of changers) {
      if (by.length >= TOLD) break;
      const enabled = this.#loop().flatMap((codes, at) =>
        this.#isEnabled(codes, instance) ? [this.#of.loop + at] : [],
      );
      const lacks = enabled.length > 0 ? [] : this.#lacks(instance, above);
      if (lacks === null) continue;
      (enabled.length === 0 && lacks.length === 0 ? never : by).push({ rule, enabled, lacks });
    }
    return by.length === 0 ? never.slice(0, TOLD) : by;
  }

  /** What keeps an instance disabled in all of the loop; null: nothing but what it would change. Of what comes and goes there it is said that it does. */
  #lacks(instance: RuleInstance, above: readonly Lasts[]): readonly Need[] | null {
    const { loop } = this.#of;
    const isAbove = (place: number) => above.some(({ at }) => at === place);
    const lasting = new Map<number, readonly number[]>();
    const passing: Need[] = [];
    let open = this.#loop().map((_, at) => loop + at);
    for (let reasons = 0; open.length > 0 && reasons < REASONS; reasons++) {
      const [at] = open as [number];
      const facts = this.#whyDisabled(instance, at, isAbove);
      if (facts === null) break;
      if (facts.length > 0 && facts.every((fact) => isAbove(fact.at))) return null;
      const some = facts.filter((fact) => !this.lasts(fact));
      for (const fact of facts) if (!some.includes(fact)) lasting.set(fact.at, fact.codes);
      const says = inWords(
        some.map((fact) => this.#says(fact, at)),
        "and",
      );
      if (some.length > 0) passing.push({ says, ends: "passing", by: [] });
      open = open.filter((state) => !facts.every((fact) => fact.codes.includes(this.#code(fact, state))));
    }
    return [...[...lasting].map(([at, codes]) => this.need({ at, codes }, above)), ...passing];
  }

  /** Rather for what stays so; null: it is enabled, or its closures throw. */
  #whyDisabled(instance: RuleInstance, at: number, isAbove: (place: number) => boolean): readonly Lasts[] | null {
    const { scene, loop, halt } = this.#of;
    const ofLoop = loopWeight(scene, loop);
    const weight = (place: number) => (isAbove(place) ? ABOVE_WEIGHT : ofLoop(place));
    const budget = Math.min(GUARD_RUNS, this.#runs);
    const reason = smallestReason(ofGuard(scene, at, instance, false), { budget, halt, weight });
    this.#runs -= reason?.runs ?? 1;
    return reason === null ? null : [...reason.facts].map(([place, codes]) => ({ at: place, codes }));
  }

  #code({ at }: Lasts, state: number): number {
    return (this.#of.scene.codes[state] as Int32Array)[at] as number;
  }

  #says(fact: Lasts, state: number): string {
    const { places, model } = this.#of.scene;
    return factSays(model, { place: places.list[fact.at] as FactPlace, code: this.#code(fact, state), when: "now" });
  }

  #loop(): readonly Int32Array[] {
    const { scene, states, loop } = this.#of;
    return scene.codes.slice(loop, states.length);
  }

  #isEnabled(codes: Int32Array, instance: RuleInstance): boolean {
    const memory = new NotingMemory(codes);
    memory.start(new Map());
    try {
      return this.#of.scene.closures.isEnabled(memory, instance);
    } catch {
      return false;
    }
  }

  /** By their text each once: those that were seen to change it, then those whose effect alone would. */
  #changersOf(fact: Lasts): readonly Changer[] {
    const { scene, states, loop } = this.#of;
    const { closures, model } = scene;
    const found = new Map<string, Changer>();
    const add = (step: number, { stored }: InterpretedState): void => {
      const members = storedMembers(model.schema, stored);
      const rule = stepText(closures.instances, step, members);
      if (!found.has(rule)) found.set(rule, { rule, instance: closures.instance(step, members) });
    };
    for (const taken of this.#taken) if (isChanged(taken, fact)) add(taken.step, taken.state);
    const state = states[loop] as InterpretedState;
    const isWritten = (written: ReadonlyMap<number, number>) => {
      const code = written.get(fact.at);
      return code !== undefined && !fact.codes.includes(code);
    };
    for (const step of stepsThatWrite(scene, loop, state, isWritten)) add(step, state);
    return [...found.values()];
  }
}

function isChanged({ from, to }: Taken, { at, codes }: Lasts): boolean {
  return codes.includes(from[at] as number) && !codes.includes(to[at] as number);
}
