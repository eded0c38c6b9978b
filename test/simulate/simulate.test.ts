/** Random runs judged: the same for the same seed whoever makes them, true to the model, and honest about what they saw. */
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Crew, check, SynodError, simulate, threadCrew } from "../../src/check.ts";
import { bundle } from "../../src/cli/bundle.ts";
import { compile } from "../../src/compile/compile.ts";
import { RandomRuns, type RunsDone } from "../../src/explore/random-runs.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import { RunsTally } from "../../src/simulate/runs-tally.ts";
import type { SimulationResult } from "../../src/simulate/simulation.ts";
import { exitCodeOfSimulation } from "../../src/simulate/simulation-exit-code.ts";
import { simulationJson } from "../../src/simulate/simulation-json.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { counting } from "../explore/fixtures/crew-protocols.ts";
import { randomModel } from "../support/random-model.ts";
import { ending, fork } from "./models.ts";

const FIXTURE = join(import.meta.dirname, "..", "explore", "fixtures", "crew-protocols.ts");
let module: string;
beforeAll(async () => {
  module = await bundle({ given: FIXTURE, path: FIXTURE, export: null });
});
afterEach(() => setThresholds({}));

/** All that does not depend on who made the runs. */
function essence({ simulation, counterexamples }: SimulationResult): object {
  const { wallMs: _, workers: __, alone: ___, ...rest } = simulation;
  return { ...rest, counterexamples };
}

describe("the same seed", () => {
  it.each([
    ["of runs that find nothing", { most: 9 }, null],
    ["of one that finds a state", { most: 9, limit: 26 }, null],
    ["of one that finds a step", { most: 6 }, "jumps"],
  ] as const)("has the same answer for 1, 2 and 3 threads: %s", async (_, parameters, mutant) => {
    const model = counting(parameters, mutant);
    const options = { runs: 300, depth: 40, seed: 5 };
    const alone = await simulate(model, options);
    setThresholds({ runsAloneMs: 0 });
    for (const size of [2, 3]) {
      const crew: Crew = threadCrew({ module, export: "counting", parameters, mutant }, size);
      const together = await simulate(model, { ...options, crew });
      await crew.close();
      expect(together.simulation).toMatchObject({ workers: size, alone: null });
      expect(essence(together)).toEqual(essence(alone));
    }
  });

  it("has the same runs whatever was made before, in whatever portions", () => {
    const order = { seed: 9, depth: 12, properties: [0, 1, 2, 3] };
    const whole = new RandomRuns(compile(fork)).make({ ...order, first: 0, count: 60 }, Number.POSITIVE_INFINITY);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (sizes, isOne) => {
          let by = new RandomRuns(compile(fork));
          const done: [number, RunsDone][] = [];
          for (let first = 0, at = 0; first < 60; at++) {
            const count = Math.min(60 - first, sizes[at % sizes.length] as number);
            if (!isOne) by = new RandomRuns(compile(fork));
            const report = by.make({ ...order, first, count }, Number.POSITIVE_INFINITY);
            done.push([first, { report, lagsCut: false }]);
            first += count;
          }
          const tally = new RunsTally(3);
          for (const [first, each] of done.reverse()) tally.take(first, each);
          const once = new RunsTally(3);
          once.take(0, { report: whole, lagsCut: false });
          const told = ({ runs, steps, lengths, endings, enabled, taken, met, witnesses, finding }: RunsTally) => ({
            ...{ runs, steps, endings, enabled, taken, finding, distinct: met.count },
            lengths: [...lengths].sort(([one], [other]) => one - other),
            witnesses: [...witnesses].sort(([one], [other]) => one - other),
          });
          expect(told(tally)).toEqual(told(once));
        },
      ),
      { numRuns: 20 },
    );
  });

  it("has other runs than another seed", async () => {
    const [one, other] = await Promise.all([1, 2].map((seed) => simulate(fork, { runs: 30, depth: 9, seed })));
    expect(one?.simulation.states.distinct).not.toBe(other?.simulation.states.distinct);
  });
});

