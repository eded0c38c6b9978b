/**
 * The bounds of a model's constraint, compiled as properties are: each a tree that costs a mask or two a state. A state is
 * asked once, when it is expanded, and a step once, when it is taken, so the counts are sums over states and do not depend on
 * who expands which. That is cheaper than a conjunct of every guard, which would have each rule's tree read what the bounds
 * read (docs/decisions/0017-a-constraint-cuts-the-search-not-the-model.md).
 */
import { isSynodError } from "../errors/errors.ts";
import type { Property } from "../model/property.ts";
import { isOfSteps } from "../model/property-kinds.ts";
import type { Visitor } from "../program/program.ts";
import type { PropertyTree } from "./property-tree.ts";

/** Of each bound the trees of its parts, all of which must hold. */
type Trees = readonly PropertyTree[];

/** Places of `crossed` before those of single bounds: states, and steps, beyond any of them. */
const TOTALS = 2;

export class Bounds implements Visitor {
  /** How many states are beyond the constraint, how many steps, and then each bound on its own. */
  readonly crossed: Float64Array;
  /** With the place of each in `crossed`. */
  readonly #states: readonly (readonly [trees: Trees, place: number])[];
  readonly #steps: readonly (readonly [trees: Trees, place: number])[];
  #visitor!: Visitor;

  constructor(bounds: readonly Property[], trees: readonly Trees[]) {
    this.crossed = new Float64Array(bounds.length === 0 ? 0 : TOTALS + bounds.length);
    const placed = trees.map((each, at) => [each, TOTALS + at] as const);
    this.#states = placed.filter((_, at) => !isOfSteps(bounds[at]?.kind));
    this.#steps = placed.filter((_, at) => isOfSteps(bounds[at]?.kind));
  }

  /** Whether the loaded state lies beyond a bound; counts it. Throws what a bound throws. */
  isBeyond(): boolean {
    return this.#crosses(this.#states, 0);
  }

  /** The same, and not counted. */
  liesBeyond(): boolean {
    return !this.#states.every(([trees]) => holdAll(trees));
  }

  /** The one to tell of steps in place of `visitor`, which hears of those within the bounds. */
  before(visitor: Visitor): Visitor {
    if (this.#steps.length === 0) return visitor;
    this.#visitor = visitor;
    return this;
  }

  visit(step: number): void {
    let isBeyond: boolean;
    try {
      isBeyond = this.#crosses(this.#steps, 1);
    } catch (error) {
      if (isSynodError(error, "impure-model") || isSynodError(error, "reduction-refused")) throw error;
      this.#visitor.fail(step, error as Error);
      return;
    }
    if (!isBeyond) this.#visitor.visit(step);
  }

  fail(step: number, error: Error): void {
    this.#visitor.fail(step, error);
  }

  get leavesOut(): boolean {
    return this.#visitor.leavesOut === true;
  }

  #crosses(bounds: readonly (readonly [Trees, number])[], total: 0 | 1): boolean {
    const { crossed } = this;
    let isBeyond = false;
    for (let at = 0; at < bounds.length; at++) {
      const [trees, place] = bounds[at] as readonly [Trees, number];
      if (holdAll(trees)) continue;
      isBeyond = true;
      crossed[place] = (crossed[place] as number) + 1;
    }
    if (isBeyond) crossed[total] = (crossed[total] as number) + 1;
    return isBeyond;
  }
}

/** Whether the parts of a predicate hold, all of them. */
export function holdAll(parts: Trees): boolean {
  for (let part = 0; part < parts.length; part++) if (!(parts[part] as PropertyTree).holds()) return false;
  return true;
}
