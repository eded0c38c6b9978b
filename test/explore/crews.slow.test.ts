/** A crew lent to many checks, at once or in turn, aborted, refused or failed: each has the result that it has alone. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import { bundle } from "../../src/cli/bundle.ts";
import { reviveError } from "../../src/errors/errors.ts";
import type { Crew } from "../../src/explore/crew.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import type { Model } from "../../src/model/model.ts";
import type { ParameterValue } from "../../src/model/parameters.ts";
import { protocol } from "../../src/model/protocol.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { temporaryFolder } from "../cli/run-synod.ts";
import { counting, words } from "./fixtures/crew-protocols.ts";

const FIXTURE = join(import.meta.dirname, "fixtures", "crew-protocols.ts");
let module: string;
beforeAll(async () => {
  module = await bundle({ given: FIXTURE, path: FIXTURE, export: null });
});

const opened: Crew[] = [];
/** Closed when the test is done. */
function crewOn(exported: string, parameters: Record<string, ParameterValue> = {}, mutant: string | null = null): Crew {
  return opening(threadCrew({ module, export: exported, parameters, mutant }, 2));
}
function opening(crew: Crew): Crew {
  opened.push(crew);
  return crew;
}
afterEach(async () => {
  setThresholds({});
  await Promise.all(opened.splice(0).map((crew) => crew.close()));
});

/** What is found, and by how many. */
function essence({ verdict, counterexamples }: CheckResult): object {
  const { outcome, ending, states, complete, reductions, dropped, properties, coverage, error } = verdict;
  const shown = counterexamples.map(({ property, claim, list }) => ({ property, claim, list }));
  return { outcome, ending, states, complete, reductions, dropped, properties, coverage, error: error?.id, shown };
}

async function together(model: Model, options: CheckOptions): Promise<object> {
  const result = await check(model, { ...options, eager: true });
  expect(result.verdict.alone).toBeNull();
  expect(result.verdict.workers).toBe(2);
  return essence(result);
}
const alone = async (model: Model, options: CheckOptions) => essence(await check(model, options));

/** A crew that does something before its `at`th search of a check, from 1 on. */
function upon(crew: Crew, at: number, act: () => void): Crew {
  let searches = 0;
  return {
    ...crew,
    search: (walk, assignments) => {
      if (++searches === at) act();
      return crew.search(walk, assignments);
    },
  };
}