describe("a run", () => {
  it("takes each rule that can change something as likely as any other, and then each of its instances", () => {
    const by = new RandomRuns(compile(fork));
    const lasts = new Map<string, number>();
    const runs = 4000;
    const report = by.make({ seed: 3, first: 0, count: runs, depth: 1, properties: [] }, Number.POSITIVE_INFINITY);
    expect(report.runs).toBe(runs);
    const [left = 0, right = 0, never] = report.taken;
    expect([left + right, never]).toEqual([runs, 0]);
    // Four standard deviations: 4 * sqrt(4000 / 4).
    expect(Math.abs(left - runs / 2)).toBeLessThan(127);
    const program = compile(fork);
    for (let run = 0; run < runs; run++) {
      const one = by.make({ seed: 3, first: run, count: 1, depth: 1, properties: [] }, Number.POSITIVE_INFINITY);
      const key = [...one.fingerprints.slice(2)].join();
      lasts.set(key, (lasts.get(key) ?? 0) + 1);
    }
    expect(program.words).toBeGreaterThan(0);
    const counts = [...lasts.values()].sort((one, more) => one - more);
    expect(counts).toHaveLength(10);
    // Of 2000 steps to the right each of nine has 222 on average: four standard deviations are 56.
    for (const count of counts.slice(0, 9)) expect(Math.abs(count - right / 9)).toBeLessThan(57);
  });

  it("is one of the model's behaviours, and meets only states that a check reaches", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), fc.nat(1000), async (number, seed) => {
        const model: Model = randomModel(number, { space: 2000, fault: null });
        const { verdict } = await check(model, { symmetry: false, keepGoing: true });
        if (verdict.outcome === "error") return;
        const { simulation, counterexamples } = await simulate(model, { runs: 40, depth: 15, seed });
        expect(simulation.states.distinct).toBeLessThanOrEqual(verdict.states.distinct);
        for (const property of simulation.properties) {
          const checked = verdict.properties.find(({ name }) => name === property.name);
          if (property.outcome === "violated") {
            expect(checked?.outcome).toBe("violated");
            const [shown] = counterexamples;
            expect(shown?.trace.steps.length).toBe(simulation.shortened?.to);
            expect(shown?.trace.steps.length ?? 0).toBeGreaterThanOrEqual(checked?.steps ?? 0);
            expect(shown?.trace.steps.length ?? 0).toBeLessThanOrEqual(property.steps ?? 0);
          }
          if (property.outcome === "reached") expect(checked?.outcome).toBe("holds");
        }
      }),
      { numRuns: 30 },
    );
  });

  it("is as the interpreter has it, state for state", () => {
    const interpreter = interpret(fork);
    const met = new Set<string>();
    const queue = interpreter.initialStates();
    for (const state of queue) {
      if (met.has(state.text)) continue;
      met.add(state.text);
      queue.push(...interpreter.successors(state).map((next) => next.state));
    }
    const tally = new RunsTally(3);
    const report = new RandomRuns(compile(fork)).make(
      { seed: 1, first: 0, count: 20_000, depth: 30, properties: [] },
      Number.POSITIVE_INFINITY,
    );
    tally.take(0, { report, lagsCut: false });
    // So many runs meet all there is.
    expect(tally.met.count).toBe(met.size);
  });
});

