import { beforeAll, describe, expect, it } from "vitest";
import { basicPaxos } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import { parseReductions } from "../../src/cli/arguments.ts";
import { findModel } from "../../src/cli/find-model.ts";
import type { FoundModel } from "../../src/cli/found-model.ts";
import { reviveError } from "../../src/errors/errors.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import { boolean, type Model, type Mutant, map, range, scalarset, set, system, union } from "../../src/index.ts";

import { modelWith } from "../../src/model/model.ts";

const ALL = parseReductions("all");
const sizes = { proposers: 2, acceptors: 3 };

async function counts(model: Model, options: CheckOptions): Promise<object> {
  const { verdict } = await check(model, options);
  const { distinct, generated, depth } = verdict.states;
  return { reductions: verdict.reductions, outcome: verdict.outcome, counts: [distinct, generated, depth] };
}

/** A worker asks a server, which answers; the worker forgets answers to earlier questions, by `expires`. */
function asking(expires: (now: number, answered: number) => boolean, looks: "answers" | "rows", resets = false): Model {
  const Asker = scalarset("w", 2);
  const Count = range(0, 2);
  const world = system({
    roles: {
      worker: { processes: Asker, stable: { asked: Count, done: boolean } },
      server: { processes: scalarset("s", 1), stable: {} },
    },
    messages: {
      ask: { from: "worker", to: "server", fields: { number: Count } },
      answer: { from: "server", to: "worker", fields: { number: Count } },
    },
    network: "set",
  });
  const worker = world.role("worker", {
    expires: { answer: (row, { message }) => expires(row.asked, message.number) },
    rules: {
      ask: {
        sends: ["ask"],
        reads: [],
        when: (row) => !row.done && (row.asked < 2 || resets),
        do: (row, { self: _, send }) => {
          row.asked = (row.asked + 1) % 3;
          send.ask({ to: "s1", number: row.asked });
        },
      },
    },
    receive: {
      answer: {
        sends: [],
        reads: [],
        when: (row, { message }) => message.number === row.asked,
        do: (row) => {
          row.done = row.asked === 2;
        },
      },
    },
  });
  const server = world.role("server", {
    receive: {
      ask: { reads: [], do: (_, { message, send }) => send.answer({ to: message.from, number: message.number }) },
    },
  });
  return world.model({
    roles: [worker, server],
    always: {
      "not both are done": (s) => !Asker.values.every((w) => s.worker.done.get(w)),
      "answers are few": looks === "answers" && ((s) => [...s.sent].filter(({ kind }) => kind === "answer").length < 9),
    },
  });
}

const earlier = (now: number, answered: number) => answered < now;

const steps = {
  "turns go up": (before: number, after: number) => before <= after,
  "each step is a turn": (before: number, after: number) => before < after,
};

/** Two workers that count by themselves, which nobody looks at, and one that is looked at. */
function counting(step: keyof typeof steps | null, { workers = 3, most = 3 } = {}): Model {
  const Worker = scalarset("w", workers);
  const world = system({
    roles: {
      worker: { processes: Worker, stable: { count: range(0, most) } },
      leader: { processes: scalarset("l", 1), stable: { turn: range(0, 2) } },
    },
    messages: { go: { from: "leader", to: "worker", broadcast: true } },
    network: "set",
  });
  const worker = world.role("worker", {
    rules: {
      count: {
        sends: [],
        reads: [],
        when: (row) => row.count < most,
        do: (row) => {
          row.count++;
        },
      },
    },
  });
  const leader = world.role("leader", {
    rules: {
      turn: {
        sends: [],
        when: (row) => row.turn < 2,
        do: (row) => {
          row.turn++;
        },
      },
    },
  });
  return world.model({
    roles: [worker, leader],
    always: { "never at 2": (s) => s.leader.turn.get("l1") < 2, "never at 3": (s) => s.leader.turn.get("l1") < 3 },
    step: step !== null && {
      [step]: (before, after) => steps[step](before.leader.turn.get("l1"), after.leader.turn.get("l1")),
    },
  });
}

