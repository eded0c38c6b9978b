import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { paxos, twoPhaseCommit } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import { model, range, type SynodError } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { Dice } from "../random/dice.ts";
import { inFolder, putBy, said } from "./put-by.ts";

afterEach(() => setThresholds({}));

/** The error by which a check rejects. */
async function refusal(model: Model, options: CheckOptions): Promise<SynodError> {
  const result = await check(model, options).catch((error: unknown) => error);
  expect(result).toBeInstanceOf(Error);
  return result as SynodError;
}

/** The names and texts of all files of a folder. */
const filesIn = (folder: string) =>
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString("base64")]);

const commit = () => twoPhaseCommit({ participants: 2 });

/** With a folder that has a checkpoint of two-phase commit. */
function withCheckpoint(work: (folder: string, path: string) => Promise<void>): Promise<void> {
  setThresholds({ checkpointsApart: 0 });
  return inFolder(async (folder) => {
    const { kept } = await putBy(commit, folder, {});
    const { folder: middle } = kept[Math.floor(kept.length / 2)] as (typeof kept)[number];
    await work(middle, join(middle, "search.checkpoint"));
  });
}

describe("a search that is gone on with by the kernel", () => {
  // What it has not read of the state before it would not ask: here the level after next is the first to have a value chosen.
  it("judges states found before, so that a witness is found where it is", { timeout: 30_000 }, async () => {
    setThresholds({ checkpointsApart: 0 });
    const options = { engine: "kernel", symmetry: false, maxDepth: 7 } as const;
    const make = () => paxos({ acceptors: 3, ballots: 2, values: 2 });
    await inFolder(async (folder) => {
      const { result, kept } = await putBy(make, folder, options);
      const { folder: resume } = kept.find(({ level }) => level === 5) as (typeof kept)[number];
      expect(said(await check(make(), { ...options, resume }))).toEqual(said(result));
      expect(result.counterexamples[0]).toMatchObject({ property: "chosen", list: { steps: [1, 7, 5, 10, 14, 18] } });
    });
  });
});

