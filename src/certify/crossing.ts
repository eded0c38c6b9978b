/** What of a state, and of its steps, lies beyond the model's constraint, as a run finds out by asking each bound. */
import type { Model } from "../model/model.ts";
import { allPredicates, firstBound } from "../model/property.ts";
import { isOfSteps } from "../model/property-kinds.ts";
import type { Run } from "./run.ts";

/** States in all and steps in all come before single bounds: see Program.crossed. */
const TOTALS = 2;

export class Crossing {
  readonly crossed: Float64Array;
  /** Numbers of predicates, and the place of each in `crossed`. */
  readonly #states: readonly (readonly [predicate: number, place: number])[];
  readonly #steps: readonly (readonly [predicate: number, place: number])[];
  readonly #run: Pick<Run, "holds">;

  constructor(run: Pick<Run, "holds">, model: Model) {
    this.#run = run;
    const { bounds } = model;
    const first = firstBound(allPredicates(model), bounds);
    const placed = bounds.map((_, at) => [first + at, TOTALS + at] as const);
    this.#states = placed.filter((_, at) => !isOfSteps(bounds[at]?.kind));
    this.#steps = placed.filter((_, at) => isOfSteps(bounds[at]?.kind));
    this.crossed = new Float64Array(bounds.length === 0 ? 0 : TOTALS + bounds.length);
  }

  /** Whether it asks of steps at all. */
  get asksSteps(): boolean {
    return this.#steps.length > 0;
  }

  /** Begins with the loaded state; whether it lies beyond. */
  ofState(): boolean {
    this.crossed.fill(0);
    return this.#crosses(this.#states, 0);
  }

  /** Whether the step that is being taken, which changes the state, lies beyond. */
  ofStep(): boolean {
    return this.#crosses(this.#steps, 1);
  }

  #crosses(bounds: readonly (readonly [number, number])[], total: 0 | 1): boolean {
    const crossing = bounds.filter(([predicate]) => !this.#run.holds(predicate));
    if (crossing.length === 0) return false;
    for (const place of [total, ...crossing.map(([, each]) => each)])
      this.crossed[place] = (this.crossed[place] as number) + 1;
    return true;
  }
}
