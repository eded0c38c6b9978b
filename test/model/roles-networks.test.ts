import { describe, expect, it } from "vitest";
import { boolean, type Model, range, scalarset, system } from "../../src/index.ts";
import type { Network, Partitions } from "../../src/model/roles/declaration.ts";
import { referenceOf } from "../explore/reference.ts";
import { search } from "../support/search.ts";

/** [distinct, generated, depth], by the compiled program; the interpreter must count the same. */
function counts(model: Model): [distinct: number, generated: number, depth: number] {
  const { distinct, generated, depth } = search(model);
  expect(referenceOf(model, { keepGoing: true, limit: 100_000 })).toMatchObject({ distinct, generated, depth });
  return [distinct, generated, depth];
}

/** One says hello once, to all of two, who remember that they heard. */
function hello(network: Network): Model {
  const world = system({
    roles: {
      speaker: { processes: scalarset("s", 1), stable: { spoke: boolean } },
      listener: { processes: scalarset("l", 2), stable: { heard: boolean } },
    },
    messages: { hello: { from: "speaker", to: "listener", broadcast: true } },
    network,
  });
  const speaker = world.role("speaker", {
    rules: {
      speak: {
        when: (row) => !row.spoke,
        do: (row, { send }) => {
          row.spoke = true;
          send.hello({});
        },
      },
    },
  });
  const listener = world.role("listener", {
    receive: {
      hello: {
        do: (row) => {
          row.heard = true;
        },
      },
    },
  });
  return world.model({ roles: [speaker, listener] });
}

/** One sends 1 and then 2 to another, who remembers what came last. */
function count(network: Network, partitions?: Partitions): Model {
  const Display = scalarset("d", 1);
  const Count = range(0, 2);
  const world = system({
    roles: {
      counter: { processes: scalarset("c", 1), stable: { count: Count } },
      display: { processes: Display, stable: { last: Count } },
    },
    messages: { show: { from: "counter", to: "display", fields: { count: Count } } },
    network,
    ...(partitions !== undefined && { partitions }),
  });
  const counter = world.role("counter", {
    rules: {
      count: {
        for: { display: Display },
        when: (row) => row.count < 2,
        do: (row, { display, send }) => {
          row.count += 1;
          send.show({ to: display, count: row.count });
        },
      },
    },
  });
  const display = world.role("display", {
    receive: {
      show: {
        do: (row, { message }) => {
          row.last = message.count;
        },
      },
    },
  });
  return world.model({
    roles: [counter, display],
    step: { "never goes back": (before, after) => before.display.last.get("d1") <= after.display.last.get("d1") },
    reachable: {
      "both on their way": (s) => s.sent.size === 2 && [...s.sent].every(({ to }) => to === "d1"),
      "the second on its way": (s) => s.sent.has(world.message.show({ from: "c1", to: "d1", count: 2 })),
    },
  });
}

const bag = { kind: "bag", capacity: 2 } as const;
const fifo = { kind: "fifo", capacity: 2 } as const;

describe("a network that is a set", () => {
  it("stores a broadcast once, delivers it to each, and again without making a new state", () => {
    // Not spoken, or spoken and any of the two heard. In each of the 4, both can receive.
    expect(counts(hello("set"))).toEqual([1 + 4, 1 + 1 + 4 * 2, 3]);
  });

  it("delivers what it was sent in any order and again", () => {
    // By what was sent: nothing seen; 0 or 1 seen last; 0, 1 or 2.
    expect(counts(count("set"))).toEqual([1 + 2 + 3, 1 + (1 + 2) + (2 * 1 + 3 * 2), 3]);
    expect(search(count("set")).violations.get("never goes back")).toEqual([
      "count(counter: c1, display: d1)",
      "count(counter: c1, display: d1)",
      "receive show(message: show(from: c1, to: d1, count: 2))",
      "receive show(message: show(from: c1, to: d1, count: 1))",
    ]);
  });

  it("holds no more than its capacity", () => {
    expect(() => search(count({ kind: "set", capacity: 1 }))).toThrow(/sent is full/);
  });
});

