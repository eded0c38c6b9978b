/**
 * What a thread notes of the transition graph while it searches: state-changing steps, and which predicates hold of a
 * state. Both as rows of integers in shared chunks, which the explorer gathers (graph-build.ts); 12 bytes a step, 8 a state.
 */
const CHUNK_INTS = 3 * 2 ** 17;

/** Rows `from` .. `to` - 1 (as integers) of a chunk. */
export interface Piece {
  readonly chunk: SharedArrayBuffer;
  readonly from: number;
  readonly to: number;
}

/** An append-only list of rows of `width` integers, `width` dividing the chunk. */
export class RowLog {
  #chunk: SharedArrayBuffer | null = null;
  #ints: Int32Array = new Int32Array(0);
  #from = 0;
  #at = 0;
  #full: Piece[] = [];

  /** Appends a row of two or three. */
  add(first: number, second: number, third: number, width: 2 | 3): void {
    if (this.#at + width > this.#ints.length) this.#open();
    this.#ints[this.#at++] = first;
    this.#ints[this.#at++] = second;
    if (width === 3) this.#ints[this.#at++] = third;
  }

  /** The rows since the last call. */
  take(): Piece[] {
    this.#close();
    const pieces = this.#full;
    this.#full = [];
    return pieces;
  }

  #open(): void {
    this.#close();
    this.#chunk = new SharedArrayBuffer(4 * CHUNK_INTS);
    this.#ints = new Int32Array(this.#chunk);
    this.#from = 0;
    this.#at = 0;
  }

  #close(): void {
    if (this.#chunk !== null && this.#at > this.#from)
      this.#full.push({ chunk: this.#chunk, from: this.#from, to: this.#at });
    this.#from = this.#at;
  }
}

/** Bytes of the chunks that pieces are the first of. */
export function chunkBytes(pieces: readonly Piece[]): number {
  return pieces.filter((piece) => piece.from === 0).length * 4 * CHUNK_INTS;
}
