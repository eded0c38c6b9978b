// Mutations of roles change what their writer says, not the world in which it happens.
import { afterEach, describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { observeAccess } from "../../src/check/observed-access.ts";
import { room } from "../../src/closed-room.ts";
import { boolean, enumeration, type Model, model, range, system } from "../../src/index.ts";
import { mutationsOf } from "../../src/mutants/mutation.ts";
import { checkMutation, mutationSummary } from "../../src/mutants/mutation-score.ts";

/** One asks once, another counts what it is asked; both may crash. */
function asking(): Model {
  const world = system({
    roles: {
      client: { processes: enumeration("c"), stable: { asked: boolean, answered: boolean } },
      server: {
        processes: enumeration("s"),
        stable: { count: range(0, 2) },
        volatile: { busy: boolean },
        crashes: { atMost: 1, restarts: true },
      },
    },
    messages: { ask: { from: "client", to: "server" }, answer: { from: "server", to: "client" } },
    network: { kind: "bag", capacity: 2, lossy: true },
    partitions: { atMost: 1, heals: true },
  });
  const client = world.role("client", {
    rules: {
      ask: {
        when: (row) => !row.asked,
        do: (row, { send }) => {
          row.asked = true;
          send.ask({ to: "s" });
        },
      },
    },
    receive: {
      answer: {
        do: (row) => {
          row.answered = true;
        },
      },
    },
  });
  const server = world.role("server", {
    rules: {
      rest: {
        when: (row) => row.busy,
        do: (row) => {
          row.busy = false;
        },
      },
    },
    receive: {
      ask: {
        when: (row) => !row.busy,
        do: (row, { message, send }) => {
          row.count += 1;
          row.busy = true;
          send.answer({ to: message.from });
        },
      },
    },
    restart: {
      do: (row) => {
        row.busy = false;
      },
    },
  });
  return world.model({
    roles: [client, server],
    always: { "asked once": (s) => s.server.count.get("s") <= 1 },
    step: {
      "who is down does nothing": (s, t) =>
        !(s.server.down.get("s") && t.server.down.get("s")) ||
        (s.server.count.get("s") === t.server.count.get("s") && s.server.busy.get("s") === t.server.busy.get("s")),
      "what is counted was on its way": (s, t) =>
        s.server.count.get("s") === t.server.count.get("s") || s.sent.has(world.message.ask({ from: "c", to: "s" })),
      "and is no longer": (s, t) =>
        s.server.count.get("s") === t.server.count.get("s") || !t.sent.has(world.message.ask({ from: "c", to: "s" })),
    },
    reachable: { answered: (s) => s.client.answered.get("c") },
  });
}

async function judged(subject: Model) {
  const { verdict: unchanged } = await check(subject);
  expect(unchanged.outcome).toBe("holds");
  const { rules } = await observeAccess(subject, { mostStates: Number.POSITIVE_INFINITY });
  const mutations = mutationsOf(subject, new Map(rules.map(({ rule, ownWrites }) => [rule, ownWrites])));
  const { signal } = new AbortController();
  return Promise.all(
    mutations.map((mutation) => checkMutation(subject, mutation, { unchanged, mostStates: 10_000, signal })),
  );
}

describe("mutations of roles", () => {
  it("never move who is down, and leave it to the network what arrives and is gone", async () => {
    const rows = (await judged(asking())).map(({ mutation: { rule, change, field }, fate, property, error }) =>
      [rule, change, field, fate, property ?? error].filter((part) => part !== null).join(" | "),
    );
    expect(rows).toEqual([
      "ask | never | caught | answered",
      "ask | always | caught | and is no longer",
      "ask | negated | caught | answered",
      "ask | unwritten | client.asked | caught | and is no longer",
      "ask | unwritten | inFlight | caught | answered",
      "receive answer | never | caught | answered",
      "receive answer | unwritten | client.answered | caught | answered",
      "rest | never | survived",
      "rest | always | survived",
      "rest | negated | survived",
      "rest | unwritten | server.busy | survived",
      "receive ask | never | caught | answered",
      "receive ask | always | survived",
      "receive ask | negated | caught | answered",
      "receive ask | unwritten | server.count | survived",
      "receive ask | unwritten | server.busy | survived",
      "receive ask | unwritten | inFlight | caught | answered",
      "crash server | never | survived",
      "restart server | never | survived",
      "restart server | unwritten | server.busy | survived",
      "lose ask | never | survived",
      "lose answer | never | survived",
      "cut client→server | never | survived",
      "heal client→server | never | survived",
      "cut server→client | never | survived",
      "heal server→client | never | survived",
    ]);
  });
});

describe("a change that makes an effect go on for ever", () => {
  const limit = room.stepLimit;
  afterEach(() => {
    room.stepLimit = limit;
  });

  it("is stopped, and noticed as an error", async () => {
    room.stepLimit = 1000;
    const subject = model({
      state: { left: range(0, 3) },
      rules: {
        drain: {
          when: (s) => s.left === 3,
          // Does not read its own writes where these are withheld.
          do: (s) => {
            while (s.left > 0) s.left -= 1;
          },
        },
        fill: {
          when: (s) => s.left < 3,
          do: (s) => {
            s.left += 1;
          },
        },
      },
    });
    const results = await judged(subject);
    expect(results.map(({ mutation: { rule, change }, fate, error }) => [rule, change, fate, error])).toEqual([
      ["drain", "never", "survived", null],
      ["drain", "always", "survived", null],
      ["drain", "negated", "survived", null],
      ["drain", "unwritten", "error", "SYN322"],
      ["fill", "never", "survived", null],
      ["fill", "always", "error", "SYN301"],
      ["fill", "negated", "survived", null],
      ["fill", "unwritten", "survived", null],
    ]);
  });
});

describe("what a changed model throws", () => {
  it("is noticed where it is the model's, and says nothing where it is that the model is not pure", async () => {
    let next = 0;
    const subject = model({
      state: { n: range(0, 2), odd: boolean },
      rules: {
        up: {
          when: (s) => s.n < 2,
          do: (s) => {
            s.n += 1;
          },
        },
        // Not pure where its guard is false, which nobody sees while it is asked.
        note: {
          when: (s) => s.n === 1,
          do: (s) => {
            if (s.n === 2) s.odd = next++ % 2 === 0;
          },
        },
      },
      reachable: { two: (s) => s.n === 2 },
    });
    const results = await judged(subject);
    const fates = results.map(({ mutation: { rule, change }, fate, error }) => [rule, change, fate, error]);
    expect(fates).toEqual([
      ["up", "never", "caught", null],
      ["up", "always", "error", "SYN301"],
      ["up", "negated", "caught", null],
      ["up", "unwritten", "caught", null],
      ["note", "never", "survived", null],
      ["note", "always", "undecided", "SYN307"],
      ["note", "negated", "undecided", "SYN307"],
    ]);
    expect(mutationSummary(results)).toMatchObject({
      byProperty: 3,
      byError: 1,
      survived: 1,
      undecided: 2,
      score: 0.8,
    });
  });
});
