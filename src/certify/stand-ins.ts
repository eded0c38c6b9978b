/**
 * Which state of the visited set stands for a state of the model: itself, or under a reduction what is left of it when
 * expired messages are forgotten, and of what renaming makes of that the canonical one.
 */

import { compile } from "../compile/compile.ts";
import type { Model } from "../model/model.ts";
import type { ReductionPlan } from "../program/program.ts";
import { staleMessages } from "../reduce/stale-messages/reduction.ts";
import { allRenamings, exchange, identityOf } from "../reduce/symmetry/elements.ts";
import { symmetry } from "../reduce/symmetry/reduction.ts";
import { SymmetricProgram } from "../reduce/symmetry/symmetric-program.ts";
import { planOf } from "../reduce/table.ts";
import type { Layout } from "../state/layout.ts";
import { Forgetting } from "./forgetting.ts";

/** With more renamings than this only exchanges of neighbours are tried, which make all others, and one that moves all. */
const ALL_RENAMINGS = 120;

export class StandIns {
  /** Null: no symmetry is in force. */
  readonly symmetric: SymmetricProgram | null;
  readonly #forgetting: Forgetting | null;
  readonly #remembered: Int32Array;
  readonly words: number;

  constructor(model: Model, plan: ReductionPlan, layout: Layout) {
    this.words = layout.words;
    const renaming = planOf(symmetry, plan);
    this.symmetric = renaming === null ? null : new SymmetricProgram(compile(model), renaming);
    this.#forgetting = planOf(staleMessages, plan) === null ? null : new Forgetting(model, layout);
    this.#remembered = new Int32Array(layout.words);
  }

  /** Whether states differ from those that stand for them in what is forgotten. */
  get forgets(): boolean {
    return this.#forgetting !== null;
  }

  /** Writes the state that stands for the one at `offset` of `states` to the start of `target`. */
  of(states: Int32Array, offset: number, target: Int32Array): void {
    const { words } = this;
    this.forget(states, offset, this.#remembered);
    if (this.symmetric === null)
      for (let word = 0; word < words; word++) target[word] = this.#remembered[word] as number;
    else this.symmetric.canonical(this.#remembered, 0, target);
  }

  /** The state without what has expired: still one of the model's own, and of its class under renaming. */
  forget(states: Int32Array, offset: number, target: Int32Array): void {
    for (let word = 0; word < this.words; word++) target[word] = states[offset + word] as number;
    this.#forgetting?.clear(target);
  }

  /** Renamings to compare a state with: all of them if they are few and `wanted`, or very few; the identity is not among them. */
  renamings(wanted: boolean): { readonly images: readonly Int32Array[]; readonly all: boolean } {
    if (this.symmetric === null) return { images: [], all: true };
    const { elements } = this.symmetric;
    const isFew = elements.renamings <= elements.blocks.reduce((sum, { size }) => sum + size - 1, 2);
    if (isFew || (wanted && elements.renamings <= ALL_RENAMINGS))
      return { images: allRenamings(elements, elements.blocks).slice(1), all: true };
    const neighbours = elements.blocks.flatMap(({ first, size }) =>
      Array.from({ length: size - 1 }, (_, one) => exchange(elements, first + one, first + one + 1)),
    );
    const round = identityOf(elements);
    for (const { first, size } of elements.blocks)
      for (let element = 0; element < size; element++) round[first + element] = first + ((element + 1) % size);
    return { images: [...neighbours, round], all: false };
  }

  rename(images: Int32Array, states: Int32Array, offset: number, target: Int32Array): void {
    (this.symmetric as SymmetricProgram).renaming.apply(images, states, offset, target);
  }
}
