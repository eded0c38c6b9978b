/** Parameters, runs and commands as fast-check has them: within what the model allows, and shrunk to what is small. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  atStart,
  commandsOf,
  type ModelRun,
  parametersOf,
  runsOf,
  SynodError,
  smallestConfiguration,
} from "../../src/fast-check.ts";
import { choice, flag, integer, map, members, model, protocol, range, scalarset, set } from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { replayWalk } from "../../src/trace/replay.ts";
import { counter, round } from "./models.ts";

const boats = protocol(
  {
    name: "boats",
    parameters: {
      boats: integer({ from: 1, to: 5, default: 4 }),
      seats: integer({ from: 2, to: 6, default: 5 }),
      flag: choice(["red", "green"], { default: "green" }),
      storm: flag(),
    },
    requires: { "fewer boats than seats": (p) => p.boats < p.seats },
    mutants: { leaks: { about: "takes one more", breaks: "afloat", at: { boats: 2, seats: 3 } } },
  },
  ({ boats, seats }, mutant) =>
    model({
      state: { on: map(scalarset("b", boats), range(0, 9)) },
      rules: {
        board: {
          for: { b: scalarset("b", boats) },
          when: (s, { b }) => s.on.get(b) < seats + (mutant === "leaks" && boats > 1 ? 1 : 0),
          do: (s, { b }) => s.on.set(b, s.on.get(b) + 1),
        },
      },
      always: { afloat: (s) => [...s.on].every(([, n]) => n <= seats) },
      reachable: { crowded: boats > 2 ? (s) => [...s.on].every(([, n]) => n > 1) : false },
    }),
);

const failureOf = <T>(property: fc.IProperty<T>) => fc.check(property, { seed: 7, numRuns: 2000 });

describe("parametersOf", () => {
  it("makes every parameter, each within its range, all of them as is required, and models of them", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(parametersOf(boats), (values) => {
        expect(Object.keys(values)).toEqual(["boats", "seats", "flag", "storm"]);
        expect(values.boats).toBeGreaterThanOrEqual(1);
        expect(values.seats).toBeLessThanOrEqual(6);
        expect(values.boats).toBeLessThan(values.seats);
        expect(boats(values).name).toBe("boats");
        seen.add(`${values.flag} ${values.storm} ${values.boats}`);
      }),
      { numRuns: 500, seed: 1 },
    );
    expect(seen.size).toBe(20);
  });

  it("shrinks to the smallest configuration that still fails", () => {
    const { counterexample } = failureOf(fc.property(parametersOf(boats), ({ boats, storm }) => boats < 3 || !storm));
    expect(counterexample).toEqual([{ boats: 3, seats: 4, flag: "red", storm: true }]);
  });

  it("is refused what is no protocol", () => {
    expect(() => parametersOf(counter as never)).toThrow(SynodError);
  });
});

describe("runsOf", () => {
  it("makes runs of the model, of every length up to the longest", () => {
    const lengths = new Set<number>();
    fc.assert(
      fc.property(runsOf(counter, { depth: 6 }), (run) => {
        lengths.add(run.list.steps.length);
        expect(replayWalk(counter, run.list)).toEqual(run.trace);
      }),
      { numRuns: 300, seed: 3 },
    );
    expect([...lengths].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it("shrinks a run that violates a property to a short one that does, too", () => {
    const { failed, counterexample } = failureOf(fc.property(runsOf(counter), (run) => !run.violates("small")));
    const [run] = counterexample as [ModelRun];
    expect(failed).toBe(true);
    // Some walk goes by twos alone; else no step of it can be left out.
    expect(run.violates("small")).toBe(true);
    expect(run.list.steps.length).toBeLessThanOrEqual(8);
    for (const at of run.list.steps.keys()) {
      const interpreter = interpret(counter);
      let state = interpreter.initialStates()[0];
      for (const step of run.list.steps.filter((_, other) => other !== at))
        state = (state && interpreter.take(state, step)) ?? state;
      expect(state && interpreter.holds(counter.properties[1] as never, state, state)).toBe(true);
    }
    expect(String(run)).toMatch(/^a run of \d steps\n 0 {2}initial state\n/);
  });

  it("has the same runs for the same seed", () => {
    const listsOf = () => fc.sample(runsOf(counter), { numRuns: 20, seed: 5 }).map((run) => run.list);
    expect(listsOf()).toEqual(listsOf());
  });

  it("knows what a run reaches, and what it cannot tell", () => {
    const [run] = fc.sample(runsOf(counter), { numRuns: 1, seed: 5 }) as [ModelRun];
    expect(run.reaches("never")).toBe(false);
    expect(() => run.reaches("small")).toThrow(expect.objectContaining({ code: "SYN134" }));
    expect(() => run.violates("smal")).toThrow(expect.objectContaining({ code: "SYN106" }));
    const [other] = fc.sample(runsOf(round), { numRuns: 1, seed: 5 }) as [ModelRun];
    expect(() => other.violates("rests")).toThrow(expect.objectContaining({ code: "SYN135" }));
    expect(fc.sample(runsOf(counter), { numRuns: 200, seed: 5 }).some((each) => each.reaches("far"))).toBe(true);
  });

  it.each([
    ["SYN212", {}, {}],
    ["SYN212", counter, []],
    ["SYN211", counter, { dept: 3 }],
    ["SYN212", counter, { depth: -1 }],
  ] as const)("is refused by %s what it cannot be", (code, given, options) => {
    expect(() => runsOf(given as never, options as never)).toThrow(expect.objectContaining({ code }));
  });
});

describe("smallestConfiguration", () => {
  it("is found by checking all that are smaller, too", async () => {
    const found = await smallestConfiguration(boats, "afloat", { at: { boats: 3, seats: 5 }, mutant: "leaks" });
    expect(found?.parameters).toEqual({ boats: 2, seats: 3, flag: "green", storm: false });
    expect(found?.isSmallest).toBe(true);
    expect(found?.tried.map(({ parameters: { boats, seats }, outcome }) => [boats, seats, outcome])).toEqual([
      [1, 2, "holds"],
      [1, 3, "holds"],
      [2, 3, "violated"],
    ]);
    expect(found?.result.verdict.properties).toMatchObject([{ name: "afloat", outcome: "violated", steps: 4 }]);
  });

  it("is null where the property holds in all, and said to be in doubt where a smaller one was not decided", async () => {
    expect(await smallestConfiguration(boats, "afloat", { at: { boats: 2, seats: 3 } })).toBeNull();
    const doubtful = await smallestConfiguration(boats, "afloat", {
      at: { boats: 2, seats: 3 },
      mutant: "leaks",
      maxDepth: 3,
    });
    expect(doubtful).toBeNull();
    const late = await smallestConfiguration(boats, "afloat", {
      at: { boats: 2, seats: 3 },
      mutant: "leaks",
      maxStates: 4,
    });
    expect(late === null || !late.isSmallest).toBe(true);
  });

  it("looks where the property is claimed, and refuses one that is claimed nowhere", async () => {
    expect(await smallestConfiguration(boats, "crowded", { at: { boats: 3, seats: 4 } })).toBeNull();
    await expect(smallestConfiguration(boats, "aflot")).rejects.toMatchObject({ code: "SYN106" });
    await expect(smallestConfiguration(counter as never, "small")).rejects.toMatchObject({ code: "SYN212" });
    await expect(smallestConfiguration(boats, "afloat", { at: { boats: 9 } })).rejects.toMatchObject({
      code: "SYN104",
    });
    await expect(smallestConfiguration(boats, "afloat", { works: 1 } as never)).rejects.toMatchObject({
      code: "SYN211",
    });
  });
});

describe("commandsOf", () => {
  const Letter = scalarset("letter", 4);
  const box = set(Letter);
  const post = model({
    state: { box, read: range(0, 9) },
    rules: {
      send: { for: { l: Letter }, when: (s, { l }) => !s.box.has(l), do: (s, { l }) => s.box.add(l) },
      read: {
        for: { l: members(box) },
        when: (s) => s.read < 9,
        do: (s, { l }) => {
          s.box.delete(l);
          s.read += 1;
        },
      },
    },
  });

  it("takes steps of the model, and tells what is real what is bound and what comes of it", async () => {
    const taken: string[][] = [];
    const commands = commandsOf<{ letters: Set<string>; read: number }>(post, {
      send: (real, { l }, after) => {
        real.letters.add(l);
        expect([...real.letters].sort()).toEqual(after["box"]);
      },
      read: async (real, { l }, after) => {
        await Promise.resolve();
        expect(real.letters.delete(l)).toBe(true);
        real.read += 1;
        expect({ box: [...real.letters].sort(), read: real.read }).toEqual(after);
      },
    });
    expect(commands).toHaveLength(2);
    await fc.assert(
      fc.asyncProperty(fc.commands(commands), async (all) => {
        const position = atStart(post);
        await fc.asyncModelRun(() => ({ model: position, real: { letters: new Set<string>(), read: 0 } }), all);
        taken.push([...position.steps]);
      }),
      { numRuns: 100, seed: 2 },
    );
    expect(taken.flat().some((step) => /^read\(l: letter\d\)$/.test(step))).toBe(true);
    expect(Math.max(...taken.map(({ length }) => length))).toBeGreaterThan(5);
  });

  it("shows the commands that were run as rule calls, where what is real does otherwise", async () => {
    const commands = commandsOf<{ sent: number }>(post, {
      send: (real) => {
        real.sent += 1;
        if (real.sent === 3) throw new Error("full");
      },
      read: null,
    });
    const failed = await fc.check(
      fc.asyncProperty(fc.commands(commands), (all) =>
        fc.asyncModelRun(() => ({ model: atStart(post), real: { sent: 0 } }), all),
      ),
      { seed: 2, numRuns: 500 },
    );
    expect(failed.failed).toBe(true);
    expect(String(failed.counterexample?.[0])).toMatch(/^(send\(l: letter\d\),?){3}/);
  });

  it.each([
    ["SYN211", { send: null, read: null, burn: null }],
    ["SYN212", { send: null }],
    ["SYN212", { send: null, read: "it" }],
    ["SYN212", null],
  ] as const)("is refused by %s what it is not told, or told too much", (code, steps) => {
    expect(() => commandsOf(post, steps as never)).toThrow(expect.objectContaining({ code }));
  });
});
