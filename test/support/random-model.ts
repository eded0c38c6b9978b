/**
 * Random models: a number in, a model out, the same in every thread and on every machine. States of a few fields of every
 * kind, rules whose guards and effects are random expressions over them, bindings over domains and over members, several
 * initial states, properties that sometimes fail, and, if wanted, a fault that shows in some state only.
 *
 * Every value is read as its code and written from one, so that any expression fits anywhere.
 */
import type { AnyDomain } from "../../src/domain/domain.ts";
import {
  bag,
  boolean,
  enumeration,
  type Model,
  map,
  members,
  model,
  optional,
  range,
  record,
  type Schema,
  scalarset,
  sequence,
  set,
  tuple,
  union,
} from "../../src/index.ts";
import type { Binding } from "../../src/model/rule.ts";
import { Dice } from "../random/dice.ts";

export interface RandomModelOptions {
  /** About the largest number of states that the schema allows. */
  readonly space: number;
  /** What may go wrong in some state of it; null: nothing. */
  readonly fault: Fault | null;
}

export const faults = [
  "guard throws",
  "effect throws",
  "guard answers no boolean",
  "value out of domain",
  "capacity exceeded",
  "property throws",
  "step property throws",
  "property answers no boolean",
  "terminal throws",
] as const;
export type Fault = (typeof faults)[number];

// What the closures see. Views are typed by the schema, which is not known here.
interface Members extends Iterable<unknown> {
  readonly size: number;
  readonly length: number;
  has(value: unknown): boolean;
  count(value: unknown): number;
  add(value: unknown): void;
  delete(value: unknown): boolean;
  clear(): void;
  at(index: number): unknown;
  includes(value: unknown): boolean;
  push(value: unknown): void;
  shift(): unknown;
  pop(): unknown;
}
interface Items {
  get(key: unknown): unknown;
  set(key: unknown, value: unknown): void;
}
type State = Record<string, unknown>;
type Bound = Readonly<Record<string, unknown>>;
type Term = (state: State, bound: Bound) => number;
type Condition = (state: State, bound: Bound) => boolean;
type Statement = (state: State, bound: Bound) => void;

/** A place in the state: a variable or a collection, perhaps an item of a map. */
interface Place {
  readonly kind: "value" | "set" | "bag" | "sequence";
  readonly domain: AnyDomain;
  readonly capacity: number;
  readonly get: (state: State, key: number) => unknown;
  readonly set: (state: State, key: number, value: unknown) => void;
}

const Node = scalarset("n", 2);
const Small = range(0, 2);
const { ping, pong, ...Message } = union({ ping: { to: Node }, pong: { from: Node, round: Small }, stop: {} });
const Pair = tuple(Node, boolean);
const Large = record({ to: Node, round: range(0, 29) });

/** A kind of field: how many contents it has, about, and how to declare it. */
interface FieldKind {
  readonly contents: number;
  readonly field: () => Schema[string];
}

const KINDS: readonly FieldKind[] = [
  { contents: 4, field: () => range(-1, 2) },
  { contents: 6, field: () => range(3, 8) },
  { contents: 90, field: () => range(0, 89) },
  { contents: 2, field: () => boolean },
  { contents: 3, field: () => enumeration("idle", "busy", "done") },
  { contents: 3, field: () => optional(Node) },
  { contents: 4, field: () => Pair },
  { contents: 9, field: () => map(Node, Small) },
  { contents: 9, field: () => map(Node, optional(Node)) },
  { contents: 8, field: () => set(Small) },
  { contents: 512, field: () => set(Message) },
  { contents: 50, field: () => set(Message, { capacity: 2 }) },
  { contents: 1800, field: () => set(Large, { capacity: 2 }) },
  { contents: 60, field: () => set(Large, { capacity: 1 }) },
  { contents: 16, field: () => map(Node, set(Node)) },
  { contents: 10, field: () => bag(Small, { capacity: 2 }) },
  { contents: 200, field: () => bag(Message, { capacity: 3 }) },
  { contents: 1800, field: () => bag(Large, { capacity: 2 }) },
  { contents: 13, field: () => sequence(Small, { capacity: 2 }) },
  { contents: 90, field: () => sequence(Message, { capacity: 2 }) },
  { contents: 49, field: () => map(Node, sequence(Node, { capacity: 2 })) },
];

