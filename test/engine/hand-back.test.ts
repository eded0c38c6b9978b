import { afterEach, describe, expect, it } from "vitest";
import { paxos, twoPhaseCommit } from "../../models/index.ts";
import { CompiledProgram, compile } from "../../src/compile/compile.ts";
import { kernelRelief } from "../../src/engine/hand-over.ts";
import { KernelEngine } from "../../src/engine/kernel-engine.ts";
import { Budget } from "../../src/explore/budget.ts";
import { explore } from "../../src/explore/explorer.ts";
import type { SearchOptions, Walk } from "../../src/explore/walk.ts";
import { model as modelOf, range } from "../../src/index.ts";
import { LINES_CROWDED, SHAPE_MOST_STATES } from "../../src/kernel/map.ts";
import type { Model } from "../../src/model/model.ts";
import type { Program } from "../../src/program/program.ts";
import { setThresholds } from "../../src/thresholds.ts";

afterEach(() => setThresholds({}));

const options = (model: Model, more: Partial<SearchOptions> = {}): SearchOptions => ({
  help: null,
  store: "compact",
  memoryBytes: 64e6,
  properties: model.properties.map((_, at) => at),
  keepGoing: true,
  ...more,
});

/** All that a walk says, and the way to a state of each level. */
function said(walk: Walk): object {
  const { engine: _, bytes: _bytes, pathTo, members: _members, kept, sample: _sample, judges: _judges, ...rest } = walk;
  const ways = walk.findings.map(({ state, level }) => pathTo(state, level));
  return { ...rest, ways, kept: [kept.count, kept.all] };
}

/** A program that publishes no more after so many times. */
function publishing(model: Model, times: number): Program {
  const program = compile(model);
  let left = times;
  program.publish = (usage) =>
    left-- > 0 ? CompiledProgram.prototype.publish.call(program, usage) : "it has said enough";
  return program;
}

const models = [
  ["two-phase commit", twoPhaseCommit({ participants: 4 })],
  ["Paxos", paxos({ acceptors: 3, ballots: 2, values: 2 })],
] as const;

describe("a search that the kernel gives back", () => {
  it.each(models)("says what one says that stays where it is, whenever that happens: %s", async (_, model) => {
    const expected = said(await explore(compile(model), options(model)));
    const engines = new Set<string>();
    setThresholds({ blockStates: 8, batch: 4 });
    const { bytes } = await explore(compile(model), options(model));
    for (const times of [1, 2, 3, 5, 8, 13, 21]) {
      setThresholds({ blockStates: 8, batch: 4, kernelFrom: 1, sliceMs: 1 });
      const walk = await explore(publishing(model, times), options(model), kernelRelief);
      engines.add(walk.engine);
      // What the kernel had taken of the budget is nobody's any more.
      if (walk.engine === "reference") expect(walk.bytes, `after ${times}`).toBe(bytes);
      expect(said(walk), `after ${times}`).toEqual(expected);
    }
    expect(engines).toContain("reference");
  });

  it("goes on in the midst of a level, with states that wait for room", { timeout: 60_000 }, async () => {
    const model = paxos({ acceptors: 3, ballots: 3, values: 2 });
    const expected = said(await explore(compile(model), options(model)));
    setThresholds({ kernelFrom: 1 });
    let waiting = 0;
    for (const nth of [1, 2, 3]) {
      let unfinished = 0;
      const walk = await explore(compile(model), options(model), {
        ...kernelRelief,
        takeOver: async (...given) => {
          const engine = await kernelRelief.takeOver(...given);
          if (typeof engine === "string") return engine;
          const { advance } = engine;
          engine.advance = async (order) => {
            const reports = await advance.call(engine, order);
            if (!engine.done && ++unfinished === nth) Object.assign(engine, { leaves: "that will do" });
            return reports;
          };
          return engine;
        },
        giveBack: (engine, reference) => {
          const isRoom = kernelRelief.giveBack(engine, reference);
          if (reference.isWaiting) waiting++;
          return isRoom;
        },
      });
      expect([walk.engine, unfinished]).toEqual(["reference", nth]);
      expect(said(walk), `in level that is not done, number ${nth}`).toEqual(expected);
    }
    expect(waiting).toBeGreaterThan(0);
  });
});

