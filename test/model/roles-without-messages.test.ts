// Systems whose processes send each other nothing: timers and rules alone. And what a property finds where.
import { describe, expect, it } from "vitest";
import { type PlainError, reviveError } from "../../src/errors/errors.ts";
import { check, enumeration, range, scalarset, set, system } from "../../src/index.ts";
import { referenceOf } from "../explore/reference.ts";
import { search } from "../support/search.ts";

const Node = scalarset("n", 2);
const alone = (starts: boolean, guarded = false) => {
  const world = system({
    roles: { node: { processes: Node, stable: { at: enumeration("asleep", "awake") }, timers: ["alarm"] } },
    messages: {},
    network: "set",
  });
  const node = world.role("node", {
    ...(starts && { init: (_, { timer }) => timer.alarm.start() }),
    timeout: {
      alarm: {
        ...(guarded && { when: (row) => row.at === "awake" }),
        do: (row) => {
          row.at = "awake";
        },
      },
    },
  });
  return { world, node };
};

describe("a system without messages", () => {
  it("has the states of its timers, and nothing was sent", async () => {
    const { world, node } = alone(true);
    const made = world.model({
      roles: [node],
      always: { silence: (s) => s.sent.size === 0 && [...s.sent].length === 0 },
      reachable: { "all awake": (s) => [...s.node.at.values()].every((at) => at === "awake") },
      terminal: "allowed",
    });
    // Symmetry gains nothing here. Each of two processes sleeps with its alarm set, or is awake without.
    expect(search(made).distinct).toBe(4);
    expect(referenceOf(made, { keepGoing: true, limit: 100 })?.distinct).toBe(4);
    const { verdict } = await check(made);
    expect(verdict.outcome).toBe("holds");
    expect(verdict.states?.distinct).toBe(4);
    // Nothing is ever sent, whatever the state.
    expect(verdict.warnings.map(({ kind, subject }) => [kind, subject])).toEqual([["vacuous", "silence"]]);
  });

  it.each(["bag", "fifo"] as const)("may declare any network: %s", (kind) => {
    const world = system({
      roles: { node: { processes: Node, stable: { at: range(0, 1) } } },
      messages: {},
      network: { kind, capacity: 1 },
      partitions: { atMost: 1, heals: true },
    });
    const node = world.role("node", {
      rules: {
        turn: {
          do: (row) => {
            row.at = row.at === 0 ? 1 : 0;
          },
        },
      },
    });
    expect(search(world.model({ roles: [node], always: { silence: (s) => s.sent.size === 0 } })).distinct).toBe(4);
  });
});

describe("a timer that never runs out", () => {
  const warned = async (made: ReturnType<typeof alone>) =>
    (
      await check(
        made.world.model({
          roles: [made.node],
          always: { fine: ({ node }) => [...node.at.values()].length > 0 },
          terminal: "allowed",
        }),
      )
    ).verdict.warnings;

  it("was never started, and no guard of its is spoken of", async () => {
    const message =
      "rule timeout alarm was never enabled: the timer alarm is never started, or stopped again in the same effect";
    expect(await warned(alone(false))).toEqual([{ kind: "rule-never-enabled", subject: "timeout alarm", message }]);
  });

  it("was never started, or has a guard that is false", async () => {
    for (const starts of [true, false])
      expect((await warned(alone(starts, true))).map(({ message }) => message)).toEqual([
        "rule timeout alarm was never enabled: the timer alarm is never started, or its guard is false in every reachable state in which it runs",
      ]);
  });
});

describe("a name of the state where a property sees a system", () => {
  const world = system({
    roles: { node: { processes: Node, stable: { at: range(0, 1) }, history: { seen: set(Node) } } },
    messages: {
      ping: { from: "node", to: "node", network: { kind: "bag", capacity: 1 } },
      pong: { from: "node", to: "node", network: { kind: "fifo", capacity: 1 } },
    },
    network: "set",
    history: { log: set(Node) },
  });
  const node = world.role("node", { receive: { ping: { do: () => {} }, pong: { do: () => {} } } });

  it.each([
    ["inFlight", "write s.sent, which has all that is there"],
    ["node→node", "write s.sent, which has all that is there"],
    ["node.at", "write s.node.at"],
    ["node.seen", "write s.node.seen"],
    ["history.log", "write s.history.log"],
  ])("says how it is written there: %s", async (name, remedy) => {
    const made = world.model({
      roles: [node],
      always: { fine: (s) => (s as unknown as Record<string, { size: number }>)[name]?.size === 0 },
      terminal: "allowed",
    });
    const error = reviveError((await check(made)).verdict.error as PlainError);
    expect(error).toMatchObject({ code: "SYN308", message: `the system has no role "${name}"`, remedy });
    expect(error.likelyCause).not.toContain("handler");
  });

  it("is told from what is no name at all", async () => {
    const made = world.model({
      roles: [node],
      always: { fine: (s) => (s as unknown as Record<string, { size: number }>)["nide"]?.size === 0 },
      terminal: "allowed",
    });
    expect(reviveError((await check(made)).verdict.error as PlainError).likelyCause).toContain('did you mean "node"');
  });
});