describe("a checkpoint", () => {
  it("that is damaged, wherever that is, is refused and stays as it is", { timeout: 60_000 }, () =>
    withCheckpoint(async (resume, path) => {
      const whole = readFileSync(path);
      const dice = new Dice(15);
      const codes = new Map<string, number>();
      for (let nth = 0; nth < 500; nth++) {
        const bytes = Buffer.from(whole);
        const at = dice.below(bytes.length);
        const way = nth % 3;
        if (way === 0) bytes[at] = (bytes[at] as number) ^ (1 << dice.below(8));
        else if (way === 1)
          bytes.fill(dice.below(256) ^ (bytes[at] as number) ^ 1, at, Math.min(bytes.length, at + 1 + dice.below(64)));
        const damaged = way === 2 ? bytes.subarray(0, at) : bytes;
        if (damaged.equals(whole)) continue;
        writeFileSync(path, damaged);
        const { code } = await refusal(commit(), { resume });
        codes.set(code, (codes.get(code) ?? 0) + 1);
        expect(filesIn(resume)).toEqual([["search.checkpoint", damaged.toString("base64")]]);
      }
      // Where its first line is hit it is none, or of another form.
      expect([...codes.keys()].every((code) => ["SYN421", "SYN422", "SYN423"].includes(code))).toBe(true);
      expect(codes.get("SYN422")).toBeGreaterThan(450);
    }),
  );

  it("of another search is refused, and what differs is said", { timeout: 60_000 }, () =>
    withCheckpoint(async (resume) => {
      const before = filesIn(resume);
      const others: readonly (readonly [Model, CheckOptions, string])[] = [
        [twoPhaseCommit({ participants: 3 }), {}, "parameter participants (2 there, 3 here)"],
        [commit(), { store: "exact" }, "the store (compact there, exact here)"],
        [commit(), { keepGoing: true }, "whether to keep going (false there, true here)"],
        [commit(), { symmetry: true }, "the reductions in force"],
        [commit(), { certify: true }, "the states kept to be judged again (some there, all here)"],
        [commit(), { properties: ["consistent"] }, "the properties asked for"],
        [commit(), { maxDepth: 1 }, "the option `maxDepth` is 1"],
        [paxos({ acceptors: 3, ballots: 1, values: 1 }), {}, "parameter acceptors (not there)"],
      ];
      for (const [model, options, says] of others) {
        const { code, message } = await refusal(model, { ...options, resume });
        expect([code, message]).toEqual(["SYN423", expect.stringContaining(says)]);
      }
      expect(filesIn(resume)).toEqual(before);
    }),
  );

  it("of other properties is refused, however these are called", { timeout: 60_000 }, () =>
    inFolder(async (folder) => {
      setThresholds({ checkpointsApart: 0 });
      const grid = () =>
        model({
          state: { x: range(0, 9) },
          rules: { right: { when: (s) => s.x < 9, do: (s) => void s.x++ } },
          always: { a: () => true, b: () => true, "a, b": (s) => s.x < 3 },
        });
      await check(grid(), { checkpoint: folder, checkpointMs: 1, maxDepth: 2, properties: ["a", "b"] });
      expect(await refusal(grid(), { resume: folder, properties: ["a, b"] })).toMatchObject({ code: "SYN423" });
    }),
  );

  it("is not written over by a search that begins, nor beside what is somebody's", { timeout: 60_000 }, () =>
    withCheckpoint(async (folder) => {
      const before = filesIn(folder);
      expect(await refusal(commit(), { checkpoint: folder })).toMatchObject({ code: "SYN420" });
      expect(filesIn(folder)).toEqual(before);
      const [other, mine] = [join(folder, "..", "other"), join(folder, "..", "mine")];
      cpSync(folder, other, { recursive: true });
      writeFileSync(join(other, "thesis.tex"), "mine");
      expect(await refusal(commit(), { resume: other })).toMatchObject({ code: "SYN420" });
      mkdirSync(mine);
      writeFileSync(join(mine, "search.checkpoint.old"), "mine");
      expect(await refusal(commit(), { checkpoint: mine })).toMatchObject({ code: "SYN420" });
      expect(readdirSync(mine)).toEqual(["search.checkpoint.old"]);
    }),
  );

  it(
    "goes on elsewhere where another folder is named, and what a dead process left is removed",
    { timeout: 60_000 },
    () =>
      withCheckpoint(async (resume, path) => {
        const before = statSync(path).mtimeMs;
        const other = join(resume, "..", "other");
        mkdirSync(other);
        // No process has this number.
        writeFileSync(join(other, "search.checkpoint.4194305.part"), "half of it");
        setThresholds({ checkpointsApart: 0 });
        const { verdict } = await check(commit(), { resume, checkpoint: other, checkpointMs: 1e-6 });
        expect([verdict.outcome, statSync(path).mtimeMs]).toEqual(["holds", before]);
        expect(readdirSync(other)).toEqual(["search.checkpoint"]);
      }),
  );

  it("of a link to another abstract model is refused, though what the link says is found to be the same", {
    timeout: 60_000,
  }, () => {
    setThresholds({ checkpointsApart: 0 });
    const Count = range(0, 24);
    const right = { when: (s: { right: number }) => s.right < 24, do: (s: { right: number }) => void s.right++ };
    const up = {
      when: (s: { up: number; right: number }) => s.up < 24,
      do: (s: { up: number; right: number }) => void s.up++,
    };
    // Not along the edge, where no walk comes by chance.
    const notThere = { ...up, when: (s: { up: number; right: number }) => s.up < 24 && (s.right > 0 || s.up !== 20) };
    const state = { up: Count, right: Count };
    const linkedTo = (going: typeof up) =>
      model({
        state,
        rules: { up, right },
        refines: { grid: { model: model({ state, rules: { going, right } }), map: (s) => ({ ...s }) } },
      });
    return inFolder(async (folder) => {
      expect((await check(linkedTo(notThere), { symmetry: false })).verdict.outcome).toBe("violated");
      const { kept } = await putBy(() => linkedTo(up), folder, {});
      const { folder: resume } = kept.at(-2) as (typeof kept)[number];
      const { message } = await refusal(linkedTo(notThere), { resume });
      expect(message).toContain("what refines grid refers to");
    });
  });

  it(
    "leaves alone what another writer of the same process is at, and takes away what is old",
    { timeout: 60_000 },
    () =>
      inFolder(async (folder) => {
        const place = join(folder, "kept");
        mkdirSync(place);
        const [fresh, old, ofOld] = [
          `search.checkpoint.${process.pid}.0123456789abcdef.part`,
          `search.checkpoint.${process.pid}.fedcba9876543210.part`,
          `search.checkpoint.${process.pid}.part`,
        ];
        for (const name of [fresh, old, ofOld]) writeFileSync(join(place, name), "half of it");
        const longAgo = new Date(Date.now() - 3_600_000);
        for (const name of [old, ofOld]) utimesSync(join(place, name), longAgo, longAgo);
        await check(commit(), { checkpoint: place });
        expect(readdirSync(place)).toEqual([fresh]);
      }),
  );

  it("that cannot be written any more is told, and the search goes on", { timeout: 60_000 }, () =>
    inFolder(async (folder) => {
      setThresholds({ checkpointsApart: 0 });
      const place = join(folder, "kept");
      const told: (readonly [boolean, string | null])[] = [];
      const { verdict } = await check(commit(), {
        checkpoint: place,
        checkpointMs: 1e-6,
        checkpointed: ({ written, problem }) => {
          told.push([written, problem]);
          rmSync(place, { recursive: true, force: true });
        },
      });
      expect(verdict.outcome).toBe("holds");
      expect(told.length).toBeGreaterThan(3);
      expect(told.slice(0, 2)).toEqual([
        [true, null],
        [false, "ENOENT"],
      ]);
      expect(existsSync(place)).toBe(false);
    }),
  );
});
