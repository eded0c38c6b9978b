/**
 * A model's type carries the names of its properties and fairness assumptions, so that a wrong one fails where it is
 * written; `npm run typecheck` is half of this test. What the compiler does not know is refused when the check begins.
 */
import { describe, expect, it } from "vitest";
import { paxos } from "../../models/index.ts";
import { assertHolds, type CheckOptions, check } from "../../src/check.ts";
import * as synod from "../../src/index.ts";
import {
  integer,
  type Model,
  model,
  type Protocol,
  protocol,
  range,
  scalarset,
  system,
  weak,
} from "../../src/index.ts";

const N = range(0, 3);
const up = { when: (s: { n: number }) => s.n < 3, do: (s: { n: number }) => void s.n++ };

const plain = model({
  state: { n: N },
  rules: { up },
  always: { small: (s) => s.n <= 3, positive: (s) => s.n >= 0 },
  step: { grows: (before, after) => after.n > before.n },
  reachable: { top: (s) => s.n === 3 },
  leadsTo: { onwards: [(s) => s.n === 0, (s) => s.n === 3] },
  fairness: { fair: weak("up"), lazy: [] },
  terminal: (s) => s.n === 3,
});

const family = protocol(
  { name: "family", parameters: { most: integer({ from: 1, to: 3, default: 3 }) } },
  ({ most }) =>
    most > 2
      ? model({ state: { n: N }, rules: { up }, always: { large: (s) => s.n <= most } })
      : model({
          state: { n: N },
          rules: { up },
          reachable: { little: (s) => s.n <= most },
          fairness: { fair: weak("up") },
        }),
);

const world = system({
  roles: { one: { processes: scalarset("p", 1), stable: { n: N } } },
  messages: { hello: { from: "one", to: "one", fields: {} } },
  network: "set",
});
const one = world.role("one", {
  rules: { up: { when: (row) => row.n < 3, do: (row) => void row.n++ } },
  receive: { hello: { when: () => false, do: () => {} } },
});
const talking = world.model({
  roles: [one],
  always: { small: (s) => s.one.n.get("p1") <= 3 },
  eventually: { done: (s) => s.one.n.get("p1") === 3 },
  fairness: { eager: weak("up") },
});

const nothing = model({ state: { n: N }, rules: { up } });

describe("names of properties", () => {
  it("are known of a plain model, of any kind of property", async () => {
    const names = ["small", "positive", "grows", "top", "onwards", "no deadlock"] as const;
    const { verdict } = await check(plain, { properties: names });
    expect(verdict.properties.map(({ name }) => name)).toEqual(names);
    const wrong = check(plain, {
      workers: 1,
      // @ts-expect-error: it is "small".
      properties: ["positive", "smal"],
    });
    await expect(wrong).rejects.toMatchObject({ id: "unknown-property", details: { name: "smal" } });
    // @ts-expect-error: likewise.
    await expect(synod.check(plain, { properties: ["smal"] })).rejects.toMatchObject({ id: "unknown-property" });
    // @ts-expect-error: likewise.
    await expect(assertHolds(plain, { properties: ["smal"] })).rejects.toMatchObject({ id: "unknown-property" });
  });

  it("are those of any of its models for a protocol", async () => {
    expect((await check(family(), { properties: ["large"] })).verdict.outcome).toBe("holds");
    expect((await check(family({ most: 2 }), { properties: ["little"] })).verdict.outcome).toBe("holds");
    // Only the compiler takes all parameters together.
    const elsewhere = check(family(), { properties: ["little"] });
    await expect(elsewhere).rejects.toMatchObject({ id: "unknown-property" });
    const wrong = check(family(), {
      // @ts-expect-error: it is "large".
      properties: ["larg"],
    });
    await expect(wrong).rejects.toMatchObject({ id: "unknown-property" });
  });

  it("are known of a system's model", async () => {
    expect((await check(talking, { properties: ["done"] })).verdict.fairness).toBe("eager");
    const wrong = check(talking, {
      // @ts-expect-error: it is "small".
      properties: ["smal"],
    });
    await expect(wrong).rejects.toMatchObject({ id: "unknown-property" });
  });

  it("there are none where a model claims nothing", async () => {
    // @ts-expect-error: there is nothing to ask for.
    await expect(check(nothing, { properties: ["small"] })).rejects.toMatchObject({ id: "unknown-property" });
  });
});

describe("names of fairness assumptions", () => {
  it("are known likewise, and none always is", async () => {
    const { verdict } = await check(plain, { properties: ["onwards"], fairness: "lazy" });
    expect(verdict).toMatchObject({ outcome: "violated", fairness: "lazy" });
    expect((await check(talking, { properties: ["done"], fairness: "none" })).verdict.outcome).toBe("violated");
    for (const wrong of [
      // @ts-expect-error: it is "fair".
      check(plain, { fairness: "fiar" }),
      // @ts-expect-error: it is "fair".
      check(family({ most: 2 }), { fairness: "fiar" }),
      // @ts-expect-error: it is "eager".
      check(talking, { fairness: "fair" }),
      // @ts-expect-error: there are none.
      check(nothing, { fairness: "fair" }),
    ])
      await expect(wrong).rejects.toMatchObject({ id: "bad-option-value" });
  });
});

describe("a name that the compiler does not know", () => {
  it("may be any, of any model", async () => {
    const named: string = "small";
    expect((await check(plain, { properties: [named] })).verdict.outcome).toBe("holds");
    const options: CheckOptions = { properties: ["small"], workers: 1 };
    expect((await check(plain, options)).verdict.outcome).toBe("holds");
    expect((await check(talking, { ...options, fairness: "eager" })).verdict.outcome).toBe("holds");
    const models: Model[] = [plain, family(), talking, nothing];
    const outcomes = await Promise.all(models.map((each) => check(each, { properties: ["small"] }).catch(() => null)));
    expect(outcomes.map((result) => result?.verdict.outcome ?? null)).toEqual(["holds", null, "holds", null]);
    const protocols: readonly Protocol[] = [family, paxos];
    for (const each of protocols) await expect(check(each(), { properties: ["x"] })).rejects.toThrow();
  });

  it("may be that of a property, whose predicate sees the state all the same", () => {
    const dynamic = (name: string) => model({ state: { n: N }, rules: { up }, always: { [name]: (s) => s.n <= 3 } });
    expect(dynamic("any").properties.map(({ name }) => name)).toEqual(["any"]);
    void (() => check(dynamic("any"), { properties: ["any"] }));
    const either = (name: "one" | "other") =>
      model({
        state: { n: N },
        rules: { up },
        always: { fixed: () => true, ...(name === "one" && { [name]: (s: { n: number }) => s.n <= 3 }) },
      });
    void (() => check(either("one"), { properties: ["one", "fixed"] }));
    const chosen = (hard: boolean) =>
      model({ state: { n: N }, rules: { up }, always: hard ? { hard: (s) => s.n <= 2 } : {} });
    void (() => check(chosen(true), { properties: ["hard"] }));
    // @ts-expect-error: whichever is chosen.
    void (() => check(chosen(true), { properties: ["soft"] }));
  });
});
