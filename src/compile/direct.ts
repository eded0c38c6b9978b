/** A memory straight over packed words: for closures whose trees would not stay small. */
import { synodError } from "../errors/errors.ts";
import type { Layout } from "../state/layout.ts";
import type { Memory } from "../state/memory.ts";

export class DirectMemory implements Memory {
  writable = false;
  subject = "";
  readonly #layout: Layout;
  readonly #words: Int32Array;
  readonly #wordOffset: number;

  constructor(layout: Layout, words: Int32Array, wordOffset: number) {
    this.#layout = layout;
    this.#words = words;
    this.#wordOffset = wordOffset;
  }

  read(slot: number): number {
    const { word, shift, mask } = this.#layout;
    return (
      ((this.#words[this.#wordOffset + (word[slot] as number)] as number) >>> (shift[slot] as number)) &
      (mask[slot] as number)
    );
  }

  write(slot: number, code: number): void {
    if (!this.writable)
      throw synodError("impure-model", {
        subject: this.subject,
        problem: "it changes the state; only an effect (`do`) may",
      });
    const { word, shift, mask } = this.#layout;
    const at = this.#wordOffset + (word[slot] as number);
    const low = shift[slot] as number;
    this.#words[at] = ((this.#words[at] as number) & ~((mask[slot] as number) << low)) | (code << low);
  }
}