describe("forgetting stale messages", () => {
  it.each([
    ["none", 1, [], [197, 1238, 12]],
    ["stale-messages", 1, ["stale-messages"], [36, 199, 8]],
    ["none", 2, [], [39_937, 288_443, 24]],
    ["stale-messages", 2, ["stale-messages"], [942, 6859, 16]],
    ["symmetry,stale-messages", 2, ["symmetry", "stale-messages"], [258, 1840, 16]],
    // 11,582 and 2,554 of 4,767,089 states: counted by a program written for it, independent of synod.
    ["stale-messages", 3, ["stale-messages"], [11_582, 93_071, 23]],
    ["symmetry,stale-messages", 3, ["symmetry", "stale-messages"], [2554, 20_269, 23]],
    ["all", 3, ["symmetry", "stale-messages", "partial-order"], [2404, 19_090, 23]],
  ])("leaves of basic Paxos with --reduce %s and numbers=%i %j: %j", async (list, numbers, reductions, expected) => {
    const found = await counts(basicPaxos({ ...sizes, numbers }), { reductions: parseReductions(list) });
    expect(found).toEqual({ reductions, outcome: "holds", counts: expected });
  });

  it("finds a message that comes back to be wanted, and names it", async () => {
    const { verdict } = await check(
      asking((now, answered) => answered !== now, "rows"),
      {
        reductions: ["stale-messages"],
      },
    );
    expect(verdict.outcome).toBe("error");
    expect(reviveError(verdict.error!).message).toBe(
      "answer(from: s1, to: w1, number: 1) had expired for worker w1, and after ask(worker: w1) it has not",
    );
  });

  it("finds one that comes back when numbers start again", async () => {
    const { verdict } = await check(asking(earlier, "rows", true), { reductions: ["stale-messages"] });
    expect(verdict.error?.id).toBe("unstable-expiry");
  });

  it("hides what has expired in every run, whoever it has been sent to", async () => {
    // Answered and done for good only if the answer to the second question counts.
    const never = await check(
      asking(() => true, "rows"),
      {},
    );
    expect(never.verdict.outcome).toBe("holds");
    const always = await check(asking(earlier, "rows"), {});
    expect(always.verdict.properties[0]).toMatchObject({ outcome: "violated", steps: 8 });
    const reduced = await check(asking(earlier, "rows"), { reductions: ["stale-messages"] });
    expect(reduced.verdict.properties[0]).toMatchObject({ outcome: "violated", steps: 8 });
    expect(reduced.verdict.states.distinct).toBeLessThan(always.verdict.states.distinct);
  });

  it("is given up when a property reads what it forgets, and says so", async () => {
    const { verdict } = await check(asking(earlier, "answers"), { reductions: ["stale-messages"] });
    expect(verdict.reductions).toEqual([]);
    expect(verdict.dropped).toEqual([
      { reduction: "stale-messages", reason: "property answers are few reads answer messages in sent" },
    ]);
    expect(verdict.properties[0]).toMatchObject({ outcome: "violated", steps: 8 });
  });

  it("names a test of expiry that throws, and one that does not answer", async () => {
    const fails = (test: () => boolean) => check(asking(test, "rows"), { reductions: ["stale-messages"] });
    const thrown = await fails(() => {
      throw new Error("out of order");
    });
    expect(reviveError(thrown.verdict.error!).message).toContain("expires answer of worker");
    const { verdict } = await fails(() => 1 as unknown as boolean);
    expect(reviveError(verdict.error!).message).toContain("expires answer of worker");
  });

  it("finds a rule that sees what is said to have expired, in a model that says so by itself", async () => {
    const Note = union({ note: { n: range(0, 1) } });
    const sent = set(Note);
    const model = (looks: boolean) =>
      modelWith(
        {
          state: { sent, row: map(scalarset("p", 1), boolean) },
          rules: {
            send: { for: { n: Note }, do: (state, { n }) => state.sent.add(n) },
            look: {
              when: (state) => looks && state.sent.size > 0,
              do: (state) => state.row.set("p1", true),
            },
          },
        },
        {
          footprints: new Map(),
          imposed: new Map(),
          expiries: [
            {
              ...{ kind: "note", field: "sent", messages: Note.note, role: "p", processes: scalarset("p", 1) },
              ...{ broadcast: true, rowFields: ["row"], isFor: () => true, hasExpired: () => true },
            },
          ],
        },
      );
    const blind = await check(model(false), { reductions: ["stale-messages"] });
    expect(blind.verdict).toMatchObject({ error: null, states: { distinct: 1, generated: 3 } });
    const seeing = await check(model(true), { reductions: ["stale-messages"] });
    expect(seeing.verdict.error?.id).toBe("impure-model");
  });

  it("lets an effect look for what expires only before it touches the row", async () => {
    const Node = scalarset("n", 1);
    const world = system({
      roles: { node: { processes: Node, stable: { phase: range(0, 1) } } },
      messages: { note: { from: "node", to: "node" } },
      network: "set",
    });
    const node = (late: boolean) =>
      world.role("node", {
        expires: { note: (row) => row.phase === 1 },
        rules: {
          look: {
            when: (row) => row.phase === 0,
            do: (row, { self, inbox }) => {
              if (late) row.phase = 1;
              inbox.note.has({ from: self });
              inbox.note.filter();
              row.phase = 1;
            },
          },
          note: { when: (row) => row.phase === 0, do: (_, { self, send }) => send.note({ to: self }) },
        },
      });
    expect((await check(world.model({ roles: [node(false)] }))).verdict.error).toBeNull();
    expect((await check(world.model({ roles: [node(true)] }))).verdict.error?.id).toBe("out-of-sight");
  });

  it.each([
    ["a bag", { kind: "bag", capacity: 2 }, "a bag or channel"],
    ["a set of limited capacity", { kind: "set", capacity: 2 }, "limited capacity"],
  ] as const)("is not for %s", (_, network, problem) => {
    const Node = scalarset("n", 1);
    const world = system({
      roles: { node: { processes: Node, stable: { done: boolean } } },
      messages: { note: { from: "node", to: "node" } },
      network,
    });
    const node = world.role("node", { expires: { note: (row) => row.done }, receive: { note: { do: () => {} } } });
    expect(() => world.model({ roles: [node] })).toThrow(problem);
  });
});

