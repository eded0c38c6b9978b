/** A state without the messages that have expired for everybody, found by asking each message anew: no caches, no bits. */

import { DirectMemory } from "../compile/direct.ts";
import type { Expiry } from "../model/expiry.ts";
import type { Model } from "../model/model.ts";
import type { Cell, Layout } from "../state/layout.ts";
import { readSlot } from "../state/layout.ts";
import { viewState } from "../state/views.ts";

export class Forgetting {
  readonly #layout: Layout;
  readonly #expiries: readonly Expiry[];
  readonly #state: Int32Array;
  readonly #view: object;

  constructor(model: Model, layout: Layout) {
    this.#layout = layout;
    this.#expiries = model.expiries;
    this.#state = new Int32Array(layout.words);
    this.#view = viewState(layout, new DirectMemory(layout, this.#state, 0));
  }

  /** Clears in the state at the start of `words` what has expired in it. */
  clear(words: Int32Array): void {
    const { word, shift } = this.#layout;
    for (let at = 0; at < this.#state.length; at++) this.#state[at] = words[at] as number;
    for (const expiry of this.#expiries) {
      const { base, element } = this.#layout.cells.get(expiry.field) as Exclude<Cell, { kind: "value" | "map" }>;
      for (let code = 0; code < expiry.messages.size; code++) {
        const message = expiry.messages.decode(code) as object;
        const slot = base + element.encode(message);
        if (readSlot(this.#layout, this.#state, 0, slot) === 0 || !this.#isGone(expiry, message)) continue;
        const at = word[slot] as number;
        words[at] = (words[at] as number) & ~(1 << (shift[slot] as number));
      }
    }
  }

  /** A message for one process goes when it has expired for it, one for several when it has for all of them. */
  #isGone(expiry: Expiry, message: object): boolean {
    const readers = Array.from({ length: expiry.processes.size }, (_, code) => expiry.processes.decode(code)).filter(
      (process) => expiry.isFor(process, message),
    );
    const expired = (process: unknown) => expiry.hasExpired(this.#view, process, message);
    return expiry.broadcast ? readers.every(expired) : readers.some(expired);
  }
}
