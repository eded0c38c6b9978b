/** The memory that a search may take for its shared tables, and what it has taken. */
export class Budget {
  readonly limit: number;
  #taken = 0;

  constructor(limitBytes: number) {
    this.limit = limitBytes;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Whether so much more fits; if so it is taken. */
  take(bytes: number): boolean {
    if (this.#taken + bytes > this.limit) return false;
    this.#taken += bytes;
    return true;
  }

  release(bytes: number): void {
    this.#taken -= bytes;
  }
}
