/** The second judgement by the threads of a search: what it counts and finds does not depend on how many they are. */
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { twoPhaseCommit } from "../../models/index.ts";
import { questionOf } from "../../src/certify/question.ts";
import { check } from "../../src/check/check.ts";
import { judgeAgain } from "../../src/check/judge-again.ts";
import { bundle } from "../../src/cli/bundle.ts";
import type { Crew } from "../../src/explore/crew.ts";
import { explore, judgesOf } from "../../src/explore/explorer.ts";
import { Help } from "../../src/explore/help.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import type { Walk } from "../../src/explore/walk.ts";
import type { Model } from "../../src/model/model.ts";
import type { ParameterValue } from "../../src/model/parameters.ts";
import { UNREDUCED } from "../../src/program/program.ts";
import { reducedProgram } from "../../src/reduce/reduce.ts";
import type { SharedStates } from "../../src/store/shared-states.ts";
import type { VisitedSet } from "../../src/store/visited-set.ts";
import { counting, stopping } from "../explore/fixtures/crew-protocols.ts";
import { favouring } from "./fixtures/favouring.ts";
import { moody } from "./fixtures/moody.ts";

const modules = { counting: "", stopping: "", favouring: "", moody: "", twoPhaseCommit: "" };
beforeAll(async () => {
  const bundled = (...path: readonly string[]) => {
    const file = join(import.meta.dirname, "..", ...path);
    return bundle({ given: file, path: file, export: null });
  };
  modules.counting = await bundled("explore", "fixtures", "crew-protocols.ts");
  modules.stopping = modules.counting;
  modules.favouring = await bundled("check", "fixtures", "favouring.ts");
  modules.moody = await bundled("check", "fixtures", "moody.ts");
  modules.twoPhaseCommit = await bundled("..", "models", "index.ts");
});

const opened: Crew[] = [];
function crewOn(name: keyof typeof modules, parameters: Record<string, ParameterValue>, size: number): Crew {
  const crew = threadCrew({ module: modules[name], export: name, parameters, mutant: null }, size);
  opened.push(crew);
  return crew;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((crew) => crew.close()));
});

/** A crew that notes how many states its threads judged, one pass after the other. */
function noting(crew: Crew, notes: number[][]): Crew {
  const examine: Crew["examine"] = async (examination) => {
    const reports = await crew.examine(examination);
    notes.push(reports.map(({ states }) => states));
    return reports;
  };
  return { ...crew, examine };
}
const sum = (counts: readonly number[] = []) => counts.reduce((one, other) => one + other, 0);

