/**
 * The nodes of the search for a shortest cycle: where a walk is, what it owes, what is settled. They are kept in parallel
 * arrays, with an open-addressing table to find them again. A node is added again, as a new one, when a shorter walk to
 * it turns up. Memory: about 32 bytes a node and 32 constraints.
 *
 *   content  [state, owed..., settled...] per node
 */
import { NONE } from "./graph.ts";
import { grown } from "./number-stack.ts";

export class WalkNodes {
  readonly #words: number;
  readonly #width: number;
  #content = new Uint32Array(1024);
  #table = new Uint32Array(1024).fill(NONE);
  #size = 0;
  state = new Uint32Array(256);
  length = new Uint32Array(256);
  #parent = new Uint32Array(256);
  #closed = new Uint32Array(256);

  constructor(words: number) {
    this.#words = words;
    this.#width = 1 + 2 * words;
  }

  /** The node's number, or `NONE` if it was met with a walk no longer than this one. */
  add(state: number, owed: Uint32Array, settled: Uint32Array, length: number, parent: number): number {
    if (2 * this.#size >= this.#table.length) this.#rehash();
    const node = this.#size;
    this.#write(node, state, owed, settled);
    let slot = this.#hash(node);
    for (; this.#table[slot] !== NONE; slot = (slot + 1) & (this.#table.length - 1)) {
      const other = this.#table[slot]!;
      if (!this.#same(node, other)) continue;
      if (this.length[other]! <= length) return NONE;
      this.close(other);
      break;
    }
    this.#table[slot] = node;
    this.length[node] = length;
    this.#parent[node] = parent;
    this.#closed[node] = 0;
    this.#size++;
    return node;
  }

  load(node: number, owed: Uint32Array, settled: Uint32Array): void {
    const at = node * this.#width + 1;
    for (let w = 0; w < this.#words; w++) {
      owed[w] = this.#content[at + w]!;
      settled[w] = this.#content[at + this.#words + w]!;
    }
  }

  /** How many demands are owed and not settled. */
  unsettled(node: number): number {
    const at = node * this.#width + 1;
    let count = 0;
    for (let w = 0; w < this.#words; w++) {
      let open = this.#content[at + w]! & ~this.#content[at + this.#words + w]!;
      for (; open !== 0; open &= open - 1) count++;
    }
    return count;
  }

  isClosed(node: number): boolean {
    return this.#closed[node] !== 0;
  }

  close(node: number): void {
    this.#closed[node] = 1;
  }

  walkTo(node: number): number[] {
    const walk = [];
    for (let at = node; at !== NONE; at = this.#parent[at]!) walk.push(this.state[at]!);
    return walk.reverse();
  }

  #write(node: number, state: number, owed: Uint32Array, settled: Uint32Array): void {
    while ((node + 1) * this.#width > this.#content.length) this.#content = grown(this.#content);
    if (node === this.state.length) {
      this.state = grown(this.state);
      this.length = grown(this.length);
      this.#parent = grown(this.#parent);
      this.#closed = grown(this.#closed);
    }
    this.state[node] = state;
    const at = node * this.#width;
    this.#content[at] = state;
    this.#content.set(owed, at + 1);
    this.#content.set(settled, at + 1 + this.#words);
  }

  #hash(node: number): number {
    let hash = 0;
    for (let i = node * this.#width, end = i + this.#width; i < end; i++) {
      hash = Math.imul(hash ^ this.#content[i]!, 0x9e37_79b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.#table.length - 1);
  }

  #same(a: number, b: number): boolean {
    const content = this.#content;
    for (let i = 0; i < this.#width; i++)
      if (content[a * this.#width + i] !== content[b * this.#width + i]) return false;
    return true;
  }

  #rehash(): void {
    this.#table = new Uint32Array(2 * this.#table.length).fill(NONE);
    for (let node = 0; node < this.#size; node++) {
      let slot = this.#hash(node);
      while (this.#table[slot] !== NONE && !this.#same(node, this.#table[slot]!))
        slot = (slot + 1) & (this.#table.length - 1);
      this.#table[slot] = node;
    }
  }
}