export function randomModel(seed: number, { space, fault }: RandomModelOptions): Model {
  return new Builder(new Dice(seed, 0x5eed), space, fault).build(seed);
}

class Builder {
  readonly #dice: Dice;
  readonly #schema: Record<string, Schema[string]> = {};
  readonly #places: Place[] = [];
  readonly #fault: Fault | null;
  /** The names of the bindings of the rule being made, with their domains. */
  #bindings: readonly (readonly [name: string, domain: AnyDomain])[] = [];

  constructor(dice: Dice, space: number, fault: Fault | null) {
    this.#dice = dice;
    this.#fault = fault;
    for (let left = space, tries = 0; tries < 6 && left >= 2; tries++) {
      const kind = dice.pick(KINDS);
      if (kind.contents > left) continue;
      left /= kind.contents;
      const name = `f${tries}`;
      const field = kind.field();
      this.#schema[name] = field;
      this.#places.push(placeOf(name, field));
    }
    if (this.#places.length === 0) {
      this.#schema["f0"] = Small;
      this.#places.push(placeOf("f0", Small));
    }
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
        fragile: this.#fault === "property throws" && this.#failing(this.#unlikely(), "throws"),
        vague: this.#fault === "property answers no boolean" && this.#failing(this.#unlikely(), "vague"),
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
    this.#bindings = Object.entries(bindings).map(([name, binding]) => [name, domainOf(binding)] as const);
    const guard = dice.chance(70) ? this.#condition(1) : null;
    const [first, second] = [this.#statement(2), dice.chance(50) ? this.#statement(1) : null];
    const trouble = this.#unlikely();
    const wrong = this.#wrongStatement(fault);
    const rule = {
      ...(this.#bindings.length > 0 && { for: bindings }),
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
    this.#bindings = [];
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
    const statement = this.#statement(1);
    const [kind, keeps] = [dice.below(3), dice.chance(50)];
    if (kind === 0) return {};
    if (kind === 1) return { init: (state: State) => statement(state, {}) };
    this.#bindings = [["start", Small]];
    const [first, second] = [this.#statement(1), this.#statement(1)];
    const filter = this.#condition(1);
    this.#bindings = [];
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
    const condition = this.#condition(1);
    if (this.#fault === "terminal throws") return { terminal: this.#failing(condition, "throws") };
    return dice.pick<object>([{}, {}, { terminal: "forbidden" }, { terminal: (state: State) => condition(state, {}) }]);
  }

  /** Something that holds in few states. */
  #rareState(): (state: State) => boolean {
    const unlikely = this.#unlikely();
    return (state) => unlikely(state, {});
  }

  #unlikely(): Condition {
    const conditions = [this.#exactly(), this.#dice.chance(50) ? this.#exactly() : this.#condition(0)];
    return (s, b) => conditions.every((condition) => condition(s, b));
  }

  #rare(): (state: State) => boolean {
    const exception = this.#rareState();
    return (state) => !exception(state);
  }

  #calm(): (before: State, after: State) => boolean {
    const [term, exception] = [this.#term(2), this.#rareState()];
    return (before, after) => term(after, {}) <= term(before, {}) || !exception(before);
  }

  #jumpy(): (before: State, after: State) => boolean {
    const [from, to] = [this.#exactly(), this.#condition(1)];
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

  #exactly(): Condition {
    const [term, value] = [this.#reading(this.#dice.pick(this.#places)), this.#dice.below(5)];
    return (s, b) => term(s, b) === value;
  }

  #condition(depth: number): Condition {
    const dice = this.#dice;
    if (depth > 0 && dice.chance(40)) {
      const [one, other] = [this.#condition(depth - 1), this.#condition(depth - 1)];
      return dice.pick<Condition>([
        (s, b) => one(s, b) && other(s, b),
        (s, b) => one(s, b) || other(s, b),
        (s, b) => !one(s, b),
      ]);
    }
    const [left, right] = [this.#term(1), this.#term(0)];
    return dice.pick<Condition>([
      (s, b) => left(s, b) <= right(s, b),
      (s, b) => left(s, b) >= right(s, b),
      (s, b) => left(s, b) !== right(s, b),
      (s, b) => left(s, b) < 3,
      (s, b) => left(s, b) % 2 === 0,
      (s, b) => left(s, b) > 0,
    ]);
  }

  #term(depth: number): Term {
    const dice = this.#dice;
    if (depth > 0 && dice.chance(40)) {
      const [one, other] = [this.#term(depth - 1), this.#term(depth - 1)];
      return dice.pick<Term>([
        (s, b) => one(s, b) + other(s, b),
        (s, b) => Math.abs(one(s, b) - other(s, b)),
        (s, b) => Math.max(one(s, b), other(s, b)),
        (s, b) => (one(s, b) > 1 ? other(s, b) : 0),
        (s, b) => (one(s, b) * 3 + other(s, b)) % 5,
      ]);
    }
    if (dice.chance(20)) {
      const constant = dice.below(4);
      return () => constant;
    }
    if (this.#bindings.length > 0 && dice.chance(40)) return this.#bindingCode();
    return this.#reading(dice.pick(this.#places));
  }

  #bindingCode(): Term {
    const [name, domain] = this.#dice.pick(this.#bindings);
    return (_, b) => domain.encode(b[name]);
  }

  /** A number that a place answers with. */
  #reading({ kind, domain, get }: Place): Term {
    const dice = this.#dice;
    const key = this.#key();
    const constant = dice.below(domain.size);
    const asked = (): unknown => domain.decode(constant);
    const view = (s: State, b: Bound) => get(s, key(s, b)) as Members;
    if (kind === "value") return (s, b) => domain.encode(get(s, key(s, b)));
    const has = (s: State, b: Bound) => (kind === "sequence" ? view(s, b).includes(asked()) : view(s, b).has(asked()));
    const shared: Term[] = [
      (s, b) => (has(s, b) ? 1 : 0),
      (s, b) => (kind === "sequence" ? view(s, b).length : view(s, b).size),
      (s, b) => [...view(s, b)].reduce<number>((sum, member) => sum + domain.encode(member), 0),
      (s, b) => {
        for (const member of view(s, b)) return domain.encode(member);
        return domain.size;
      },
    ];
    if (kind === "set") {
      // Asks for members one after the other until one is there, as `values.find((v) => s.sent.has(v))` does.
      const asks = (s: State, b: Bound) =>
        domain.size > 64 ? 0 : domain.values.findIndex((value) => view(s, b).has(value)) + 1;
      return dice.pick([...shared, asks]);
    }
    if (kind === "bag") return dice.pick([...shared, (s, b) => view(s, b).count(asked())]);
    const index = dice.below(4) - 2;
    return dice.pick([
      ...shared,
      (s, b) => {
        const found = view(s, b).at(index);
        return found === undefined ? 0 : 1 + domain.encode(found);
      },
    ]);
  }

  /** The code of a key, for places in maps: of a bound node, or of a fixed one. */
  #key(): Term {
    const node = this.#bindings.find(([, domain]) => domain === Node);
    const fixed = this.#dice.below(Node.size);
    if (node === undefined || this.#dice.chance(25)) return () => fixed;
    return (_, b) => Node.encode(b[node[0]]);
  }

  #statement(depth: number): Statement {
    const dice = this.#dice;
    if (depth > 0 && dice.chance(25)) {
      const condition = this.#condition(1);
      const [then, otherwise] = [this.#statement(depth - 1), this.#statement(depth - 1)];
      return (s, b) => (condition(s, b) ? then(s, b) : otherwise(s, b));
    }
    const { kind, domain, capacity, get, set: put } = dice.pick(this.#places);
    const key = this.#key();
    const term = this.#bindings.length > 0 && dice.chance(60) ? this.#bindingCode() : this.#term(1);
    const [factor, shift] = [dice.pick([1, 1, 7]), dice.below(3)];
    const value = (s: State, b: Bound): unknown => domain.decode((term(s, b) * factor + shift) % domain.size);
    const view = (s: State, b: Bound) => get(s, key(s, b)) as Members;
    switch (kind) {
      case "value":
        return dice.pick<Statement>([
          (s, b) => put(s, key(s, b), value(s, b)),
          (s, b) => put(s, key(s, b), domain.decode((domain.encode(get(s, key(s, b))) + 1) % domain.size)),
        ]);
      case "sequence": {
        const push: Statement = (s, b) => {
          if (view(s, b).length < capacity) view(s, b).push(value(s, b));
        };
        return dice.pick<Statement>([push, push, (s, b) => void view(s, b).shift(), (s, b) => void view(s, b).pop()]);
      }
      default: {
        const add: Statement = (s, b) => {
          if (view(s, b).size < capacity) view(s, b).add(value(s, b));
        };
        const prune: Statement = (s, b) => {
          for (const member of view(s, b)) if (domain.encode(member) % 2 === shift % 2) view(s, b).delete(member);
        };
        return dice.pick<Statement>([
          add,
          add,
          add,
          (s, b) => void view(s, b).delete(value(s, b)),
          prune,
          (s, b) => view(s, b).clear(),
        ]);
      }
    }
  }

  /** Writes what its place cannot take. Places are looked for that can be written wrongly in this way. */
  #wrongStatement(fault: Fault | null): Statement | null {
    const key = this.#key();
    if (fault === "value out of domain") {
      const place = this.#places.find(({ kind }) => kind === "value") ?? (this.#places[0] as Place);
      if (place.kind === "value") return (s, b) => place.set(s, key(s, b), 1000);
      return (s, b) => {
        const view = place.get(s, key(s, b)) as Members;
        if (place.kind === "sequence") view.push("nobody");
        else view.add("nobody");
      };
    }
    if (fault !== "capacity exceeded") return null;
    const place = this.#places.find(
      ({ kind, domain, capacity }) => kind !== "value" && (kind !== "set" || capacity < domain.size),
    );
    if (place === undefined) return null;
    return (s, b) => {
      const view = place.get(s, key(s, b)) as Members;
      for (let code = 0; code <= place.capacity; code++) {
        const value = place.domain.decode(code % place.domain.size);
        if (place.kind === "sequence") view.push(value);
        else view.add(value);
      }
    };
  }
}

function placeOf(name: string, field: Schema[string]): Place {
  if (!("kind" in field)) {
    const set = (s: State, _: number, value: unknown) => {
      s[name] = value;
    };
    return { kind: "value", domain: field, capacity: 1, get: (s) => s[name], set };
  }
  if (field.kind !== "map") return { ...collectionOf(field), get: (s) => s[name], set: () => {} };
  const { key, item } = field as { key: AnyDomain; item: Schema[string] };
  const get = (s: State, code: number) => (s[name] as Items).get(key.decode(code));
  const set = (s: State, code: number, value: unknown) => (s[name] as Items).set(key.decode(code), value);
  return "kind" in item
    ? { ...collectionOf(item), get, set: () => {} }
    : { kind: "value", domain: item, capacity: 1, get, set };
}

function collectionOf(field: Schema[string]): Pick<Place, "kind" | "domain" | "capacity"> {
  const { kind, element, capacity } = field as ReturnType<typeof set>;
  return { kind, domain: element, capacity: capacity ?? element.size };
}

function domainOf(binding: Binding): AnyDomain {
  if (!("kind" in binding) || binding.kind !== "members") return binding as AnyDomain;
  return (binding.within ?? binding.collection.element) as AnyDomain;
}
