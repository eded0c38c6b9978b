import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paxos } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { causalityOf } from "../../src/formats/causality.ts";
import { SHIVIZ_EXPRESSION, shivizText } from "../../src/formats/shiviz.ts";
import { model, range, sequence, set } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { randomDeclaredModel } from "../support/random-declared-model.ts";
import { randomModel } from "../support/random-model.ts";
import { randomSystem } from "../support/random-system.ts";
import { refusal } from "../support/refusal.ts";
import { hostileModel, hostileSteps } from "./hostile.ts";
import { randomWalk, toldWalk } from "./told-walks.ts";

interface Event {
  readonly event: string;
  readonly host: string;
  readonly clock: Readonly<Record<string, number>>;
}

/** A log as ShiViz reads it: by the expression on its first line, the one between executions on its second. */
function parseLog(log: string): Event[] {
  const [expression = "", delimiter, ...rest] = log.split("\n");
  expect(delimiter).toBe("");
  const text = rest.join("\n");
  const events: Event[] = [];
  let end = 0;
  for (const found of text.matchAll(new RegExp(expression, "g"))) {
    // Nothing is left between two events that the expression does not take.
    expect(text.slice(end, found.index).trim()).toBe("");
    end = found.index + found[0].length;
    const { event, host, clock } = found.groups as Record<string, string>;
    events.push({ event: event as string, host: host as string, clock: JSON.parse(clock as string) });
  }
  expect(text.slice(end).trim()).toBe("");
  return events;
}

/** What ShiViz throws a log out for (its class VectorTimestampSerializer and the checks of Graph). */
function expectRules(events: readonly Event[]): void {
  const last = new Map<string, Event>();
  const hosts = new Set(events.map(({ host }) => host));
  for (const event of events) {
    const { host, clock } = event;
    expect(clock[host]).toBe((last.get(host)?.clock[host] ?? 0) + 1);
    for (const [other, time] of Object.entries(clock)) {
      expect(hosts).toContain(other);
      expect(time).toBeGreaterThan(0);
      // Nobody knows more of a host than has happened, and nobody forgets.
      if (other !== host) expect(time).toBeLessThanOrEqual(last.get(other)?.clock[other] ?? 0);
    }
    for (const [other, time] of Object.entries(last.get(host)?.clock ?? {}))
      expect(clock[other]).toBeGreaterThanOrEqual(time);
    last.set(host, event);
  }
}

describe("a log for ShiViz", () => {
  const keeps = (made: Model, seed: number) => {
    const list = randomWalk(made, seed, { length: 14, closing: false });
    const told = toldWalk(made, list);
    const log = shivizText(told);
    expect(log.split("\n")[0]).toBe(SHIVIZ_EXPRESSION);
    const events = parseLog(log);
    expect(events).toHaveLength(list.steps.length);
    expectRules(events);
    return new Set(events.map(({ host }) => host)).size;
  };

  it.each([
    ["models", (seed: number) => randomModel(seed, { space: 200, fault: null }), 1],
    ["models of processes", (seed: number) => randomDeclaredModel(seed, { alike: true }), 2],
    ["systems of roles", (seed: number) => randomSystem(seed, { expiring: false }), 2],
  ] as const)("obeys the rules of its clocks, of random %s", (_, made, least) => {
    let most = 0;
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        most = Math.max(most, keeps(made(seed), seed));
      }),
      { numRuns: 40 },
    );
    expect(most).toBeGreaterThanOrEqual(least);
  });

  it("keeps to one word for a host and one line for an event, whatever names are", () => {
    const told = toldWalk(hostileModel(), { initial: 0, steps: hostileSteps });
    const events = parseLog(
      shivizText({ ...told, causality: { hosts: ["a b\n", "a_b\\n"], steps: told.causality?.steps ?? [] } }),
    );
    expect(events).toHaveLength(hostileSteps.length);
    expect(new Set(events.map(({ host }) => host))).toEqual(new Set(["a_b\\n", "a_b\\n_2"]));
  });

  it("shows of Paxos who had heard of what when two values were chosen", async () => {
    const subject = paxos({ acceptors: 3, ballots: 2, values: 2 }, "p-majown");
    const { counterexamples } = await check(subject, { properties: ["agreement"], workers: 1 });
    const { list } = counterexamples[0] as (typeof counterexamples)[number];
    const events = parseLog(shivizText(toldWalk(subject, list)));
    expect(events.map(({ host }) => host)).toHaveLength(12);
    expect(new Set(events.map(({ host }) => host))).toEqual(new Set(["ballot_0", "ballot_1", "a1", "a2", "a3"]));
    // Whoever proposed the second value knew both ballots, but not that the first was chosen by two acceptors.
    const proposals = events.filter(({ event }) => event.startsWith("propose"));
    const second = proposals[1] as Event;
    const votes = events.filter(({ event }) => event.startsWith("accept") && event.includes("ballot: 0"));
    expect(proposals).toHaveLength(2);
    expect(votes).toHaveLength(2);
    const known = votes.filter(({ host, clock }) => (second.clock[host] ?? 0) >= (clock[host] as number));
    expect(known).toHaveLength(1);
  });

  it("is refused of states without a model", () => {
    const told = toldWalk(hostileModel(), { initial: 0, steps: [] });
    expect(refusal(() => shivizText({ ...told, causality: null })).code).toBe("SYN503");
  });
});

describe("what a step needs", () => {
  it("is, of several that would do, what was written first", () => {
    const votes = model({
      state: { sent: set(range(1, 3)), done: range(0, 1) },
      rules: {
        vote: { for: { n: range(1, 3) }, when: (s, { n }) => !s.sent.has(n), do: (s, { n }) => s.sent.add(n) },
        count: {
          when: (s) => s.sent.size >= 2,
          do: (s) => {
            s.done = 1;
          },
        },
      },
    });
    const needs = (steps: number[]) => causalityOf(votes, { initial: 0, steps }).steps.at(-1)?.needs;
    expect(needs([2, 0, 1, 3])).toEqual([
      { step: 1, what: "3 in sent" },
      { step: 2, what: "1 in sent" },
    ]);
  });

  it("is, of the head of a queue, who put that there", () => {
    const queue = model({
      state: { q: sequence(range(1, 3), { capacity: 3 }), last: range(0, 3) },
      rules: {
        put: { for: { n: range(1, 3) }, do: (s, { n }) => s.q.push(n) },
        take: {
          when: (s) => s.q.length > 0,
          do: (s) => {
            s.last = s.q.shift() as number;
          },
        },
      },
    });
    const { steps } = causalityOf(queue, { initial: 0, steps: [0, 1, 3, 2, 3] });
    // To put needs nobody; what is taken second was put second.
    expect(steps.map(({ needs }) => needs.map(({ step }) => step))).toEqual([[], [], [1], [], [2]]);
  });

  it("is nothing of what is overwritten unread", () => {
    const blind = model({
      state: { n: range(0, 3) },
      rules: {
        one: { do: (s) => void Object.assign(s, { n: 1 }) },
        two: { do: (s) => void Object.assign(s, { n: 2 }) },
        up: { when: (s) => s.n === 2, do: (s) => void Object.assign(s, { n: 3 }) },
      },
    });
    const { steps } = causalityOf(blind, { initial: 0, steps: [0, 1, 2] });
    expect(steps.map(({ needs }) => needs)).toEqual([[], [], [{ step: 2, what: "n = 2" }]]);
  });
});
