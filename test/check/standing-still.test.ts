// Claims about steps are about steps that change the state: no reduction may make one of those that do not.
import { describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import { enumeration, type Model, model, range, system } from "../../src/index.ts";
import { replay } from "../../src/trace/replay.ts";

const Who = enumeration("sender", "reader");

interface Rows {
  readonly peer: { readonly sent: ReadonlyMap<string, number>; readonly read: ReadonlyMap<string, number> };
}
const changesRow = (s: Rows, t: Rows) =>
  s.peer.sent.get("sender") !== t.peer.sent.get("sender") || s.peer.read.get("reader") !== t.peer.read.get("reader");

/** A sender sends a letter, and may send it again, or another one that expires before it is sent, for ever. */
function post(again: 0 | 1, step: Record<string, (s: Rows, t: Rows) => boolean>): Model {
  const net = system({
    roles: { peer: { processes: Who, stable: { sent: range(0, 1), read: range(0, 1) } } },
    messages: { letter: { from: "peer", to: "peer", fields: { text: range(0, 1) } } },
    network: "set",
  });
  const peer = net.role("peer", {
    rules: {
      first: {
        when: (row, { self }) => self === "sender" && row.sent === 0,
        do: (row, { send }) => {
          row.sent = 1;
          send.letter({ to: "reader", text: 0 });
        },
      },
      more: {
        when: (row, { self }) => self === "sender" && row.sent === 1,
        do: (_, { send }) => {
          send.letter({ to: "reader", text: again });
        },
      },
    },
    receive: {
      letter: {
        do: (row) => {
          row.read = 1;
        },
      },
    },
    expires: { letter: (row) => row.read === 1 },
  });
  return net.model({ roles: [peer], step } as never);
}

describe("forgetting stale messages", () => {
  test("never calls a message that is sent again after it expired a step that changes the state", async () => {
    const given = post(0, { progress: changesRow });
    const plain = await check(given);
    const reduced = await check(given, { reductions: ["stale-messages"] });
    for (const { verdict } of [plain, reduced]) expect(verdict.properties).toMatchObject([{ outcome: "holds" }]);
    expect(reduced.verdict.states).toEqual(plain.verdict.states);
    expect(reduced.verdict.dropped).toEqual([
      {
        reduction: "stale-messages",
        reason:
          "property progress is false of a step that changes nothing, and sending an expired message again may be one",
      },
    ]);
  });

  test("never hides that a message is sent for the first time when it has expired already", async () => {
    const given = post(1, { progress: (s, t) => changesRow(s, t) || s.peer.read.get("reader") === 0 });
    const plain = await check(given);
    const reduced = await check(given, { reductions: ["stale-messages"] });
    expect(plain.verdict.properties).toMatchObject([{ outcome: "violated", steps: 3 }]);
    expect(reduced.verdict.properties).toMatchObject([{ outcome: "violated", steps: 3 }]);
    expect(reduced.verdict.dropped).toHaveLength(1);
  });

  test("asks nothing of a claim that no such step breaks", async () => {
    const never = (s: Rows, t: Rows) => s.peer.read.get("reader") === 0 || t.peer.read.get("reader") === 1;
    for (const again of [0, 1] as const) {
      const { verdict } = await check(post(again, { "read once": never }), { reductions: ["stale-messages"] });
      expect(verdict.dropped).toEqual([]);
      expect(verdict.properties).toMatchObject([{ outcome: "holds" }]);
    }
  });

  test("takes a claim that throws of such a step for one that it breaks", async () => {
    const thrown = (s: Rows, t: Rows) => {
      if (!changesRow(s, t)) throw new RangeError("nothing happens");
      return true;
    };
    const { verdict } = await check(post(0, { progress: thrown }), { reductions: ["stale-messages"] });
    expect(verdict.properties).toMatchObject([{ outcome: "holds" }]);
    expect(verdict.dropped).toHaveLength(1);
  });
});

describe("replaying a claim about a step", () => {
  const still = model({
    state: { n: range(0, 1) },
    rules: {
      go: {
        do: (s: { n: number }) => {
          s.n = 1;
        },
      },
    },
    step: { grows: (s: { n: number }, t: { n: number }) => t.n > s.n, fails: () => (({}) as never)["a"]["b"] },
  } as never);
  const [grows, fails] = still.properties as [Model["properties"][number], Model["properties"][number]];

  test("confirms nothing of a last step that changes nothing", () => {
    const list = { initial: 0, steps: [0, 0] };
    expect(() => replay(still, list, { kind: "property", property: grows })).toThrow(/there is none/);
    expect(() => replay(still, list, { kind: "property-throws", property: fails })).toThrow(/there is none/);
    expect(() => replay(still, { initial: 0, steps: [] }, { kind: "property", property: grows })).toThrow(
      /there is none/,
    );
  });

  test("confirms what throws of a step that changes the state", () => {
    const list = { initial: 0, steps: [0] };
    expect(replay(still, list, { kind: "property-throws", property: fails }).steps).toHaveLength(1);
    expect(() => replay(still, list, { kind: "property", property: grows })).toThrow(/holds of the last step/);
  });
});
