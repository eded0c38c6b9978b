/** Fairness with a condition on the state: WF and SF of <<A /\ P>>_vars, where only steps from states with P count. */
import { describe, expect, it } from "vitest";
import { check } from "../../src/check.ts";
import { isSynodError } from "../../src/errors/errors.ts";
import { boolean, enumeration, map, model, range, strong, system, weak } from "../../src/index.ts";
import type { FairnessAssumption } from "../../src/model/fairness.ts";

/** A link that goes up and down on its own, and sends up to three messages, also while it is down. */
const link = (fairness: Readonly<Record<string, FairnessAssumption | readonly FairnessAssumption[]>>) =>
  model({
    state: { up: boolean, sent: range(0, 3) },
    rules: {
      toggle: {
        do: (s) => {
          s.up = !s.up;
        },
      },
      send: {
        when: (s) => s.sent < 3,
        do: (s) => {
          s.sent += 1;
        },
      },
    },
    eventually: { "all sent": (s) => s.sent === 3 },
    fairness,
  });

/** The same, with the rule that sends in two: while it is up, and while it is down. */
const split = (fairness: Readonly<Record<string, FairnessAssumption | readonly FairnessAssumption[]>>) =>
  model({
    state: { up: boolean, sent: range(0, 3) },
    rules: {
      toggle: {
        do: (s) => {
          s.up = !s.up;
        },
      },
      sendUp: {
        when: (s) => s.up && s.sent < 3,
        do: (s) => {
          s.sent += 1;
        },
      },
      sendDown: {
        when: (s) => !s.up && s.sent < 3,
        do: (s) => {
          s.sent += 1;
        },
      },
    },
    eventually: { "all sent": (s) => s.sent === 3 },
    fairness,
  });

const up = (s: { up: boolean }) => s.up;

describe("fairness with a condition", () => {
  it.each([
    ["weak without", (send: string) => [weak("toggle"), weak(send)], null, "violated"],
    ["weak", (send: string, when?: object) => [weak("toggle"), weak(send, when)], { when: up }, "violated"],
    ["strong", (send: string, when?: object) => [weak("toggle"), strong(send, when)], { when: up }, "holds"],
    [
      "strong of steps that nobody takes",
      (send: string, when?: object) => [strong(send, when)],
      { when: up },
      "violated",
    ],
  ] as const)("%s is that of the rule's steps from there", async (name, assumed, condition, outcome) => {
    const make = assumed as (send: string, when?: object) => FairnessAssumption[];
    const one = await check(link({ fair: make("send", condition ?? {}) }));
    const other = await check(split({ fair: make(condition === null ? "sendUp" : "sendUp") }));
    const wanted = name === "weak without" ? "holds" : outcome;
    expect(one.verdict.properties).toMatchObject([{ name: "all sent", outcome: wanted }]);
    if (condition === null) return;
    expect(other.verdict.properties).toMatchObject([{ name: "all sent", outcome }]);
    expect(one.verdict.properties.map(({ steps, loop }) => [steps, loop])).toEqual(
      other.verdict.properties.map(({ steps, loop }) => [steps, loop]),
    );
  });

  it("says in a lasso's reasons that it has one", async () => {
    const { counterexamples, verdict } = await check(link({ fair: [weak("toggle"), weak("send", { when: up })] }));
    expect(verdict.judged?.all).toBe(true);
    const reasons = counterexamples.flatMap(({ trace }) => trace.fairness);
    expect(reasons).toHaveLength(2);
    expect(reasons[1]).toMatch(/^weak fairness of send, where its condition holds: disabled in state \d$/);
  });

  it("goes with classes, and sees no more than the state", async () => {
    const Process = enumeration("p", "q");
    const two = (fairness: Readonly<Record<string, FairnessAssumption | readonly FairnessAssumption[]>>) =>
      model({
        state: { crashed: map(Process, boolean), done: map(Process, range(0, 2)) },
        rules: {
          crash: { for: { p: Process }, do: (s, { p }) => s.crashed.set(p, p === "q") },
          work: {
            for: { p: Process },
            when: (s, { p }) => s.done.get(p) < 2,
            do: (s, { p }) => s.done.set(p, s.done.get(p) + 1),
          },
        },
        eventually: {
          "p is done": (s) => s.done.get("p") === 2,
          "q is done, or crashed": (s) => s.done.get("q") === 2 || s.crashed.get("q"),
          "q is done": (s) => s.done.get("q") === 2,
        },
        fairness,
      });
    const each = Process.values.map((p) =>
      weak("work", {
        where: (bound: { p: string }) => bound.p === p,
        when: (s: { crashed: { get(p: string): boolean } }) => !s.crashed.get(p),
      }),
    );
    const { verdict } = await check(two({ each }), { keepGoing: true });
    expect(verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["p is done", "holds"],
      ["q is done, or crashed", "holds"],
      ["q is done", "violated"],
    ]);
  });

  it("warns where its condition is never true together with a step, so that it demands nothing", async () => {
    const never = link({ fair: [weak("toggle"), weak("send", { when: (s: { sent: number }) => s.sent === 3 })] });
    const { verdict } = await check(never);
    expect(verdict.warnings.map(({ kind }) => kind)).toContain("fairness-never-enabled");
  });

  it("is asked for by name as any other, and none asks no condition", async () => {
    const throws = () => {
      throw new Error("mine");
    };
    const model = link({ fair: weak("send"), odd: weak("send", { when: throws }) });
    expect((await check(model)).verdict.outcome).toBe("holds");
    expect((await check(model, { fairness: "none" })).verdict.outcome).toBe("violated");
    const { verdict, counterexamples } = await check(model, { fairness: "odd" });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "property-threw" } });
    expect(JSON.stringify(verdict.error)).toContain("`when` of the fairness of send");
    expect(counterexamples.map(({ claim }) => claim)).toEqual(["property-throws"]);
  });

  it("sees a system of roles as properties do", async () => {
    const world = system({
      roles: { node: { processes: enumeration("a"), stable: { up: boolean, sent: range(0, 1) } } },
      messages: { ping: { from: "node", to: "node" } },
      network: "set",
    });
    const node = world.role("node", {
      rules: {
        toggle: {
          do: (row) => {
            row.up = !row.up;
          },
        },
        work: {
          when: (row) => row.sent === 0,
          do: (row) => {
            row.sent = 1;
          },
        },
      },
      receive: { ping: { do: () => {} } },
    });
    const made = (kind: typeof weak) =>
      world.model({
        roles: [node],
        eventually: { sent: (s) => s.node.sent.get("a") === 1 },
        fairness: {
          fair: [
            weak("toggle"),
            kind("work", { when: (s: { node: { up: { get(p: "a"): boolean } } }) => s.node.up.get("a") }),
          ],
        },
      });
    expect((await check(made(strong))).verdict.outcome).toBe("holds");
    expect((await check(made(weak))).verdict.outcome).toBe("violated");
  });

  it("is refused where it is no function", () => {
    try {
      weak("send", { when: 3 as never });
      expect.fail("not refused");
    } catch (error) {
      expect(isSynodError(error) && error.code).toBe("SYN105");
    }
  });
});
