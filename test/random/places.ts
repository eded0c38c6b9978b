/**
 * The ground that random expressions stand on: the fields there are, places in them, names, and what may be told apart.
 * With `symmetric`, elements of scalarsets are copied and compared only, so that any renaming of a behaviour is one: no
 * element is written down, ranked, or taken because it comes first.
 */
import type { Dice } from "./dice.ts";
import type { RandomDomains } from "./domains.ts";
import type { Expression, FieldData, PlaceData, Range } from "./model-data.ts";

/** Nothing that is at hand has the domain that is wanted. */
export class Stuck extends Error {}
/** Thrown often, so there is one. */
export const STUCK = new Stuck();

/** Names that are bound, with their domains. */
export type Environment = readonly (readonly [name: string, domain: string])[];
export type FieldsData = readonly (readonly [name: string, field: FieldData])[];
export type Collection = Exclude<FieldData, { is: "variable" | "map" }>;

export interface Style {
  readonly symmetric: boolean;
  /** Let values leave their domains and collections their capacities now and then. */
  readonly careless: boolean;
  /** Ask for, and change, lists and sets that are values. */
  readonly values?: boolean;
}

export abstract class RandomPlaces {
  protected readonly dice: Dice;
  protected readonly domains: RandomDomains;
  protected fields: FieldsData;
  readonly style: Style;
  readonly parameters: string[] = [];
  readonly mutants: string[] = [];
  #fresh = 0;
  /** Whether places may be of the state after a step. */
  #ofSteps = false;

  constructor(dice: Dice, domains: RandomDomains, fields: FieldsData, style: Style) {
    this.dice = dice;
    this.domains = domains;
    this.fields = fields;
    this.style = style;
  }

  /** An expression whose value is always one of the domain's. */
  abstract value(env: Environment, domain: string, depth: number): Expression;

  /** With these fields instead: a row's, say. */
  over<T>(fields: readonly (readonly [string, FieldData])[], run: () => T): T {
    const before = this.fields;
    this.fields = fields;
    try {
      return run();
    } finally {
      this.fields = before;
    }
  }

  ofSteps<T>(run: () => T): T {
    this.#ofSteps = true;
    try {
      return run();
    } finally {
      this.#ofSteps = false;
    }
  }

  /** What `run` makes, or, should it be stuck some times, `otherwise`. */
  attempt<T>(run: () => T, otherwise: T): T {
    for (let tries = 0; tries < 6; tries++) {
      try {
        return run();
      } catch (error) {
        if (!(error instanceof Stuck)) throw error;
      }
    }
    return otherwise;
  }

  protected name(prefix: string): string {
    return `${prefix}${this.#fresh++}`;
  }

  /** A place of a kind, keys included, which may be read from the state unless `depth` is negative. */
  place(env: Environment, fits: (field: FieldData) => boolean, depth = 0): { place: PlaceData; field: FieldData } {
    const leaf = (field: FieldData): FieldData => (field.is === "map" ? leaf(field.item) : field);
    const candidates = this.fields.filter(([, field]) => fits(leaf(field)));
    if (candidates.length === 0) throw STUCK;
    const [name, whole] = this.dice.pick(candidates);
    const keys: Expression[] = [];
    let field = whole;
    for (; field.is === "map"; field = field.item) keys.push(this.value(env, field.key, depth));
    const after = this.#ofSteps && this.dice.chance(50);
    return { place: { field: name, keys, ...(after && { after: true as const }) }, field };
  }

  collection(
    env: Environment,
    fits: (field: Collection) => boolean = () => true,
  ): { place: PlaceData; field: Collection } {
    const found = this.place(env, (field) => field.is !== "variable" && field.is !== "map" && fits(field));
    return found as { place: PlaceData; field: Collection };
  }

  isFree(domain: string): boolean {
    return !this.style.symmetric || !this.domains.mentions(domain);
  }

  protected range(env: Environment): { name: string; among: Range; domain: string } {
    const name = this.name("q");
    const holding = this.style.values ? this.domains.holding() : [];
    if (holding.length > 0 && this.dice.chance(35)) {
      const of = this.dice.pick(holding);
      const shape = this.domains.get(of) as { readonly is: "list" | "subset"; readonly of: string };
      return { name, among: { values: this.value(env, of, 0), is: shape.is }, domain: shape.of };
    }
    if (this.dice.chance(50)) {
      const domain = this.dice.pick(this.domains.upTo(8));
      return { name, among: { domain }, domain };
    }
    const { place, field } = this.collection(env);
    return { name, among: { members: place }, domain: field.of };
  }

  /** Of these ways, in random order, the first that is not stuck. */
  protected first(ways: readonly (() => Expression)[], otherwise: Expression): Expression {
    for (const way of this.dice.shuffled(ways)) {
      try {
        return way();
      } catch (error) {
        if (!(error instanceof Stuck)) throw error;
      }
    }
    return otherwise;
  }
}