describe("a search that the kernel gives back, and that keeps all states", () => {
  it("has kept those of a level that is not done", async () => {
    const model = paxos({ acceptors: 3, ballots: 2, values: 2 });
    setThresholds({ kernelFrom: 1, sliceMs: 1, blockStates: 8, batch: 4 });
    const walk = await explore(compile(model), options(model, { keep: "all" }), {
      ...kernelRelief,
      takeOver: async (...given) => {
        const engine = await kernelRelief.takeOver(...given);
        if (typeof engine === "string") return engine;
        const { advance } = engine;
        engine.advance = async (order) => {
          const reports = await advance.call(engine, order);
          if (!engine.done) Object.assign(engine, { leaves: "that will do" });
          return reports;
        };
        return engine;
      },
    });
    expect([walk.engine, walk.kept.all, walk.kept.count]).toEqual(["reference", true, walk.distinct]);
  });
});

describe("a search that the kernel gives back, with states that are still to be looked at", () => {
  it.each([1, 3, 5, 6, 7, 9])("has them audited before it goes, which may be after %i rounds", async (times) => {
    let asked = 0;
    const forgetful = modelOf({
      state: { x: range(0, 9) },
      rules: {
        up: {
          // In the state that it is given back at, if it is at 5, it is asked again for the audit alone.
          when: (s) => s.x !== 5 || ++asked === 1,
          do: (s) => {
            s.x = (s.x + 1) % 10;
          },
        },
      },
    });
    setThresholds({ kernelFrom: 1, auditBits: 0, seedsAudited: 0, doubledRuns: 0 });
    const search = explore(publishing(forgetful, times), options(forgetful), kernelRelief);
    await expect(search).rejects.toMatchObject({ id: "impure-model" });
  });
});

