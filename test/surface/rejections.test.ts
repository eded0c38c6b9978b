/**
 * Why `check` rejects: for what it is asked wrongly, before anything is done, and by codes that its comment and the page
 * on programs list, no more and no fewer. What a model does is in the verdict.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { assertHolds, check, threadCrew } from "../../src/check.ts";
import * as synod from "../../src/index.ts";
import { model, protocol, range, SynodError, weak } from "../../src/index.ts";
import { publicExports, root } from "./exports.ts";

const counter = model({
  state: { n: range(0, 3) },
  rules: { up: { when: (s) => s.n < 3, do: (s) => void s.n++ } },
  always: { small: (s) => s.n <= 3 },
  eventually: { top: (s) => s.n === 3 },
  fairness: { fair: weak("up") },
});
const family = protocol({ name: "family" }, () => counter);
const boom = () => {
  throw new TypeError("mine");
};

/** Folders with what is no checkpoint to go on from. */
const folder = mkdtempSync(join(tmpdir(), "synod-rejections-"));
for (const [name, text] of [
  ["other", "something else"],
  ["cut", "synod checkpoint 1\n"],
  ["form", "synod checkpoint 0\n"],
] as const) {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "search.checkpoint"), text);
}
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rejections: readonly (readonly [why: string, code: string, model: unknown, options?: object])[] = [
  ["no model", "SYN212", { state: {}, rules: {} }],
  ["a protocol", "SYN212", family],
  ["nothing", "SYN212", undefined],
  ["options that are none", "SYN212", counter, []],
  ["an option of another kind", "SYN212", counter, { keepGoing: "yes" }],
  ["a store that there is not", "SYN212", counter, { store: "large" }],
  ["a crew that is none", "SYN212", counter, { crew: {} }],
  ["a crew and workers", "SYN212", counter, { crew: threadCrew(2), workers: 2 }],
  ["a signal that is none", "SYN212", counter, { signal: {} }],
  ["an option that there is not", "SYN211", counter, { propertys: [] }],
  ["a property that there is not", "SYN106", counter, { properties: ["smal"] }],
  ["fairness that there is not", "SYN109", counter, { fairness: "fiar" }],
  ["no workers", "SYN109", counter, { workers: 0 }],
  ["too many workers", "SYN109", counter, { workers: 257 }],
  ["no memory", "SYN109", counter, { memoryBytes: 10 }],
  ["no time", "SYN109", counter, { timeMs: 0 }],
  ["no states", "SYN109", counter, { maxStates: 0 }],
  ["half a step", "SYN109", counter, { maxDepth: 0.5 }],
  ["a reduction that there is not", "SYN105", counter, { reductions: ["smmetry"] }],
  ["a file for a folder of checkpoints", "SYN420", counter, { checkpoint: import.meta.filename }],
  ["a checkpoint that is not there", "SYN421", counter, { resume: join(import.meta.dirname, "nothing") }],
  ["a file that is none", "SYN421", counter, { resume: join(folder, "other") }],
  ["a checkpoint that is cut", "SYN422", counter, { resume: join(folder, "cut") }],
  ["a checkpoint of another form", "SYN423", counter, { resume: join(folder, "form") }],
  ["checkpoints of two searches", "SYN424", counter, { checkpoint: join(folder, "new"), shortest: true }],
  ["no time between checkpoints", "SYN109", counter, { checkpointMs: 0 }],
  ["a callback that throws", "SYN105", counter, { decided: boom }],
];

describe.each([
  ["check", check],
  ["check of synod", synod.check],
  ["assertHolds", assertHolds],
] as const)("%s rejects for", (_, ask) => {
  it.each(rejections)("%s: %s", async (_, code, subject, options) => {
    const thrown = await ask(subject as never, options as never).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(SynodError);
    const { code: found, likelyCause, remedy } = thrown as SynodError;
    expect(found).toBe(code);
    expect(likelyCause).not.toBe("");
    expect(remedy).not.toBe("");
  });
});

describe("the codes by which check rejects", () => {
  const codes = [...new Set(rejections.map(([, code]) => code))].sort();
  const listed = (text: string) => [...new Set([...text.matchAll(/SYN\d{3}/g)].map(([code]) => code))].sort();

  it("are those that its comments list, and SYN901 for faults of synod", () => {
    const comment = (entry: string) =>
      publicExports()
        .get(entry)
        ?.find(({ name }) => name === "check")?.comment ?? "";
    // Examples name none.
    expect(listed(comment("synod/check"))).toEqual([...codes, "SYN901"]);
    expect(listed(comment("synod"))).toEqual([...codes, "SYN408", "SYN901"].sort());
  });

  it("are those that the page on programs lists", () => {
    const page = readFileSync(join(root, "docs", "reference", "programs.md"), "utf8");
    const options = page.slice(page.indexOf("## Options"), page.indexOf("## Threads"));
    expect(listed(options)).toEqual([...codes, "SYN408", "SYN901"].sort());
  });
});
