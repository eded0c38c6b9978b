/** A stack of numbers in one typed array that doubles when it is full. Amortised constant time, no boxed numbers. */
export class NumberStack {
  items: Uint32Array;
  size = 0;

  constructor(capacity = 1024) {
    this.items = new Uint32Array(capacity);
  }

  push(item: number): void {
    if (this.size === this.items.length) this.items = grown(this.items);
    this.items[this.size++] = item;
  }

  /** The items as an array of their own; leaves the stack empty. */
  take(): Uint32Array {
    const taken = this.items.slice(0, this.size);
    this.size = 0;
    return taken;
  }
}

export function grown(items: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(items.length * 2);
  larger.set(items);
  return larger;
}