describe("a search by the kernel", () => {
  it("goes on over levels that outgrow their bits, and through small tables that grow", async () => {
    const chain = modelOf({
      state: { tens: range(0, 59), ones: range(0, 59), side: range(0, 2) },
      rules: {
        up: {
          when: (s) => s.ones < 59,
          do: (s) => {
            s.ones += 1;
          },
        },
        over: {
          when: (s) => s.ones === 59 && s.tens < 59,
          do: (s) => {
            s.ones = 0;
            s.tens += 1;
          },
        },
        aside: {
          do: (s) => {
            s.side = (s.side + 1) % 3;
          },
        },
      },
      always: { "not far": (s) => s.tens < 58 || s.ones < 30 || s.side !== 1 },
    });
    const expected = said(await explore(compile(chain), options(chain)));
    setThresholds({ kernelFrom: 1, levelBits: 2, blockStates: 1, batch: 1 });
    const walk = await explore(compile(chain), options(chain), kernelRelief);
    expect(walk.engine).toBe("kernel");
    expect(walk.findings[0]?.level).toBe(3511);
    expect(said(walk)).toEqual(expected);
  });

  it("finds all states of a table that grows many times", async () => {
    const model = paxos({ acceptors: 3, ballots: 3, values: 2 });
    setThresholds({ kernelFrom: 1 });
    const walk = await explore(compile(model), options(model), kernelRelief);
    expect(walk).toMatchObject({ engine: "kernel", ending: "complete", distinct: 185_369, generated: 1_316_584 });
  });

  it.each([
    ["states", { mostStates: 500 }],
    ["depth", { mostDepth: 5 }],
  ] as const)("ends at a limit: %s", async (ending, limits) => {
    const model = paxos({ acceptors: 3, ballots: 2, values: 2 });
    const reference = await explore(compile(model), options(model, { limits }));
    setThresholds({ kernelFrom: 1 });
    const walk = await explore(compile(model), options(model, { limits }), kernelRelief);
    expect([walk.engine, walk.ending, reference.ending]).toEqual(["kernel", ending, ending]);
    if (ending === "depth") expect(said(walk)).toEqual(said(reference));
  });

  it("ends when the budget is used up, and says what the last level is made of", async () => {
    const model = paxos({ acceptors: 3, ballots: 3, values: 2 });
    setThresholds({ kernelFrom: 1 });
    const walk = await explore(compile(model), options(model, { memoryBytes: 3e6 }), kernelRelief);
    expect([walk.engine, walk.ending]).toEqual(["kernel", "memory"]);
    expect(walk.sample.length).toBeGreaterThan(0);
    expect(walk.bytes).toBeLessThanOrEqual(3e6);
  });

  it("does not go on without what was set aside, where there is room again", async () => {
    const grid = modelOf({
      state: { x: range(0, 59), y: range(0, 59) },
      rules: {
        right: {
          when: (s) => s.x < 59,
          do: (s) => {
            s.x += 1;
          },
        },
        up: {
          when: (s) => s.y < 59,
          do: (s) => {
            s.y += 1;
          },
        },
      },
    });
    setThresholds({ kernelFrom: 1, batch: 4, auditBits: 0 });
    let refused = 0;
    const walk = await explore(compile(grid), options(grid), {
      ...kernelRelief,
      takeOver: async (program, ground, reference) => {
        let isFull = () => false;
        let isOver = false;
        // Refused once, whatever size it asks for next, to a table that is as full as it may be in the midst of a round. Kept
        // states might have given way then.
        class Scant extends Budget {
          override take(bytes: number): boolean {
            if (isOver || !isFull()) return ground.budget.take(bytes);
            refused = bytes;
            queueMicrotask(() => {
              isOver = true;
            });
            return false;
          }
          override get taken(): number {
            return ground.budget.taken;
          }
          override release(bytes: number): void {
            ground.budget.release(bytes);
          }
        }
        const engine = await kernelRelief.takeOver(program, { ...ground, budget: new Scant(64e6) }, reference);
        if (!(engine instanceof KernelEngine)) throw new TypeError("the kernel is to take it over");
        const { advance, memory } = engine;
        engine.advance = async (order) => {
          const before = engine.states;
          isFull = () => engine.states > Math.max(before, memory.read(SHAPE_MOST_STATES));
          return advance.call(engine, order);
        };
        return engine;
      },
    });
    expect(refused).toBeGreaterThan(0);
    // It went on, and was complete without what would have come of them.
    expect([walk.engine, walk.ending]).toEqual(["kernel", "memory"]);
  });

  it("keeps all states that it finds, when it is to, and those that were found before once", async () => {
    const model = paxos({ acceptors: 3, ballots: 2, values: 2 });
    let inTheMidst = 0;
    for (const kernelFrom of [1, 700, 1500, 3000]) {
      setThresholds({ kernelFrom, sliceMs: 1, blockStates: 8, batch: 4 });
      const walk = await explore(compile(model), options(model, { keep: "all" }), {
        ...kernelRelief,
        takeOver: (program, ground, reference) => {
          if (!reference.done) inTheMidst++;
          return kernelRelief.takeOver(program, ground, reference);
        },
      });
      expect([walk.engine, walk.kept.all, walk.kept.count]).toEqual(["kernel", true, walk.distinct]);
    }
    expect(inTheMidst).toBeGreaterThan(0);
  });

  it("grows where a thread found no room near a state's home, although the table is not full", async () => {
    const model = paxos({ acceptors: 3, ballots: 2, values: 2 });
    setThresholds({ kernelFrom: 1 });
    const lines: number[] = [];
    const walk = await explore(compile(model), options(model), {
      ...kernelRelief,
      takeOver: async (...given) => {
        const engine = await kernelRelief.takeOver(...given);
        if (!(engine instanceof KernelEngine)) throw new TypeError("the kernel is to take it over");
        const { advance } = engine;
        engine.advance = async (order) => {
          const before = engine.memory.lineCount;
          if (lines.length === 0) engine.memory.write(LINES_CROWDED, 1);
          const reports = await advance.call(engine, order);
          lines.push(engine.memory.lineCount / before);
          return reports;
        };
        return engine;
      },
    });
    expect([walk.engine, walk.distinct]).toEqual(["kernel", 3921]);
    expect(lines.slice(0, 2)).toEqual([4, 1]);
  });
});
