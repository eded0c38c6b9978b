/**
 * Whether one search has cut off lags (normalise.ts). A model notes it of itself, for good; of several searches of one
 * model, in turn or in slices at once, each is to be warned of its own cuts only.
 */
import type { Abstraction } from "./normalise.ts";

export class Cuts {
  any = false;
  readonly #abstraction: Abstraction;

  constructor(abstraction: Readonly<Abstraction>) {
    this.#abstraction = abstraction;
  }

  /** Runs a part of the search. */
  during<T>(work: () => T): T {
    const abstraction = this.#abstraction;
    const before = abstraction.cut;
    abstraction.cut = false;
    try {
      return work();
    } finally {
      if (abstraction.cut) this.any = true;
      abstraction.cut ||= before;
    }
  }
}
