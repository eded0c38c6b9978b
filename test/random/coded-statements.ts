/** Random statements as closures over places and bindings, and what a place cannot take. */
import type { Bound, Members, Place, State, Statement } from "./coded-places.ts";
import { CodedTerms } from "./coded-terms.ts";
import type { Fault } from "./faults.ts";

export class CodedStatements extends CodedTerms {
  statement(depth: number): Statement {
    const dice = this.dice;
    if (depth > 0 && dice.chance(25)) {
      const condition = this.condition(1);
      const [then, otherwise] = [this.statement(depth - 1), this.statement(depth - 1)];
      return (s, b) => (condition(s, b) ? then(s, b) : otherwise(s, b));
    }
    const { kind, domain, capacity, get, set: put } = dice.pick(this.places);
    const key = this.key();
    const term = this.bindings.length > 0 && dice.chance(60) ? this.bindingCode() : this.term(1);
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
  wrongStatement(fault: Fault | null): Statement | null {
    const key = this.key();
    if (fault === "value out of domain") {
      const place = this.places.find(({ kind }) => kind === "value") ?? (this.places[0] as Place);
      if (place.kind === "value") return (s, b) => place.set(s, key(s, b), 1000);
      return (s, b) => {
        const view = place.get(s, key(s, b)) as Members;
        if (place.kind === "sequence") view.push("nobody");
        else view.add("nobody");
      };
    }
    if (fault !== "capacity exceeded") return null;
    const place = this.places.find(
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