describe("one crew", () => {
  it("is lent to eight checks at once, of four kinds, in both stores", async () => {
    const model = counting({ most: 9, limit: 13 });
    const kinds: CheckOptions[] = [
      { properties: ["within"] },
      { properties: ["natural", "full"], store: "exact" },
      { properties: ["even", "within"], keepGoing: true },
      { properties: ["natural"], maxDepth: 11 },
    ];
    const expected = await Promise.all(kinds.map((kind) => alone(model, kind)));
    expect(expected).toMatchObject([
      { outcome: "violated", properties: [{ steps: 14 }] },
      { outcome: "holds", states: { distinct: 1000, generated: 2701, depth: 27 } },
      { outcome: "violated", states: { distinct: 1000 }, complete: true },
      { outcome: "undecided", ending: "depth", states: { distinct: 352 } },
    ]);
    const crew = crewOn("counting", { most: 9, limit: 13 });
    const found = await Promise.all([...kinds, ...kinds].map((kind) => together(model, { ...kind, crew })));
    expect(found).toEqual([...expected, ...expected]);
    // And in turn, by threads that have all that behind them.
    for (const [at, kind] of kinds.entries()) expect(await together(model, { ...kind, crew })).toEqual(expected[at]);
  });

  it.each([1, 2, 3, 9, 20])(
    "loses nothing when a check is aborted before its search %i, in the midst of another",
    async (at) => {
      const model = counting({ most: 9 });
      const expected = await alone(model, {});
      const crew = crewOn("counting", { most: 9 });
      const stop = new AbortController();
      const [aborted, other] = await Promise.all([
        check(model, { crew: upon(crew, at, () => stop.abort()), eager: true, signal: stop.signal }),
        together(model, { crew }),
      ]);
      expect(aborted.verdict).toMatchObject({ outcome: "undecided", ending: "interrupted", complete: false });
      expect(other).toEqual(expected);
      expect(await together(model, { crew })).toEqual(expected);
    },
  );

  it("loses nothing when checks are aborted at any moment: while threads start, while they search, while tables grow", async () => {
    // Small tables, moved by the crew whenever they grow.
    setThresholds({ firstBits: 4, crewSlots: 1, blockStates: 4, batch: 4 });
    const model = counting({ most: 12 });
    const expected = await alone(model, {});
    expect(expected).toMatchObject({ outcome: "holds", states: { distinct: 2197, generated: 6085, depth: 36 } });
    const crew = crewOn("counting", { most: 12 });
    const endings = new Set<string>();
    for (const wait of [0, 1, 3, 8, 20, 40, 80]) {
      const moved = new AbortController();
      const inMove: Crew = {
        ...crew,
        move: (...args) => {
          moved.abort();
          return crew.move(...args);
        },
      };
      const [timed, grown, whole] = await Promise.all([
        check(model, { crew, eager: true, signal: AbortSignal.timeout(wait) }),
        check(model, { crew: inMove, eager: true, signal: moved.signal }),
        together(model, { crew }),
      ]);
      expect(["interrupted", "complete"]).toContain(timed.verdict.ending);
      expect(grown.verdict.ending).toBe("interrupted");
      expect(whole).toEqual(expected);
      endings.add(timed.verdict.ending);
    }
    expect(endings).toContain("interrupted");
    expect(await together(model, { crew })).toEqual(expected);
  });

  it("gives each check its own program after one that was refused a reduction in the midst of its search", async () => {
    const model = words({ length: 10 });
    const options = { reductions: ["partial-order"] } as const;
    const [rare, absent] = await Promise.all(
      ["rare", "absent"].map((property) => alone(model, { ...options, properties: [property] })),
    );
    expect(rare).toMatchObject({
      outcome: "holds",
      dropped: [{ reduction: "partial-order" }],
      states: { distinct: 4094 },
    });
    expect(absent).toMatchObject({ outcome: "violated", dropped: [], reductions: ["partial-order"] });
    const crew = crewOn("words", { length: 10 });
    for (let turn = 0; turn < 2; turn++) {
      expect(await together(model, { ...options, crew, properties: ["rare"] })).toEqual(rare);
      expect(await together(model, { ...options, crew, properties: ["absent"] })).toEqual(absent);
    }
    const both = ["absent", "rare", "absent"].map((property) =>
      together(model, { ...options, crew, properties: [property] }),
    );
    expect(await Promise.all(both)).toEqual([absent, rare, absent]);
  });

  it("starts other threads after one of them has died, and says so to the checks that had it", async () => {
    const model = counting({ most: 15, deadly: true });
    const crew = crewOn("counting", { most: 15, deadly: true });
    const { verdict } = await check(model, { crew, eager: true });
    expect(verdict).toMatchObject({ outcome: "error", complete: false, error: { id: "worker-died" } });
    const again = await check(model, { crew, eager: true, maxDepth: 10 });
    expect(essence(again)).toEqual(await alone(model, { maxDepth: 10 }));
    expect(again.verdict).toMatchObject({ workers: 2, alone: null });
  });

  it("ends the checks that it is helping when it is closed, and helps none after that", async () => {
    const model = counting({ most: 12 });
    const crew = crewOn("counting", { most: 12 });
    const closing = upon(crew, 6, () => void crew.close());
    for (const each of [closing, crew]) {
      const { verdict } = await check(model, { crew: each, eager: true });
      expect(verdict).toMatchObject({ outcome: "error", complete: false, error: { id: "worker-died" } });
    }
  });
});

/** The same model, declared by a module that no thread can import: only the crew's address says where to find it. */
const elsewhere = (make: () => Model): Model =>
  protocol({ name: "elsewhere", about: "", module: "file:///nowhere/at-all.mjs" }, make)();