describe("certification by threads", () => {
  it.each([1, 2, 3])("judges all states, and each once: %i threads", async (size) => {
    const notes: number[][] = [];
    const crew = noting(crewOn("counting", { most: 30 }, size), notes);
    for (const store of size === 2 ? (["compact", "exact"] as const) : (["compact"] as const)) {
      const { verdict } = await check(counting({ most: 30 }), { crew, eager: true, certify: true, store });
      expect(verdict).toMatchObject({
        outcome: "holds",
        workers: size,
        states: { distinct: 29_791, generated: 86_491, depth: 90 },
        judged: { states: 29_791, of: 29_791, all: true, closures: 29_791, renamed: null, differFewerThan: null },
      });
    }
    expect(notes.map((counts) => counts.length)).toEqual(size === 2 ? [2, 2] : [size]);
    for (const counts of notes) expect(sum(counts)).toBe(29_791);
  });

  it("judges all renamings as well, by models of a module imported anew", async () => {
    const model = twoPhaseCommit({ participants: 8 });
    const options = { symmetry: true, certify: true, again: async () => twoPhaseCommit({ participants: 8 }) };
    const alone = await check(model, options);
    const notes: number[][] = [];
    const crew = noting(crewOn("twoPhaseCommit", { participants: 8 }, 2), notes);
    const { verdict } = await check(model, { ...options, crew, eager: true });
    expect(verdict.outcome).toBe("holds");
    const { distinct } = verdict.states;
    expect(distinct).toBe(1461);
    expect(verdict.judged).toMatchObject({ all: true, closures: distinct, renamed: distinct });
    expect(alone.verdict.judged).toMatchObject({ all: true, closures: distinct, renamed: distinct });
    expect(notes.map(sum)).toEqual([distinct, distinct]);
  });

  it("tries every renaming where they are few", async () => {
    const parameters = { most: 12, levels: "11,3,0,4" } as const;
    const notes: number[][] = [];
    const crew = noting(crewOn("favouring", parameters, 2), notes);
    const options = { crew, eager: true, symmetry: true } as const;
    expect((await check(favouring(parameters), { ...options, judgeAgain: false })).verdict.outcome).toBe("holds");
    const { verdict } = await check(favouring(parameters), { ...options, certify: true });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "asymmetric-model" } });
    expect(notes).toHaveLength(2);
    expect(sum(notes[0])).toBe(1820);
    expect(sum(notes[1])).toBeLessThan(1820);
  });

  it("sees that a module imported anew makes another model", async () => {
    const model = moody();
    const crew = crewOn("moody", {}, 2);
    const options = { crew, eager: true, certify: true } as const;
    expect((await check(model, options)).verdict).toMatchObject({ outcome: "holds", judged: { closures: 2500 } });
    const { verdict } = await check(model, { ...options, again: async () => model });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "impure-model" } });
    expect(JSON.stringify(verdict.error)).toContain("imported again, makes another model");
  });

  it("is the calling thread's as well, since threads may all have another model where no proof looked", async () => {
    const crew = crewOn("stopping", {}, 2);
    // The kernel's threads have no model at all.
    const options = { crew, eager: true, certify: true, engine: "reference" } as const;
    const blind = await check(stopping(), { ...options, judgeAgain: false });
    expect(blind.verdict.states.distinct).toBe(301 * 291);
    const { verdict } = await check(stopping(), options);
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "judged-differently" } });
    expect(verdict.error?.details).toMatchObject({ subject: "where other leads" });
  });

  it.each([1, 3])("ends when it is told to, and says how many were judged: %i threads", async (size) => {
    const notes: number[][] = [];
    const crew = noting(crewOn("counting", { most: 40 }, size), notes);
    const stop = new AbortController();
    const heard: number[] = [];
    const { verdict } = await check(counting({ most: 40 }), {
      crew,
      eager: true,
      certify: true,
      signal: stop.signal,
      judging: (judged, of) => {
        heard.push(judged);
        expect(of).toBe(68_921);
        if (judged > 0) stop.abort();
      },
    });
    const judged = sum(notes[0]);
    expect(notes).toHaveLength(1);
    expect(judged).toBeGreaterThanOrEqual(heard.at(-1) as number);
    expect(judged).toBeLessThan(68_921);
    expect(verdict).toMatchObject({ outcome: "undecided", complete: true, judged: { closures: judged, all: false } });
    expect(verdict.error).toMatchObject({ id: "certification-cut", details: { judged, states: 68_921 } });
  });

  it("ends with what a listener throws", async () => {
    const crew = crewOn("counting", { most: 40 }, 2);
    const judging = () => {
      throw new RangeError("enough");
    };
    const { verdict } = await check(counting({ most: 40 }), { crew, eager: true, certify: true, judging });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "bad-config", thrown: { message: "enough" } } });
  });

  it("begins in the calling thread while threads are coming up, and leaves them the rest", async () => {
    const notes: number[][] = [];
    const crew = crewOn("counting", { most: 40 }, 2);
    await crew.call();
    let come = () => {};
    const called = new Promise<void>((resolve) => {
      come = resolve;
    });
    let isHere = false;
    const join: Crew["join"] = async (recruiting) => {
      await called;
      const refusal = await crew.join(recruiting);
      isHere = true;
      return refusal;
    };
    const late: Crew = { ...noting(crew, notes), join };
    const pause = new Int32Array(new SharedArrayBuffer(4));
    const judging = (judged: number) => {
      if (judged === 0) return;
      come();
      // Threads load, and prove, their model in what time that takes: without pauses all may be judged by then.
      if (!isHere) Atomics.wait(pause, 0, 0, 150);
    };
    const { verdict } = await check(counting({ most: 40 }), { crew: late, certify: true, judging });
    expect(verdict).toMatchObject({ outcome: "holds", judged: { all: true, closures: 68_921 } });
    expect(notes).toHaveLength(1);
    expect(sum(notes[0])).toBeGreaterThan(0);
    expect(sum(notes[0])).toBeLessThan(68_921);
  });

  it("leaves small spaces to the calling thread, and starts no threads for itself", async () => {
    const notes: number[][] = [];
    const small = noting(crewOn("counting", { most: 8 }, 2), notes);
    const { verdict } = await check(counting({ most: 8 }), { crew: small, eager: true, certify: true });
    expect(verdict).toMatchObject({ outcome: "holds", judged: { closures: 729, interpreter: 729, all: true } });
    const idle = noting(crewOn("counting", { most: 20 }, 2), notes);
    const other = await check(counting({ most: 20 }), { crew: idle, certify: true });
    expect(other.verdict).toMatchObject({ outcome: "holds", judged: { closures: 9261, all: true } });
    expect(idle.ready).toBe(false);
    expect(notes).toEqual([]);
  });
});

