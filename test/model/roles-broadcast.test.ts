// What a broadcast becomes on each network, as docs/reference/roles.md says it: one client tells two servers, twice perhaps.
import { describe, expect, it } from "vitest";
import { check, enumeration, type Model, range, scalarset, system } from "../../src/index.ts";
import type { Network } from "../../src/model/roles/declaration.ts";
import { search } from "../support/search.ts";

/** A client tells its servers `times`; each listens once. */
function told(network: Network, times = 1): Model {
  const Server = scalarset("s", 2);
  const world = system({
    roles: {
      client: { processes: enumeration("c"), stable: { told: range(0, 2) } },
      server: { processes: Server, stable: { heard: range(0, 1) } },
    },
    messages: { tell: { from: "client", to: "server", broadcast: true } },
    network,
  });
  const client = world.role("client", {
    rules: {
      tell: {
        when: (row) => row.told < times,
        do: (row, { send }) => {
          row.told += 1;
          send.tell({});
        },
      },
    },
  });
  const server = world.role("server", {
    receive: { tell: { when: (row) => row.heard === 0, do: (row) => void row.heard++ } },
  });
  return world.model({
    roles: [client, server],
    always: {
      "is asked for without a recipient": (s) => s.sent.has(world.message.tell({ from: "c" })) === s.sent.size > 0,
    },
  });
}

describe("a broadcast to two", () => {
  // Nobody told yet: 1. Then each server's own fate, on its own.
  it.each<[string, Network, number]>([
    ["over a set: there for both, for ever", "set", 1 + 2 * 2],
    ["over a set with room for one message: it is one", { kind: "set", capacity: 1 }, 1 + 2 * 2],
    ["over a bag: a copy for each, there or received", { kind: "bag", capacity: 2 }, 1 + 2 * 2],
    ["over a lossy bag: or lost, each on its own", { kind: "bag", capacity: 2, lossy: true }, 1 + 3 * 3],
    ["over a duplicating bag: or received and there", { kind: "bag", capacity: 2, duplicating: true }, 1 + 3 * 3],
    ["over channels: a copy in each", { kind: "fifo", capacity: 1 }, 1 + 2 * 2],
    ["over lossy channels: or lost, each on its own", { kind: "fifo", capacity: 1, lossy: true }, 1 + 3 * 3],
    ["over duplicating channels: or received and there", { kind: "fifo", capacity: 1, duplicating: true }, 1 + 3 * 3],
  ])("%s", (_, network, states) => {
    expect(search(told(network)).distinct).toBe(states);
  });

  it("needs room for both copies in a bag, and in each channel for one", async () => {
    const outcomes = await Promise.all(
      [
        told({ kind: "bag", capacity: 1 }),
        told({ kind: "bag", capacity: 3 }, 2),
        told({ kind: "fifo", capacity: 1 }, 2),
        told({ kind: "set", capacity: 1 }, 2),
      ].map((one) => check(one)),
    );
    expect(outcomes.map(({ verdict }) => verdict.error?.id)).toEqual([
      "capacity-exceeded",
      "capacity-exceeded",
      "capacity-exceeded",
      // The same message again: a set has it already.
      undefined,
    ]);
  });

  it("loses a copy in each full channel, on its own; a bag that loses could lose either, and is refused", () => {
    // Told once: as above. Told twice: where the first copy is there still, the second is lost.
    expect(search(told({ kind: "fifo", capacity: 1, overflow: "lost" }, 2)).distinct).toBe(1 + 2 * 2 + 3 * 3);
    expect(() => told({ kind: "bag", capacity: 2, overflow: "lost" })).toThrow(/tell/);
  });
});
