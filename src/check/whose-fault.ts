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
      if (found === null) continue;
      const problem = `asked again of one state, in another order or another instance of the model, ${found.problem}`;
      return synodError("impure-model", { subject: found.subject, problem });
    }
    return null;
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
