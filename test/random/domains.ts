/** Random domains of every kind, built on each other, and what a generator has to know of them. */
import type { Dice } from "./dice.ts";
import { type Domains, domainNamed, domainsOf, keyOf, valuesOf } from "./domain-values.ts";
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
      case "list":
      case "subset":
        return this.mentions(domain.of);
      case "one-of":
        return domain.of.some((of) => this.mentions(of));
      default:
        return false;
    }
  }

  /** Whether values are compared by `===`. */
  isPrimitive(name: string): boolean {
    const domain = this.get(name);
    if (domain.is === "optional") return this.isPrimitive(domain.of);
    if (domain.is === "one-of") return domain.of.every((of) => this.isPrimitive(of));
    // Sets are identical when they are equal, whatever made them.
    return domain.is !== "record" && domain.is !== "tuple" && domain.is !== "union" && domain.is !== "list";
  }

  /** Domains of lists or sets, perhaps only those over one domain. */
  holding(of: string | null = null): string[] {
    return this.list.flatMap(([name, domain]) =>
      (domain.is === "list" || domain.is === "subset") && (of === null || domain.of === of) ? [name] : [],
    );
  }

  /** Adds domains of lists and sets, of what there is and of each other. */
  addHolding(count: number): void {
    for (let left = count; left > 0; left--) {
      const domain = this.#holding();
      if (domain !== null) this.add(domain);
    }
  }

  #holding(): DomainData | null {
    const dice = this.#dice;
    const parts = (most: number) => {
      const names = this.upTo(most);
      const all = [...names, ...names.flatMap((name) => this.cases(name))];
      const naming = all.filter((name) => this.mentions(name));
      return naming.length > 0 && dice.chance(65) ? naming : all;
    };
    const kind = dice.pick(["list", "list", "subset", "subset", "subset", "some", "one-of", "range"] as const);
    if (kind === "one-of") {
      const [one, other] = dice.shuffled(this.upTo(8));
      if (one === undefined || other === undefined) return null;
      // Sets of different domains are equal when their members are.
      const key = (value: Value) =>
        keyOf(JSON.parse(JSON.stringify(value, (name, part) => (name === "subset" ? "" : part))));
      const known = new Set(this.values(one).map(key));
      return this.values(other).some((value) => known.has(key(value))) ? null : { is: "one-of", of: [one, other] };
    }
    if (kind === "range") {
      const low = dice.between(-2, 0);
      const high = low + dice.between(1, 3);
      return { is: "range", low, high, first: dice.between(low + 1, high) };
    }
    const of = parts(kind === "list" ? 6 : kind === "some" ? 5 : 4);
    if (of.length === 0) return null;
    const element = dice.pick(of);
    const size = this.size(element);
    if (kind === "subset") return { is: "subset", of: element, min: 0, max: null };
    if (kind === "some") {
      const max = dice.between(0, Math.min(size, 3));
      // Of two elements or more there is none that names no element in particular.
      return { is: "subset", of: element, min: dice.between(0, this.mentions(element) ? Math.min(max, 1) : max), max };
    }
    const most = [3, 2, 1].find((max) => size ** max <= 30) ?? 1;
    const max = dice.chance(5) ? 0 : dice.between(1, most);
    return { is: "list", of: element, min: dice.chance(25) ? dice.between(0, max) : 0, max };
  }

  /** Simple domains first, then some made of them. */
  fill(scalarsets: readonly number[], values = false): void {
    const dice = this.#dice;
    const names = ["n", "item", "x"];
    for (const [at, size] of scalarsets.entries()) this.add({ is: "scalarset", name: names[at] as string, size });
    this.add(this.#simple());
    if (values) {
      this.addHolding(dice.between(2, 3));
      this.add(this.#composite());
      this.addHolding(1);
      return;
    }
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
