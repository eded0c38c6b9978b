/**
 * Whether one search has cut off lags (normalise.ts). A model notes it of itself, for good; of several searches of one
 * model, in turn or in slices at once, each is to be warned of its own cuts only.
 */
import type { Model } from "./model.ts";
import type { Abstraction } from "./normalise.ts";

export class Cuts {
  any = false;
  /** Those of the abstract models of its links as well: states that the links tell apart are taken together there. */
  readonly #abstractions: readonly Abstraction[];

  constructor({ abstraction, refines }: Pick<Model, "abstraction" | "refines">) {
    this.#abstractions = [...new Set([abstraction, ...refines.map((link) => link.model.abstraction)])];
  }

  /** Runs a part of the search. */
  during<T>(work: () => T): T {
    const abstractions = this.#abstractions;
    const before = abstractions.map(({ cut }) => cut);
    for (const abstraction of abstractions) abstraction.cut = false;
    try {
      return work();
    } finally {
      for (const [at, abstraction] of abstractions.entries()) {
        if (abstraction.cut) this.any = true;
        abstraction.cut ||= before[at] === true;
      }
    }
  }
}
