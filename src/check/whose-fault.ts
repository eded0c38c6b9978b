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

interface Difference {
  readonly subject: string;
  readonly problem: string;
}

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
    // Each by its own domains: values of one instance are none of another's.
    const runOf = (model: Model) => new PackedRun(model, layoutOf(model.schema), true);
    const [searched, other] = [runOf(this.#models[0] as Model), runOf(fresh)];
    for (const { states, offset } of places) {
      if (performance.now() > until) return null;
      const one = this.#answer(other, states, offset);
      const difference = this.#difference(this.#answer(searched, states, offset), one);
      if (difference !== null) return this.#impure(difference);
    }
    return null;
  }

  /** What a model makes of a state: a signature, or what it throws. */
  #answer(run: PackedRun, states: Int32Array, offset: number): Float64Array | Error {
    run.load(states, offset);
    try {
      return this.#signer.sign(run);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Of two that throw nothing is said: what they throw may well read differently. */
  #difference(one: Float64Array | Error, other: Float64Array | Error): Difference | null {
    if (!(one instanceof Error) && !(other instanceof Error)) return this.#signer.difference(one, other);
    if (one instanceof Error && other instanceof Error) return null;
    const { message } = (one instanceof Error ? one : other) as Error;
    return { subject: "a rule or a property", problem: `it throws or does not: ${message}` };
  }

  #impure({ subject, problem }: Difference): Error {
    const where = `asked again of one state, in another order or another instance of the model, ${problem}`;
    return synodError("impure-model", { subject, problem: where });
  }

  #differsFromItself(state: Int32Array): Difference | null {
    let first: Float64Array | Error | null = null;
    for (const model of this.#models) {
      const answer = this.#answer(new PackedRun(model, layoutOf(model.schema)), state, 0);
      const difference = first === null ? null : this.#difference(first, answer);
      if (difference !== null) return difference;
      first = answer;
    }
    return null;
  }

  #text(state: Int32Array | null): string {
    if (state === null) return "";
    const plain = plainState(storedOf(this.#layout, state, 0));
    return [...plain].map(([name, value]) => `${name}: ${plainText(value)}`).join(", ");
  }
}
