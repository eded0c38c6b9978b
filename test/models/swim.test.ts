/** Protocols.md 2.11 and mutants 47 and 48: suspicion, refutation and death. Counts found by brute force. */
import { describe, expect, it } from "vitest";
import { swim } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { overTime } from "../support/verdicts.ts";

const believed = (shape: string) => ({ "believed alive": shape });

describe("swim", () => {
  it("refutes two false suspicions for good", async () => {
    const found = await overTime(swim());
    expect(found).toMatchObject({ distinct: 40, generated: 99, depth: 7, safe: true, shapes: believed("holds") });
  });

  it("keeps a suspicion for ever if nobody need gossip", async () => {
    expect((await overTime(swim(), { fairness: "none" })).shapes).toEqual(believed("1 + 0"));
  });

  it("declares a live member dead in two steps: a suspicion, and its confirmation", async () => {
    const { verdict } = await check(swim({ confirm: true }), { keepGoing: true });
    expect(verdict.states).toEqual({ distinct: 75, generated: 211, depth: 7 });
    const dead = verdict.properties.find(({ name }) => name === "never declared dead");
    expect(dead).toMatchObject({ outcome: "violated", steps: 2 });
  });

  it("lets a declared death spread to all, for ever", async () => {
    const found = await overTime(swim({ confirm: true }), { keepGoing: true });
    expect(found.shapes).toEqual(believed("3 + 0"));
  });

  it.each([1, 2, 3])("s-norefute is killed by %i suspicions: a suspicion that spreads to all stays", async (n) => {
    const found = await overTime(swim({ suspicions: n }, "s-norefute"));
    expect(found).toMatchObject({ distinct: n === 1 ? 4 : 5, depth: 2, safe: true, shapes: believed("2 + 0") });
  });

  it.each([
    [1, 12, 27, 4],
    [2, 41, 109, 7],
    [3, 96, 275, 10],
  ])("s-noinc is killed by %i suspicions: an old one chases its refutation", async (suspicions, ...counts) => {
    const [distinct, generated, depth] = counts;
    const found = await overTime(swim({ suspicions }, "s-noinc"));
    expect(found).toMatchObject({ distinct, generated, depth, safe: true, shapes: believed("3 + 4") });
  });

  it.each([1, 2])("s-noinc needs two observers: one alone forgets %i suspicions", async (suspicions) => {
    expect((await overTime(swim({ members: 2, suspicions }, "s-noinc"))).shapes).toEqual(believed("holds"));
  });
});
