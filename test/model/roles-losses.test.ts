// What is lost for want of room is what a real network could lose: anything, in no order of synod's own.
import { describe, expect, it } from "vitest";
import { isSynodError } from "../../src/errors/errors.ts";
import { type Model, range, scalarset, system } from "../../src/index.ts";
import type { Network } from "../../src/model/roles/declaration.ts";
import { referenceOf } from "../explore/reference.ts";
import { search } from "../support/search.ts";

/** Nodes say hello to all others, once. */
function greetings(nodes: number, network: Network): Model {
  const world = system({
    roles: { node: { processes: scalarset("n", nodes), stable: { said: range(0, 1), heard: range(0, 1) } } },
    messages: { hello: { from: "node", to: "node", broadcast: true } },
    network,
  });
  const node = world.role("node", {
    rules: {
      say: {
        when: (row) => row.said === 0,
        do: (row, { send }) => {
          row.said = 1;
          send.hello({});
        },
      },
    },
    receive: {
      hello: {
        do: (row) => {
          row.heard = 1;
        },
      },
    },
  });
  return world.model({ roles: [node] });
}

/** One sends 1, 2 and 3, another remembers the last that came, and whether the one before it was skipped. */
function numbers(network: Network): Model {
  const Display = scalarset("d", 1);
  const world = system({
    roles: {
      counter: { processes: scalarset("c", 1), stable: { count: range(0, 3) } },
      display: { processes: Display, stable: { last: range(0, 3) }, history: { skipped: range(0, 1) } },
    },
    messages: { show: { from: "counter", to: "display", fields: { count: range(1, 3) } } },
    network,
  });
  const counter = world.role("counter", {
    rules: {
      count: {
        for: { display: Display },
        when: (row) => row.count < 3,
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
        do: (row, { message, record }) => {
          if (row.last === 1 && message.count === 3) record.skipped.set(1);
          row.last = message.count;
        },
      },
    },
  });
  const show = (count: number) => world.message.show({ from: "c1", to: "d1", count });
  return world.model({
    roles: [counter, display],
    reachable: {
      "1 and 3 on their way together": (s) => s.sent.has(show(1)) && !s.sent.has(show(2)) && s.sent.has(show(3)),
      "2 is skipped": (s) => s.display.skipped.get("d1") === 1,
    },
  });
}

function errorOf(make: () => unknown): unknown {
  try {
    make();
    return null;
  } catch (error) {
    if (!isSynodError(error)) throw error;
    return { code: error.code, message: error.message };
  }
}

describe("a broadcast over a bag that loses what finds no room", () => {
  it("is refused, since nothing says which copies are lost", () => {
    expect(errorOf(() => greetings(4, { kind: "bag", capacity: 2, overflow: "lost" }))).toEqual({
      code: "SYN221",
      message: expect.stringContaining("message hello is a broadcast of 3 copies"),
    });
  });

  it("is as good as a message where there is one copy", () => {
    const { distinct } = search(greetings(2, { kind: "bag", capacity: 1, overflow: "lost" }));
    // None said it; one: on its way or heard; both: the second lost, the first on its way or heard, or none was lost: then
    // the first is heard, and the second on its way or heard.
    expect(distinct).toBe(1 + 2 * 2 + 2 * 2 + (2 + 1));
  });

  it.each<[string, Network]>([
    ["a bag that may lose each", { kind: "bag", capacity: 6, lossy: true }],
    ["channels, of which each has room of its own", { kind: "fifo", capacity: 1, overflow: "lost" }],
  ])("has a remedy: %s", (_, network) => {
    expect(search(greetings(3, network)).complete).toBe(true);
  });
});

describe("a channel that loses messages on the way and those that find no room", () => {
  const network: Network = { kind: "fifo", capacity: 2, overflow: "lost", lossy: true };

  it("may lose any, which makes room for the next", () => {
    const model = numbers(network);
    const { distinct, generated, depth, witnesses } = search(model);
    expect(referenceOf(model, { keepGoing: true, limit: 1_000 })).toMatchObject({ distinct, generated, depth });
    // As a dozen lines of another language count them.
    expect([distinct, generated, depth]).toEqual([26, 47, 6]);
    expect(witnesses.get("1 and 3 on their way together")).toEqual([
      "count(counter: c1, display: d1)",
      "count(counter: c1, display: d1)",
      "lose show(from: c1, to: d1, at: 1)",
      "count(counter: c1, display: d1)",
    ]);
    expect(witnesses.get("2 is skipped")).toHaveLength(6);
  });

  it("loses the last one sent where nothing gets lost on the way", () => {
    const { witnesses } = search(numbers({ ...network, lossy: false }));
    expect([...witnesses.keys()]).toEqual([]);
  });

  it("need not, for processes, where there is room for all", () => {
    const { witnesses } = search(numbers({ kind: "fifo", capacity: 3, lossy: true }));
    expect(witnesses.get("2 is skipped")).toEqual([
      "count(counter: c1, display: d1)",
      "count(counter: c1, display: d1)",
      "count(counter: c1, display: d1)",
      "receive show(from: c1, to: d1)",
      "lose show(from: c1, to: d1)",
      "receive show(from: c1, to: d1)",
    ]);
  });
});
