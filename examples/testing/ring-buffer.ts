/** A ring buffer held against its model: fast-check makes commands of the model's rules, and finds where the two part. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { model, range, sequence } from "synod";
import { atStart, commandsOf } from "synod/fast-check";
import { test } from "vitest";

const CAPACITY = 3;

/** What a queue is, and nothing of how one is made. */
const queue = model({
  state: { items: sequence(range(0, 4), { capacity: CAPACITY }) },
  rules: {
    push: {
      for: { item: range(0, 4) },
      when: (s) => s.items.length < CAPACITY,
      do: (s, { item }) => s.items.push(item),
    },
    pop: {
      when: (s) => s.items.length > 0,
      do: (s) => {
        s.items.shift();
      },
    },
  },
});

/** A queue in an array that is used round and round. */
class RingBuffer {
  readonly #slots: number[] = [];
  #first = 0;
  #size = 0;
  readonly #wraps: boolean;

  /** `wraps: false` forgets to begin again at the start of the array when its end is reached. */
  constructor({ wraps = true } = {}) {
    this.#wraps = wraps;
  }

  push(item: number): void {
    this.#slots[(this.#first + this.#size) % CAPACITY] = item;
    this.#size += 1;
  }

  pop(): number | undefined {
    const item = this.#slots[this.#first];
    this.#first = this.#wraps ? (this.#first + 1) % CAPACITY : this.#first + 1;
    this.#size -= 1;
    return item;
  }

  get items(): (number | undefined)[] {
    return Array.from({ length: this.#size }, (_, at) => this.#slots[(this.#first + at) % CAPACITY]);
  }
}

const commands = commandsOf<RingBuffer>(queue, {
  push: (ring, { item }, after) => {
    ring.push(item);
    assert.deepEqual(ring.items.map(String), after["items"]);
  },
  pop: (ring, _, after) => {
    const [first] = ring.items;
    assert.equal(ring.pop(), first);
    assert.deepEqual(ring.items.map(String), after["items"]);
  },
});

/** Resolves where the ring does what the queue does, in a thousand random orders of commands. */
function compare(make: () => RingBuffer): Promise<void> {
  const property = fc.asyncProperty(fc.commands(commands, { size: "+1" }), (all) =>
    fc.asyncModelRun(() => ({ model: atStart(queue), real: make() }), all),
  );
  return Promise.resolve(fc.assert(property, { numRuns: 1000, seed: 1 }));
}

test("a ring buffer does what a queue does", () => compare(() => new RingBuffer()));

test("one that forgets to wrap is found out", async () => {
  const broken = compare(() => new RingBuffer({ wraps: false }));
  await assert.rejects(broken, /Counterexample: \[push\(item: 0\),push\(item: 0\),pop,pop,/);
});
