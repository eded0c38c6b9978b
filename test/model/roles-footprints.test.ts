/** That what rules are seen to read and write is within their footprints, which say it beforehand. */
import { describe, expect, it } from "vitest";
import { basicPaxos } from "../../models/index.ts";
import { observeAccess } from "../../src/check/observed-access.ts";
import { boolean, type Model, range, scalarset, set, system } from "../../src/index.ts";
import type { Network, Partitions } from "../../src/model/roles/declaration.ts";

/** Two stations that call each other, and forget when they crash. */
function stations(network: Network, partitions?: Partitions): Model {
  const Station = scalarset("s", 2);
  const world = system({
    roles: {
      station: {
        processes: Station,
        stable: { calls: range(0, 1) },
        volatile: { heard: boolean },
        history: { answers: set(Station) },
        crashes: { atMost: 1, restarts: true },
      },
    },
    messages: {
      call: { from: "station", to: "station", broadcast: true },
      answer: { from: "station", to: "station" },
    },
    network,
    history: { total: range(0, 1) },
    ...(partitions && { partitions }),
  });
  const station = world.role("station", {
    rules: {
      call: {
        when: (row) => row.calls === 0,
        do: (row, { send }) => {
          row.calls = 1;
          send.call({});
        },
      },
    },
    receive: {
      call: {
        sends: ["answer"],
        when: (row) => !row.heard,
        do: (row, { message, send }) => {
          row.heard = true;
          send.answer({ to: message.from });
        },
      },
      answer: {
        sends: [],
        do: (_, { message, record }) => {
          record.answers.add(message.from);
          record.total.set(1);
        },
      },
    },
    restart: { sends: ["call"], do: (_, { send }) => send.call({}) },
  });
  return world.model({ roles: [station] });
}

const bag = { kind: "bag", capacity: 4, lossy: true, duplicating: true } as const;
const fifo = { kind: "fifo", capacity: 4, lossy: true, duplicating: true } as const;

describe("a footprint", () => {
  it.each<[string, () => Model]>([
    ["basic Paxos", () => basicPaxos({ acceptors: 2 })],
    ["a set network", () => stations("set")],
    ["a bag", () => stations({ ...bag, capacity: 8 })],
    ["a bag where what finds no room is lost", () => stations({ ...bag, capacity: 2, overflow: "lost" })],
    ["channels", () => stations({ ...fifo, duplicating: false })],
    ["channels where what finds no room is lost", () => stations({ ...fifo, capacity: 1, overflow: "lost" })],
    ["links that are cut", () => stations("set", { atMost: 2, heals: true })],
  ])("covers all that a rule is seen to do: %s", async (_, make) => {
    const model = make();
    const seen = await observeAccess(model, { mostStates: 100_000 });
    expect(seen.complete).toBe(true);
    for (const [at, { footprint, name }] of model.rules.entries()) {
      if (footprint === null) throw new Error(`${name} has no footprint`);
      const { guardReads, effectReads, writes } = seen.rules[at] as (typeof seen.rules)[number];
      const { reads, receives, sends, inbox } = footprint;
      const fields = (places: readonly { readonly field: string }[]) => places.map(({ field }) => field);
      const arrival = receives === null ? [] : [receives.field];
      const lost = fields(sends.filter(({ lostWhenFull }) => lostWhenFull));
      const mayRead = [...fields(reads), ...arrival, ...fields(inbox)];
      const mayWrite = [...fields(footprint.writes), ...fields(sends), ...(receives?.consumed ? arrival : [])];
      expect(mayRead, `${name}: when`).toEqual(expect.arrayContaining([...guardReads]));
      expect([...mayRead, ...lost], `${name}: do`).toEqual(expect.arrayContaining([...effectReads]));
      expect(mayWrite, `${name}: do`).toEqual(expect.arrayContaining([...writes]));
    }
  });

  it("names no history among what is read", () => {
    const reads = stations("set").rules.flatMap(({ footprint }) => footprint?.reads.map(({ field }) => field));
    expect(reads).not.toContain("history.total");
    expect(reads).not.toContain("station.answers");
  });
});
