/** Whose fault a difference between search and judges is: of a model that differs from itself, or of synod. */
import type { Disagreement } from "../certify/disagreement.ts";
import { PackedRun } from "../certify/packed-run.ts";
import type { Signer } from "../certify/signature.ts";
import { storedOf } from "../certify/stored-words.ts";
import { synodError } from "../errors/errors.ts";
import { plainState } from "../interpret/plain-store.ts";
import type { Model } from "../model/model.ts";
import { type Layout, layoutOf } from "../state/layout.ts";
import { plainText } from "../state/plain.ts";

export class WhoseFault {
  readonly #models: readonly Model[];
  readonly #signer: Signer;
  readonly #layout: Layout;

  /** `models`: instances of the model, to be asked one after the other, the first one last once more. */
  constructor(models: readonly [Model, ...Model[]], signer: Signer, layout: Layout) {
    this.#models = [...models, models[0]];
    this.#signer = signer;
    this.#layout = layout;
  }

  /** Whose fault a disagreement is: closures that answer differently when they are asked again are impure. */
  explain(found: Disagreement): Error {
    const impure = found.state === null ? null : this.impurity([found.state]);
    if (impure !== null) return impure;
    const { subject, search, judge, finds } = found;
    return synodError("judged-differently", { state: this.#text(found.state), subject, search, judge, finds });
  }

  /** The error of the first of these states in which the model differs from itself; null: there is none. */
  impurity(states: readonly Int32Array[]): Error | null {
    for (const state of states) {
      const found = this.#differsFromItself(state);
      if (found !== null) return this.#impure(found);
    }
    return null;
  }

  /** The same, between the model and an instance of it that was asked nothing yet, in the given order, until time is up. */
  differenceFrom(
    fresh: Model,
    places: Iterable<{ readonly states: Int32Array; readonly offset: number }>,
    until: number,
  ): Error | null {
    const [searched, other] = [this.#models[0] as Model, fresh].map(
      (model) => new PackedRun(model, this.#layout, true),
    );
    for (const { states, offset } of places) {
      if (performance.now() > until) return null;
      const signed = [other, searched].map((run) => {
        run?.load(states, offset);
        return run === undefined ? null : this.#signed(run);
      });
      const [one, another] = signed;
      const difference = one && another ? this.#signer.difference(another, one) : null;
      if (difference !== null) return this.#impure(difference);
    }
    return null;
  }

  /** Null: something throws. */
  #signed(run: PackedRun): Float64Array | null {
    try {
      return this.#signer.sign(run);
    } catch {
      return null;
    }
  }

  #impure({ subject, problem }: { readonly subject: string; readonly problem: string }): Error {
    const where = `asked again of one state, in another order or another instance of the model, ${problem}`;
    return synodError("impure-model", { subject, problem: where });
  }

  #differsFromItself(state: Int32Array): { readonly subject: string; readonly problem: string } | null {
    let first: Float64Array | null = null;
    for (const model of this.#models) {
      const run = new PackedRun(model, layoutOf(model.schema));
      run.load(state, 0);
      try {
        const signature = this.#signer.sign(run);
        const difference = first === null ? null : this.#signer.difference(first, signature);
        if (difference !== null) return difference;
        first = signature;
      } catch {
        return null;
      }
    }
    return null;
  }

  #text(state: Int32Array | null): string {
    if (state === null) return "";
    const plain = plainState(storedOf(this.#layout, state, 0));
    return [...plain].map(([name, value]) => `${name}: ${plainText(value)}`).join(", ");
  }
}
