/** Random numbers and conditions as closures over places and bindings. */
import type { AnyDomain } from "../../src/domain/domain.ts";
import { type Bound, type Condition, type Members, Node, type Place, type State, type Term } from "./coded-places.ts";
import type { Dice } from "./dice.ts";

export class CodedTerms {
  protected readonly dice: Dice;
  protected readonly places: readonly Place[];
  /** The names of the bindings of the rule being made, with their domains. */
  bindings: readonly (readonly [name: string, domain: AnyDomain])[] = [];

  constructor(dice: Dice, places: readonly Place[]) {
    this.dice = dice;
    this.places = places;
  }

  /** Holds in few states. */
  unlikely(): Condition {
    const conditions = [this.exactly(), this.dice.chance(50) ? this.exactly() : this.condition(0)];
    return (s, b) => conditions.every((condition) => condition(s, b));
  }

  exactly(): Condition {
    const [term, value] = [this.reading(this.dice.pick(this.places)), this.dice.below(5)];
    return (s, b) => term(s, b) === value;
  }

  condition(depth: number): Condition {
    const dice = this.dice;
    if (depth > 0 && dice.chance(40)) {
      const [one, other] = [this.condition(depth - 1), this.condition(depth - 1)];
      return dice.pick<Condition>([
        (s, b) => one(s, b) && other(s, b),
        (s, b) => one(s, b) || other(s, b),
        (s, b) => !one(s, b),
      ]);
    }
    const [left, right] = [this.term(1), this.term(0)];
    return dice.pick<Condition>([
      (s, b) => left(s, b) <= right(s, b),
      (s, b) => left(s, b) >= right(s, b),
      (s, b) => left(s, b) !== right(s, b),
      (s, b) => left(s, b) < 3,
      (s, b) => left(s, b) % 2 === 0,
      (s, b) => left(s, b) > 0,
    ]);
  }

  term(depth: number): Term {
    const dice = this.dice;
    if (depth > 0 && dice.chance(40)) {
      const [one, other] = [this.term(depth - 1), this.term(depth - 1)];
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
    if (this.bindings.length > 0 && dice.chance(40)) return this.bindingCode();
    return this.reading(dice.pick(this.places));
  }

  protected bindingCode(): Term {
    const [name, domain] = this.dice.pick(this.bindings);
    return (_, b) => domain.encode(b[name]);
  }

  /** A number that a place answers with. */
  protected reading({ kind, domain, get }: Place): Term {
    const dice = this.dice;
    const key = this.key();
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
  protected key(): Term {
    const node = this.bindings.find(([, domain]) => domain === Node);
    const fixed = this.dice.below(Node.size);
    if (node === undefined || this.dice.chance(25)) return () => fixed;
    return (_, b) => Node.encode(b[node[0]]);
  }
}