describe("a network that is a bag", () => {
  it("delivers a broadcast to each once", () => {
    expect(counts(hello(bag))).toEqual([1 + 4, 1 + 1 + 4, 3]);
  });

  it("may lose each copy of a broadcast when it is lossy", () => {
    // Each copy is on its way, received or lost: 9, in 6 of which a given one is on its way.
    expect(counts(hello({ ...bag, lossy: true }))).toEqual([1 + 3 * 3, 1 + 1 + 2 * (2 * 3), 3]);
  });

  it("may deliver a copy and keep it when it is duplicating", () => {
    // Each copy is on its way (heard already or not) or gone and heard: 9; it can be received, or received and kept.
    expect(counts(hello({ ...bag, duplicating: true }))).toEqual([1 + 3 * 3, 1 + 1 + 2 * (2 * 2 * 3), 3]);
  });

  it("delivers in any order, once", () => {
    // With both sent: both on their way, one of them received, or both in either order.
    expect(counts(count(bag))).toEqual([1 + 2 + 5, 1 + 3 + 5, 4]);
    expect(search(count(bag)).violations.get("never goes back")).toHaveLength(4);
  });

  it("shows properties what is on its way", () => {
    const { witnesses } = search(count(bag));
    expect(witnesses.get("both on their way")).toHaveLength(2);
    expect(witnesses.get("the second on its way")).toHaveLength(2);
  });

  it("is full at its capacity: an error, or a loss where that is declared", () => {
    expect(() => search(count({ kind: "bag", capacity: 1 }))).toThrow(/inFlight is full/);
    // The second is lost if the first is on its way still; otherwise it takes its place.
    const { distinct, witnesses } = search(count({ kind: "bag", capacity: 1, overflow: "lost" }));
    expect(distinct).toBe(1 + 2 + 4);
    expect(witnesses.has("both on their way")).toBe(false);
  });
});

describe("a network of first-in-first-out channels", () => {
  it("delivers in the order sent", () => {
    expect(counts(count(fifo))).toEqual([6, 1 + 3 + 3, 4]);
    const { violations, witnesses } = search(count(fifo));
    expect(violations.size).toBe(0);
    expect(witnesses.get("both on their way")).toEqual(Array(2).fill("count(counter: c1, display: d1)"));
    expect(witnesses.get("the second on its way")).toHaveLength(2);
  });

  it("delivers a broadcast over each channel", () => {
    expect(counts(hello(fifo))).toEqual([1 + 4, 1 + 1 + 4, 3]);
  });

  it("may lose what is next when it is lossy", () => {
    // With both sent: both under way; the second, and 0 or 1 seen; none, and 0, 1 or 2 seen.
    expect(counts(count({ ...fifo, lossy: true }))).toEqual([1 + 3 + 6, 1 + 4 + 4 * 2, 4]);
    expect(search(count({ ...fifo, lossy: true })).violations.size).toBe(0);
  });

  it("may deliver what is next and keep it when it is duplicating", () => {
    // One sent: seen or not, there or not, but not gone unseen. Both: 1, 2 under way with 0 or 1 seen; 2 with 1 or 2; none.
    expect(counts(count({ ...fifo, duplicating: true }))).toEqual([1 + 3 + 5, 1 + 4 + (2 + 4) * 2, 4]);
  });

  it("is full at its capacity: an error, or a loss where that is declared", () => {
    expect(() => search(count({ kind: "fifo", capacity: 1 }))).toThrow(/counter→display\[c1\]\[d1\] is full/);
    expect(search(count({ kind: "fifo", capacity: 1, overflow: "lost" })).distinct).toBe(1 + 2 + 4);
  });
});

describe("links that can be cut", () => {
  it("let nothing through while they are", () => {
    // Whatever may be the case otherwise, the one link is cut or not; only when it is not can something be received.
    const [distinct, generated] = counts(count(fifo));
    const partitions = { atMost: 1, heals: true };
    expect(counts(count(fifo, partitions))).toEqual([2 * distinct, 1 + 2 * 3 + 3 + 2 * distinct, 5]);
    expect(generated).toBe(1 + 3 + 3);
  });

  it("stay cut where they do not heal", () => {
    expect(counts(count(fifo, { atMost: 1, heals: false }))).toEqual([12, 1 + 2 * 3 + 3 + 6, 5]);
  });

  it("are cut no more at a time than said", () => {
    expect(counts(count(fifo, { atMost: 0, heals: true }))).toEqual([6, 7, 4]);
  });
});