describe("partial order", () => {
  it("takes one order of the steps that nobody looks at", async () => {
    // Three counters of four values and one of three, of which the last counts.
    const whole = await check(counting(null), { reductions: [], keepGoing: true });
    expect(whole.verdict.states).toMatchObject({ distinct: 4 ** 3 * 3, depth: 11 });
    const part = await check(counting(null), { reductions: ["partial-order"], keepGoing: true });
    // Nine steps of the workers in one order, then the leader's two.
    expect(part.verdict.states).toMatchObject({ distinct: 12, depth: 11 });
    expect(part.verdict.terminalStates).toBe(1);
    const both = await check(counting(null), { reductions: ["symmetry", "partial-order"], keepGoing: true });
    expect(both.verdict).toMatchObject({ reductions: ["symmetry", "partial-order"], states: { distinct: 12 } });
  });

  it("may lengthen a counterexample, which --shortest finds a shortest one for", async () => {
    const long = await check(counting(null), { reductions: ["partial-order"] });
    expect(long.verdict).toMatchObject({ reductions: ["partial-order"], dropped: [] });
    expect(long.verdict.properties[0]).toMatchObject({ outcome: "violated", steps: 11 });
    expect(long.counterexamples[0]?.list.steps).toHaveLength(11);
    const short = await check(counting(null), { reductions: ["partial-order"], shortest: true });
    expect(short.verdict.properties[0]).toMatchObject({ outcome: "violated", steps: 2 });
    expect(short.verdict).toMatchObject({ reductions: [], dropped: [{ reduction: "partial-order" }] });
  });

  it("leaves steps out however deep it goes", async () => {
    const model = counting(null, { workers: 1, most: 299 });
    const { verdict, counterexamples } = await check(model, { reductions: ["partial-order"], keepGoing: true });
    // The worker's 299 turns, then the leader's two.
    expect(verdict.states).toMatchObject({ distinct: 302, depth: 301 });
    expect(verdict.properties[0]).toMatchObject({ outcome: "violated", steps: 301 });
    expect(counterexamples[0]?.list.steps).toHaveLength(301);
  });

  it("keeps properties of steps, but not what they say of a step that changes nothing", async () => {
    const steps = await check(counting("turns go up"), { reductions: ["partial-order"], keepGoing: true });
    expect(steps.verdict).toMatchObject({ reductions: ["partial-order"], states: { distinct: 12 } });
    expect(steps.verdict.properties.at(-1)).toMatchObject({ name: "turns go up", outcome: "holds" });
    const strict = await check(counting("each step is a turn"), { reductions: ["partial-order"], keepGoing: true });
    expect(strict.verdict).toMatchObject({ reductions: [], states: { distinct: 4 ** 3 * 3 } });
    expect(strict.verdict.properties.at(-1)).toMatchObject({ outcome: "violated", steps: 1 });
    expect(strict.verdict.dropped[0]?.reason).toBe(
      "property each step is a turn is false of a step that changes nothing",
    );
  });

  it("is not used for rules that may touch anything", async () => {
    const { paxos } = await import("../../models/index.ts");
    const plain = await check(paxos({ acceptors: 1, ballots: 1 }), { reductions: ALL });
    expect(plain.verdict.dropped.map(({ reduction }) => reduction)).toEqual(["stale-messages", "partial-order"]);
  });

  it("starts proposers of basic Paxos first", async () => {
    const found = await counts(basicPaxos({ ...sizes, numbers: 2 }), {
      reductions: ["stale-messages", "partial-order"],
    });
    expect(found).toMatchObject({ outcome: "holds", counts: [873, 6395, 16] });
  });
});