/** A search by a crew, with what it has of the crew. */
async function searched(model: Model, crew: Crew): Promise<{ readonly walk: Walk; readonly help: Help }> {
  const help = new Help(crew.size, model, async () => crew);
  const walk = await explore(reducedProgram(model, UNREDUCED), {
    help,
    eager: true,
    store: "compact",
    memoryBytes: 2 ** 28,
    properties: selectedOf(model),
    keepGoing: true,
    keep: "all",
  });
  expect(walk).toMatchObject({ ending: "complete", distinct: 29_791, kept: { count: 29_791, all: true } });
  return { walk, help };
}
const selectedOf = ({ properties }: Model) => properties.map((_, at) => at);

/** What the second judgement of a walk ends with: an error's text, or that there is none. */
async function judgement(model: Model, walk: Walk, help: Help | null): Promise<string> {
  const selected = selectedOf(model);
  const outcomes = selected.map((at) => ({ at, violated: false }));
  const judging = {
    model,
    again: null,
    program: reducedProgram(model, UNREDUCED),
    walk: { ...walk, judges: help && judgesOf(help, sharedOf(walk)) },
    question: questionOf(UNREDUCED, model.properties, outcomes, []),
    searchMs: 0,
    certify: true,
    until: Number.POSITIVE_INFINITY,
  };
  return judgeAgain(judging).then(
    ({ all }) => `all: ${all}`,
    (error: Error) => `${error}`,
  );
}

function sharedOf({ members }: Walk): SharedStates {
  const { memory, arena } = members as VisitedSet;
  return { slots: memory, arena };
}

/** Empties slots of a visited set that are followed by an empty one, so that no other state is lost with them. */
function lose({ members }: Walk, most: number): number {
  let lost = 0;
  for (const segment of (members as VisitedSet).memory.segments) {
    const slots = new Int32Array(segment as SharedArrayBuffer);
    for (let slot = 0; slot + 3 < slots.length && lost < most; slot += 3) {
      if (slots[slot] === 0 || slots[slot + 3] !== 0) continue;
      slots[slot] = 0;
      slot += 3;
      lost++;
    }
  }
  return lost;
}

describe("threads that judge again", () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 1],
    [1, 900],
    [2, 900],
    [3, 900],
  ])("find, %i together, where %i states were lost, and tell of the least state", async (size, losses) => {
    const model = counting({ most: 30 });
    const { walk, help } = await searched(model, crewOn("counting", { most: 30 }, size));
    expect(await judgement(model, walk, help)).toBe("all: true");
    expect(lose(walk, losses)).toBe(losses);
    const expected = await judgement(model, walk, null);
    expect(expected).toContain("is not in the visited set");
    for (let turn = 0; turn < 3; turn++) expect(await judgement(model, walk, help)).toBe(expected);
    help.leave();
  });

  it("find out what was counted wrong", async () => {
    const model = counting({ most: 30 });
    const { walk, help } = await searched(model, crewOn("counting", { most: 30 }, 2));
    const enabled = walk.enabled.slice();
    enabled[0] = (enabled[0] as number) - 1;
    const miscounted = await judgement(model, { ...walk, enabled }, help);
    expect(miscounted).toContain("the number of enabled instances of up");
    expect(miscounted).toBe(await judgement(model, { ...walk, enabled }, null));
    expect(await judgement(model, { ...walk, terminal: 2 }, help)).toContain("terminal");
    help.leave();
  });

  it("are believed where the calling thread finds nothing, and make up for nothing that they leave out", async () => {
    const model = counting({ most: 30 });
    const crew = crewOn("counting", { most: 30 }, 2);
    const { walk } = await searched(model, crew);
    const judgedBy = async (examine: Crew["examine"]) => {
      const help = new Help(2, model, async () => ({ ...crew, examine, join: async () => null }));
      await help.join(-1, UNREDUCED);
      return judgement(model, walk, help);
    };
    const nothing = { states: 0, terminal: 0, enabled: new Float64Array(1), crossed: new Float64Array(0), found: null };
    const state = new Int32Array(1);
    const disagreement = { state, subject: "a thing", search: "one", judge: "a thread", finds: "two" };
    const found = { place: 7, state, disagreement, error: null };
    const later = { ...found, place: 8, disagreement: { ...disagreement, subject: "a later thing" } };
    const told = await judgedBy(async () => [
      { ...nothing, found: later },
      { ...nothing, found },
    ]);
    expect(told).toContain("a thing");
    expect(told).not.toContain("a later thing");
    expect(await judgedBy(async () => [nothing, nothing])).toBe("all: false");
    const twice = { ...nothing, states: 29_791, enabled: walk.enabled.slice(), terminal: 1 };
    expect(await judgedBy(async () => [twice])).toBe("all: true");
    expect(await judgedBy(async () => [{ ...twice, enabled: new Float64Array(1) }])).toContain(
      "enabled instances of up",
    );
  });
});