describe("what ends runs", () => {
  const rows = [
    ["where no rule is enabled", {}, { terminal: 20 }],
    ["where what is enabled changes nothing", { still: true }, { unchanging: 20 }],
    ["at the constraint", { bound: true }, { constraint: 20 }],
    ["after as many steps as they may have", { most: 9 }, { depth: 20 }],
  ] as const;
  it.each(rows)("is told: %s", async (_, parameters, expected) => {
    const { simulation } = await simulate(ending(parameters), { runs: 20, depth: 8 });
    const none = { depth: 0, terminal: 0, unchanging: 0, constraint: 0, finding: 0 };
    expect(simulation.endings).toEqual({ ...none, ...expected });
    expect(simulation).toMatchObject({ outcome: "no-violation", ending: "runs", runs: { asked: 20, made: 20 } });
    expect(exitCodeOfSimulation(simulation)).toBe(0);
  });

  it.each([
    ["a deadlock", { most: 4 }, "no deadlock", 11, ["up", "up", "up", "up"]],
    ["a step", { most: 7 }, "by one", 12, ["up", "up", "up", "up", "up"]],
  ] as const)("may be %s", async (_, parameters, property, code, steps) => {
    const { simulation, counterexamples } = await simulate(ending(parameters));
    expect(simulation).toMatchObject({ outcome: "violated", ending: "violation", runs: { made: 1 } });
    expect(simulation.properties.filter(({ outcome }) => outcome === "violated").map(({ name }) => name)).toEqual([
      property,
    ]);
    expect(counterexamples[0]?.trace.steps.map(({ rule }) => rule)).toEqual(steps);
    expect(exitCodeOfSimulation(simulation)).toBe(code);
  });

  it.each([
    ["a rule", { throws: true }, "effect-threw", "rule-throws", "TypeError: no more"],
    ["a property", { claims: true }, "property-threw", "property-throws", "RangeError: no claim"],
    ["a bound of the constraint", { throwingBound: true }, "property-threw", "property-throws", "EvalError: no bound"],
  ] as const)("may be %s that throws", async (_, parameters, id, claim, text) => {
    const { simulation, counterexamples } = await simulate(ending(parameters));
    expect(simulation).toMatchObject({ outcome: "error", ending: "error", error: { id } });
    expect(counterexamples).toMatchObject([{ claim }]);
    expect(exitCodeOfSimulation(simulation)).toBe(75);
    const { error } = simulationJson({ simulation, counterexamples }, null);
    expect(error).toMatchObject({ exitCode: 75, message: expect.stringContaining(text) });
    expect((error as { trace: unknown }).trace).not.toBeNull();
  });

  it("may be a signal or the time: then it is undecided", async () => {
    const aborted = await simulate(fork, { properties: ["in order"], runs: 2 ** 30, signal: AbortSignal.timeout(50) });
    expect(aborted.simulation).toMatchObject({ outcome: "no-violation", ending: "interrupted" });
    const late = await simulate(fork, { properties: ["in order"], runs: 2 ** 30, timeMs: 50 });
    expect(late.simulation).toMatchObject({ outcome: "no-violation", ending: "time", runs: { asked: 2 ** 30 } });
    expect([aborted, late].map(({ simulation }) => exitCodeOfSimulation(simulation))).toEqual([20, 20]);
    const asked = await simulate(fork, { properties: ["in order"], timeMs: 50 });
    expect(asked.simulation).toMatchObject({ outcome: "no-violation", ending: "runs", runs: { asked: null } });
    expect(exitCodeOfSimulation(asked.simulation)).toBe(0);
  });
});

describe("what is said of properties", () => {
  it("is what was seen, and that runs cannot judge those over time", async () => {
    const { simulation } = await simulate(fork, { runs: 40, depth: 9, properties: undefined as never });
    const said = Object.fromEntries(simulation.properties.map(({ name, outcome }) => [name, outcome]));
    expect(said).toMatchObject({ "in order": "not-violated", beyond: "not-reached", done: "not-judged" });
    await expect(simulate(fork, { properties: ["done"] })).rejects.toMatchObject({
      code: "SYN135",
      message: expect.stringContaining("done, which is of the kind eventually"),
    });
  });

  it("names the first run that reached it, and how soon", async () => {
    const { simulation } = await simulate(fork, { runs: 500, depth: 9 });
    const reached = simulation.properties.find(({ name }) => name === "left first");
    expect(reached).toEqual({ name: "left first", kind: "reachable", outcome: "reached", run: 6, steps: 5 });
  });
});

describe("options that are none", () => {
  it.each([
    ["SYN212", {}, {}],
    ["SYN212", fork, []],
    ["SYN211", fork, { run: 3 }],
    ["SYN109", fork, { runs: 0 }],
    ["SYN109", fork, { runs: 1.5 }],
    ["SYN109", fork, { depth: -1 }],
    ["SYN109", fork, { depth: 100_001 }],
    ["SYN109", fork, { seed: 2 ** 32 }],
    ["SYN109", fork, { timeMs: 0 }],
    ["SYN109", fork, { workers: 0 }],
    ["SYN212", fork, { crew: {} }],
    ["SYN106", fork, { properties: ["in oder"] }],
    [
      "SYN105",
      fork,
      {
        progress: () => {
          throw new Error("mine");
        },
      },
    ],
  ] as const)("are refused by %s", async (code, model, options) => {
    const error = await simulate(model as never, options as never).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SynodError);
    expect((error as SynodError).code).toBe(code);
  });
});