describe("all reductions together", () => {
  const { mutants } = basicPaxos.protocol;
  const overTime = ([id, { breaks, at }]: readonly [string, Mutant]) =>
    !basicPaxos(at, id).properties.some(({ name, kind }) => name === breaks && kind === "always");
  const wrong = Object.entries(mutants).filter((mutant) => mutant[1].breaks !== null && !overTime(mutant));
  const harmless = Object.entries(mutants).filter(([, { breaks }]) => breaks === null);

  it.each(wrong)("catch %s, as long as without them", async (id, { at, breaks, steps }) => {
    const model = basicPaxos(at, id);
    const reductions = parseReductions("symmetry,stale-messages");
    const { verdict } = await check(model, { reductions, properties: [breaks as string] });
    expect(verdict.properties[0]).toMatchObject({ outcome: "violated", steps });
    const ordered = await check(model, { reductions: ALL, properties: [breaks as string] });
    expect(ordered.verdict.properties[0]?.outcome).toBe("violated");
    expect(ordered.verdict.properties[0]?.steps).toBeGreaterThanOrEqual(steps as number);
  });

  it.each(harmless)("find nothing wrong with %s", async (id, { at }) => {
    const { verdict } = await check(basicPaxos(at, id), { reductions: ALL });
    expect(verdict.outcome).toBe("holds");
  });
});

describe("a reduced search", () => {
  let found: FoundModel;
  beforeAll(async () => {
    found = await findModel("basic-paxos");
  });

  function essence({ verdict, counterexamples }: CheckResult): object {
    const { states, terminalStates, reductions, dropped, properties, coverage } = verdict;
    const lists = counterexamples.map(({ list }) => list);
    return { states, terminalStates, reductions, dropped, properties, coverage, lists };
  }

  it.each([2, 3])("comes out the same for %i threads as for one", async (size) => {
    const parameters = { ...sizes, numbers: 2 };
    const model = basicPaxos(parameters);
    const properties = model.properties.flatMap(({ name, kind }) => (kind === "step" ? [] : [name]));
    const options = { properties, reductions: ALL };
    const crew = threadCrew({ module: found.module, export: found.export, parameters, mutant: null }, size);
    try {
      const together = await check(model, { ...options, crew, eager: true });
      expect(together.verdict.reductions).toEqual(["symmetry", "stale-messages", "partial-order"]);
      expect(essence(together)).toEqual(essence(await check(model, options)));
    } finally {
      await crew.close();
    }
  });
});
