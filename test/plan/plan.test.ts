// `synod plan`: what is counted is exact, what is estimated is a range with its method, and nothing is claimed where nothing follows.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { byGrowth, byShape, hull } from "../../src/plan/estimate.ts";
import { runHere } from "../cli/run-here.ts";
import { temporaryFolder } from "../cli/run-synod.ts";
import { counters } from "../cli/user-models.ts";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "schemas", "plan.schema.json"), "utf8"));
const fits = new Ajv2020({ strict: true, allErrors: true, strictTypes: false, strictRequired: false }).compile(schema);
const folder = temporaryFolder({ "counters.ts": counters });

async function plan(words: string) {
  const { code, stdout } = await runHere(["plan", ...words.split(" "), "--time", "120s", "--json"]);
  const json = JSON.parse(stdout);
  fits(json);
  expect(fits.errors ?? []).toEqual([]);
  expect(Object.keys(json)).toEqual(Object.keys(schema.properties));
  return { code, json };
}

describe("a plan", () => {
  it("counts what is small, and says which parameter makes it grow", async () => {
    const { code, json } = await plan("paxos");
    expect(code).toBe(0);
    expect(json).toMatchObject({
      method: "searched",
      states: { least: 443, most: 443 },
      reductions: ["symmetry"],
      probe: { states: 443, complete: true, depth: 16 },
      drivers: [
        { parameter: "ballots", from: 1, to: 2, states: [15, 443], factor: 30, atLeast: false },
        { parameter: "acceptors", from: 2, to: 3, states: [145, 443], factor: 3.1, atLeast: false },
        { parameter: "values", from: 1, to: 2, states: [373, 443], factor: 1.2, atLeast: false },
      ],
      growth: null,
      interrupted: false,
    });
  });

  it("gives a range around what it did not count, by the shape of smaller configurations", async () => {
    const { json } = await plan(`${join(folder, "counters.ts")} counters=4 limit=9 --max-states 400`);
    // Multisets of 4 out of 10.
    const count = 715;
    expect(json).toMatchObject({ method: "shape", probe: { complete: false } });
    expect(json.states.least).toBeLessThanOrEqual(count);
    expect(json.states.most).toBeGreaterThanOrEqual(count);
    expect(json.states.most / json.states.least).toBeLessThan(20);
    expect(json.growth.fields[0].field).toBe("n");
  });

  it("says no more than at least where nothing smaller was counted", async () => {
    const { json } = await plan(`${join(folder, "counters.ts")} counters=9 limit=99 --max-states 300`);
    expect(json).toMatchObject({ method: "none", states: { most: null }, wallMs: { most: null } });
    expect(json.states.least).toBeGreaterThanOrEqual(300);
    const { stdout } = await runHere([
      "plan",
      join(folder, "counters.ts"),
      "counters=9",
      "limit=99",
      "--max-states",
      "300",
    ]);
    expect(stdout).toMatch(/^PLAN {2}counters counters=9 limit=99\n {2}states {4}at least 3\d\d, with symmetry\n/);
    expect(stdout.split("\n").every((line) => line.length <= 80)).toBe(true);
  });

  it("does not mind smaller configurations that throw", async () => {
    const { json } = await plan(`${join(folder, "counters.ts")} counters=2 fault=never --max-states 20`);
    expect(json.method).toMatch(/shape|growth|none/);
  });

  it("refuses what it cannot look at", async () => {
    for (const [words, code] of [
      ["paxso", 150],
      ["paxos acceptors=no", 151],
      ["paxos --time 5", 1],
    ] as const)
      expect((await runHere(["plan", ...words.split(" ")])).code).toBe(code);
  });
});

describe("an estimate", () => {
  it("goes by the share that a smaller one had found by the same share of its depth", () => {
    const small = [1, 4, 6, 4, 1];
    const smaller = [1, 3, 3, 1];
    // Found up to level 3 of a depth of 5: three fifths of the smaller one's depth is level 2.4.
    const share = (11 ** 0.6 * 15 ** 0.4) / 16;
    const { least, most } = byShape([1, 5, 10, 10], small, smaller) as { least: number; most: number };
    const figure = Math.log(26 / share);
    expect(least).toBeCloseTo(Math.max(Math.log(26), figure - 0.4), 10);
    expect(most).toBeCloseTo(figure + 1.2 + 0.8 * (figure - Math.log(26)), 10);
    expect(Math.log(32)).toBeGreaterThan(least);
    expect(Math.log(32)).toBeLessThan(most);
  });

  it("has no shape of a few levels", () => {
    expect(byShape([1, 2, 3], [1, 2, 3, 4], [1, 2])).toBe(null);
    expect(hull([])).toBe(null);
  });

  it("grows no slower than seven tenths of the growth before it, unless that fell off", () => {
    const at = (states: number) => ({ least: Math.log(states), most: Math.log(states) });
    const { least, most } = byGrowth(at(1000), at(100), at(10));
    expect(Math.exp(least)).toBeCloseTo(1000 * 10 ** 0.7 * Math.exp(-0.3), 6);
    expect(Math.exp(most)).toBeCloseTo(1000 * 10 ** 1.3 * Math.exp(0.3), 6);
    expect(byGrowth(at(1000), at(100), null).most).toBeGreaterThan(most);
  });
});
