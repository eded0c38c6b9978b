/**
 * Random models: a number in, a model out, the same in every thread and on every machine. States of a few fields of every
 * kind, rules whose guards and effects are random expressions over them, bindings over domains and over members, several
 * initial states, properties that sometimes fail, and, if wanted, a fault that shows in some state only.
 *
 * They are closures, not the data that the brute force's models are (test/random/model-data.ts): what throws, answers
 * nonsense or writes what fits nowhere is their point. Every value is read as its code and written from one, so that any
 * expression fits anywhere.
 */
import type { AnyDomain } from "../../src/domain/domain.ts";
import { type Model, members, model, type Schema, type set } from "../../src/index.ts";
import type { Binding } from "../../src/model/rule.ts";
import {
  type Bound,
  type Condition,
  KINDS,
  Message,
  Node,
  type Place,
  ping,
  placeOf,
  pong,
  Small,
  type State,
} from "../random/coded-places.ts";
import { CodedStatements } from "../random/coded-statements.ts";
import { Dice } from "../random/dice.ts";
import type { Fault } from "../random/faults.ts";

export interface RandomModelOptions {
  /** About the largest number of states that the schema allows. */
  readonly space: number;
  /** What may go wrong in some state of it; null: nothing. */
  readonly fault: Fault | null;
}

export function randomModel(seed: number, { space, fault }: RandomModelOptions): Model {
  return new Builder(new Dice(seed, 0x5eed), space, fault).build(seed);
}

class Builder {
  readonly #dice: Dice;
  readonly #schema: Record<string, Schema[string]> = {};
  readonly #fault: Fault | null;
  readonly #x: CodedStatements;

  constructor(dice: Dice, space: number, fault: Fault | null) {
    this.#dice = dice;
    this.#fault = fault;
    const places: Place[] = [];
    for (let left = space, tries = 0; tries < 6 && left >= 2; tries++) {
      const kind = dice.pick(KINDS);
      if (kind.contents > left) continue;
      left /= kind.contents;
      const name = `f${tries}`;
      const field = kind.field();
      this.#schema[name] = field;
      places.push(placeOf(name, field));
    }
    if (places.length === 0) {
      this.#schema["f0"] = Small;
      places.push(placeOf("f0", Small));
    }
    this.#x = new CodedStatements(dice, places);
  }

