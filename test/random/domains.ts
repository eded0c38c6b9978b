/** Random domains of every kind, built on each other, and what a generator has to know of them. */
import type { Dice } from "./dice.ts";
import { type Domains, domainNamed, domainsOf, valuesOf } from "./domain-values.ts";
import type { DomainData, Fields, Value } from "./model-data.ts";

export class RandomDomains {
  readonly list: (readonly [name: string, domain: DomainData])[] = [];
  #domains: Domains = new Map();
  readonly #hidden = new Map<string, DomainData>();
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  get all(): Domains {
    return this.#domains;
  }

  add(domain: DomainData, name = `D${this.list.length}`): string {
    this.list.push([name, domain]);
    this.#domains = domainsOf({ domains: this.list });
    return name;
  }

  /** A domain that nothing is declared with. */
  hide(name: string, domain: DomainData): string {
    this.#hidden.set(name, domain);
    return name;
  }

  get(name: string): DomainData {
    const hidden = this.#hidden.get(name);
    if (hidden !== undefined) return hidden;
    return domainNamed(this.#domains, name);
  }

  size(name: string): number {
    return valuesOf(this.#domains, name).length;
  }

  values(name: string): readonly Value[] {
    if (this.#hidden.get(name)?.is === "boolean") return [false, true];
    return valuesOf(this.#domains, name);
  }

  /** Declared domains of at most so many values. */
  upTo(size: number): string[] {
    return this.list.map(([name]) => name).filter((name) => this.size(name) <= size);
  }

  cases(name: string): string[] {
    const domain = this.get(name);
    return domain.is === "union" && !name.includes(".") ? domain.cases.map(([kind]) => `${name}.${kind}`) : [];
  }

  /** Whether values of the domain name elements of a scalarset. */
  mentions(name: string): boolean {
    const domain = this.get(name);
    const some = (fields: Fields) => fields.some(([, of]) => this.mentions(of));
    switch (domain.is) {
      case "scalarset":
        return true;
      case "optional":
        return this.mentions(domain.of);
      case "record":
        return some(domain.fields);
      case "tuple":
        return domain.of.some((of) => this.mentions(of));
      case "union":
        return domain.cases.some(([, fields]) => some(fields));
      default:
        return false;
    }
  }

  /** Whether values are compared by `===`. */
  isPrimitive(name: string): boolean {
    const domain = this.get(name);
    if (domain.is === "optional") return this.isPrimitive(domain.of);
    return domain.is !== "record" && domain.is !== "tuple" && domain.is !== "union";
  }

  /** Simple domains first, then some made of them. */
  fill(scalarsets: readonly number[]): void {
    const dice = this.#dice;
    const names = ["n", "item", "x"];
    for (const [at, size] of scalarsets.entries()) this.add({ is: "scalarset", name: names[at] as string, size });
    this.add(this.#simple());
    this.add(this.#simple());
    for (let left = dice.between(1, 3); left > 0; left--) this.add(this.#composite());
  }

  #simple(): DomainData {
    const dice = this.#dice;
    if (dice.chance(20)) return { is: "boolean" };
    if (dice.chance(30)) return { is: "enumeration", names: ["idle", "busy", "done"].slice(0, dice.between(1, 3)) };
    const low = dice.between(-3, 4);
    return { is: "range", low, high: low + dice.pick([0, 1, 2, 2, 3, 4]) };
  }

  #composite(): DomainData {
    const dice = this.#dice;
    const parts = (count: number, most: number): string[] => {
      const chosen: string[] = [];
      let left = most;
      for (let at = 0; at < count; at++) {
        const fits = this.upTo(left);
        if (fits.length === 0) break;
        const name = dice.pick(fits);
        chosen.push(name);
        left = Math.floor(left / this.size(name));
      }
      return chosen;
    };
    const fields = (count: number, most: number): Fields =>
      parts(count, most).map((of, at) => [["to", "at", "by"][at] as string, of] as const);
    switch (dice.pick(["optional", "optional", "record", "tuple", "union", "union", "union", "wide"] as const)) {
      case "optional": {
        const inner = this.upTo(30).filter((name) => this.get(name).is !== "optional");
        return { is: "optional", of: dice.pick(inner) };
      }
      case "record":
        return { is: "record", fields: fields(dice.between(1, 3), 24) };
      case "tuple":
        return { is: "tuple", of: parts(dice.between(1, 3), 24) };
      case "union": {
        const kinds = ["ping", "pong", "stop"].slice(0, dice.between(1, 3));
        return { is: "union", cases: kinds.map((kind) => [kind, fields(dice.below(3), 8)] as const) };
      }
      case "wide": {
        const wide = this.add({ is: "range", low: dice.between(-9, 9), high: dice.between(40, 120) });
        return { is: "record", fields: [...fields(1, 8), ["round", wide]] };
      }
    }
  }
}