describe("threads with another model than the caller's", () => {
  it.each([
    ["other bounds", { most: 8 }, null, ["field n"]],
    ["another limit, near", { most: 9, limit: 4 }, null, ["what property within says"]],
    ["another limit, far from the first states", { most: 40, limit: 99 }, null, ["what property within says"]],
    ["a mutant, far from the first states", { most: 40 }, "jumps", ["mutant", "what rule up does"]],
  ] as const)("are found out: %s", async (_, parameters, mutant, parts) => {
    const crew = crewOn("counting", parameters, mutant);
    const most = parameters.most === 40 ? 40 : 9;
    const { verdict } = await check(
      elsewhere(() => counting({ most })),
      { crew, eager: true },
    );
    expect(verdict).toMatchObject({ outcome: "error", complete: false, error: { id: "other-model" } });
    const text = reviveError(verdict.error as NonNullable<typeof verdict.error>).message;
    for (const part of parts) expect(text).toContain(part);
    // Nothing of it stays behind.
    const own = counting(parameters, mutant);
    const options = { maxDepth: 9 };
    expect(await together(own, { ...options, crew })).toEqual(await alone(own, options));
  });

  it("are not asked about a copy, which may be anything", async () => {
    const { verdict } = await check(
      { ...counting({ most: 9 }) },
      { crew: crewOn("counting", { most: 9 }), eager: true },
    );
    expect(verdict).toMatchObject({
      outcome: "holds",
      workers: 1,
      alone: { id: "no-origin" },
      states: { distinct: 1000 },
    });
  });

  it("are not blamed for a model that does not do the same twice", async () => {
    let calls = 0;
    const model = elsewhere(() => {
      const fickle = counting({ most: 9 });
      const [rule] = fickle.rules;
      return { ...fickle, rules: [{ ...(rule as Model["rules"][number]), when: () => ++calls % 3 !== 0 }] };
    });
    const { verdict } = await check(model, { crew: crewOn("counting", { most: 9 }), eager: true });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "impure-model" } });
  });
});

describe("threads whose module", () => {
  const folder = temporaryFolder();
  const crewIn = (text: string): Crew => {
    const path = join(folder, `module-${Math.random().toString(36).slice(2)}.mjs`);
    writeFileSync(path, text);
    return opening(threadCrew({ module: pathToFileURL(path).href, export: "m", parameters: {}, mutant: null }, 2));
  };
  const THREADED = 'import { isMainThread } from "node:worker_threads";';

  it.each([
    ["is not there", null, "model-does-not-load"],
    ["has no such export", "export const other = 1;", "model-does-not-load"],
    ["throws", `throw new RangeError("not in a thread");`, "model-does-not-load"],
    ["waits for ever", "await new Promise(() => {});", "model-does-not-load"],
    ["ends its thread", `${THREADED} if (!isMainThread) process.exit(9);`, "worker-died"],
  ] as const)("%s: the check says so", async (_, text, id) => {
    setThresholds({ importMs: 200 });
    const nowhere = {
      module: pathToFileURL(join(folder, "nowhere.mjs")).href,
      export: "m",
      parameters: {},
      mutant: null,
    };
    const crew = text === null ? opening(threadCrew(nowhere, 2)) : crewIn(text);
    const model = elsewhere(() => counting({ most: 9 }));
    const { verdict } = await check(model, { crew, eager: true });
    expect(verdict).toMatchObject({ outcome: "error", complete: false, error: { id } });
    // A check that never needs the crew knows nothing of it.
    expect((await check(model, { crew })).verdict).toMatchObject({ outcome: "holds", states: { distinct: 1000 } });
  });

  it("waits for ever: an abort ends the check at once, and closing the crew takes no longer", async () => {
    const crew = crewIn("await new Promise(() => {});");
    const started = performance.now();
    const { verdict } = await check(
      elsewhere(() => counting({ most: 9 })),
      { crew, eager: true, signal: AbortSignal.timeout(300) },
    );
    expect(verdict).toMatchObject({ outcome: "undecided", ending: "interrupted" });
    await crew.close();
    // The module's own time is 5 s.
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