  build(seed: number): Model {
    const dice = this.#dice;
    const rules: Record<string, object> = {};
    const count = 3 + dice.below(3);
    const faulty = dice.below(count);
    for (let at = 0; at < count; at++) rules[`r${at}`] = this.#rule(at === faulty ? this.#fault : null);
    return model({
      name: `random ${seed}`,
      state: this.#schema,
      rules: rules as never,
      ...this.#initial(),
      always: {
        rare: dice.chance(60) && this.#rare(),
        fragile: this.#fault === "property throws" && this.#failing(this.#x.unlikely(), "throws"),
        vague: this.#fault === "property answers no boolean" && this.#failing(this.#x.unlikely(), "vague"),
      },
      step: {
        calm: dice.chance(40) && this.#calm(),
        jumpy: this.#fault === "step property throws" && this.#jumpy(),
      },
      reachable: { there: dice.chance(40) && this.#rareState() },
      ...this.#terminal(),
    } as never);
  }

  #rule(fault: Fault | null): object {
    const dice = this.#dice;
    const bindings = this.#randomBindings();
    this.#x.bindings = Object.entries(bindings).map(([name, binding]) => [name, domainOf(binding)] as const);
    const guard = dice.chance(70) ? this.#x.condition(1) : null;
    const [first, second] = [this.#x.statement(2), dice.chance(50) ? this.#x.statement(1) : null];
    const trouble = this.#x.unlikely();
    const wrong = this.#x.wrongStatement(fault);
    const rule = {
      ...(this.#x.bindings.length > 0 && { for: bindings }),
      ...((guard !== null || fault !== null) && {
        when: (state: State, bound: Bound) => {
          if (fault === "guard throws" && trouble(state, bound)) throw new RangeError("no way");
          if (fault === "guard answers no boolean" && trouble(state, bound)) return 1 as unknown as boolean;
          return guard === null || guard(state, bound);
        },
      }),
      do: (state: State, bound: Bound) => {
        first(state, bound);
        if (fault === "effect throws" && trouble(state, bound)) throw new RangeError("no way");
        if (wrong !== null && trouble(state, bound)) wrong(state, bound);
        second?.(state, bound);
      },
    };
    this.#x.bindings = [];
    return rule;
  }

  #randomBindings(): Record<string, Binding> {
    const dice = this.#dice;
    const collections = Object.values(this.#schema).filter(
      (field) => "kind" in field && (field.kind === "set" || field.kind === "bag"),
    ) as ReturnType<typeof set>[];
    const bindings: Record<string, Binding> = {};
    const wanted = dice.pick([0, 1, 1, 1, 2]);
    for (let at = 0; at < wanted; at++) {
      const collection = collections.length > 0 && dice.chance(60) ? dice.pick(collections) : null;
      if (collection === null) bindings[`b${at}`] = dice.pick<Binding>([Node, Small, ping, pong]);
      else if (collection.element.root === Message.root && dice.chance(60))
        bindings[`b${at}`] = members(collection as never, dice.pick<AnyDomain>([ping, pong]) as never);
      else bindings[`b${at}`] = members(collection);
    }
    return bindings;
  }

  #initial(): object {
    const dice = this.#dice;
    const statement = this.#x.statement(1);
    const [kind, keeps] = [dice.below(3), dice.chance(50)];
    if (kind === 0) return {};
    if (kind === 1) return { init: (state: State) => statement(state, {}) };
    this.#x.bindings = [["start", Small]];
    const [first, second] = [this.#x.statement(1), this.#x.statement(1)];
    const filter = this.#x.condition(1);
    this.#x.bindings = [];
    return {
      init: {
        for: { start: Small },
        // The first choice is always kept, so that there is an initial state.
        ...(keeps && { when: (state: State, bound: Bound) => bound["start"] === 0 || filter(state, bound) }),
        do: (state: State, bound: Bound) => {
          first(state, bound);
          second(state, bound);
        },
      },
    };
  }

  #terminal(): object {
    const dice = this.#dice;
    const condition = this.#x.condition(1);
    if (this.#fault === "terminal throws") return { terminal: this.#failing(condition, "throws") };
    return dice.pick<object>([{}, {}, { terminal: "forbidden" }, { terminal: (state: State) => condition(state, {}) }]);
  }

  /** Something that holds in few states. */
  #rareState(): (state: State) => boolean {
    const unlikely = this.#x.unlikely();
    return (state) => unlikely(state, {});
  }

  #rare(): (state: State) => boolean {
    const exception = this.#rareState();
    return (state) => !exception(state);
  }

  #calm(): (before: State, after: State) => boolean {
    const [term, exception] = [this.#x.term(2), this.#rareState()];
    return (before, after) => term(after, {}) <= term(before, {}) || !exception(before);
  }

  #jumpy(): (before: State, after: State) => boolean {
    const [from, to] = [this.#x.exactly(), this.#x.condition(1)];
    return (before, after) => {
      if (from(before, {}) && to(after, {})) throw new RangeError("cannot say");
      return true;
    };
  }

  #failing(trouble: Condition, how: "throws" | "vague"): (state: State) => boolean {
    return (state) => {
      if (!trouble(state, {})) return true;
      if (how === "throws") throw new RangeError("cannot say");
      return undefined as unknown as boolean;
    };
  }
}

function domainOf(binding: Binding): AnyDomain {
  if (!("kind" in binding) || binding.kind !== "members") return binding as AnyDomain;
  return binding.domain as AnyDomain;
}
