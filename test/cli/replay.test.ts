import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { run, temporaryFolder } from "./run-synod.ts";
import { bank, counters } from "./user-models.ts";

const folder = temporaryFolder({ "bank.ts": bank, "counters.ts": counters, "elsewhere/readme": "" });
const edit = (from: string, to: string, change: (text: string) => string) =>
  writeFileSync(join(folder, to), change(readFileSync(join(folder, from), "utf8")));
/** What both commands print from the heading of the trace on. */
const shown = (text: string) =>
  text
    .slice(text.search(/Counterexample|Witness|The way/))
    .split("\n\ntrace saved")[0]
    ?.trimEnd();

beforeAll(async () => {
  await run("check bank.ts --workers 1 --trace race.json", folder);
});

describe("a saved trace", () => {
  it.each([
    ["a built-in's counterexample", "two-phase-commit participants=2 --mutant t-firstyes --property consistent", 12],
    ["a violation in a file", "bank.ts tellers=3", 12],
    ["the way to a guard that throws", "counters.ts fault=guard", 75],
    ["the way to a property that throws", "counters.ts fault=property --no-symmetry", 75],
  ])("shows %s again", async (_what, subject, exitCode) => {
    const checked = await run(`check ${subject} --workers 1 --trace saved.json`, folder);
    expect(checked.code).toBe(exitCode);
    expect(checked.stdout).toContain("trace saved: synod replay saved.json");
    const replayed = await run("replay saved.json", folder);
    expect(replayed).toMatchObject({ code: 0, stderr: "" });
    expect(shown(replayed.stdout)).toBe(shown(checked.stdout));
  });

  it("is held against the model without its mutant, or at another parameter, which must be another", async () => {
    await run("check raft-figure-8 --mutant counts-replicas --workers 1 --trace figure.json", folder);
    const without = await run("replay figure.json", folder);
    expect(without.stdout).toContain("Where the mistake acted\n  step 6, commit(leader: s1): not without the mutant");
    const unknown = await run("replay figure.json --against nonsense=1", folder);
    expect(unknown).toMatchObject({ code: 151, stdout: "" });
    expect(unknown.stderr).toContain('SYN103 (unknown parameter): raft-figure-8 has no parameter "nonsense"');
    const { parameters } = JSON.parse((await run("replay figure.json --json", folder)).stdout);
    const [name, value] = Object.entries(parameters)[0] as [string, unknown];
    const same = await run(`replay figure.json --against ${name}=${value}`, folder);
    expect(same.stderr).toContain(`SYN109 (bad option value): --against cannot be "${name}=${value}"`);
    const other = await run(`replay figure.json --against ${name}=${Number(value) + 1} --json`, folder);
    expect(JSON.parse(other.stdout).reasons.mistake).toMatchObject({ against: `with ${name}=${Number(value) + 1}` });
  });

  it("may be the witness of the one property asked for", async () => {
    await run("check paxos --property chosen --workers 1 --trace witness.json", folder);
    const { code, stdout } = await run("replay witness.json", folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Witness of chosen: \d+ steps/);
    expect(stdout.trimEnd()).toMatch(
      /chosen is reached: it is true in this state\n\nWhy chosen is true\n {2}a1 and a2 voted for v1 in ballot 1 \(steps 5, 6\)$/,
    );
  });

  it("is not written when there is nothing to show", async () => {
    const { code, stderr } = await run("check counters.ts --trace empty.json", folder);
    expect(code).toBe(0);
    expect(stderr).toContain("no trace to save in empty.json");
    expect((await run("replay empty.json", folder)).code).toBe(1);
  });

  it("can be read by a person as it is", () => {
    const file = JSON.parse(readFileSync(join(folder, "race.json"), "utf8"));
    expect(file).toMatchObject({ format: "synod-trace", version: 1, model: "bank.ts", parameters: { tellers: 2 } });
    expect(file.shows.because).toBe("no coin is lost is violated: it is false in this state");
    expect(file.steps).toHaveLength(4);
    expect(file.steps[0]).toEqual({ step: expect.any(Number), text: expect.stringMatching(/^read\(t: t\d\)$/) });
  });

  it("is found next to its model from any folder", async () => {
    const { code } = await run("replay ../race.json", join(folder, "elsewhere"));
    expect(code).toBe(0);
  });

  it("is for programs, too", async () => {
    const { code, stdout } = await run("replay race.json --json", folder);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ model: "bank", shows: { property: "no coin is lost" } });
    expect(JSON.parse(stdout).trace.steps).toHaveLength(4);
  });
});

describe("a trace that does not fit the model any more", () => {
  const original = bank;
  const cases: readonly (readonly [string, (text: string) => string, string])[] = [
    [
      "the race is mended",
      (text) => text.replace("s.seen.get(t) === null &&", "Teller.values.every((u) => s.seen.get(u) === null) &&"),
      "is not enabled there",
    ],
    [
      "the property is weaker",
      (text) => text.replace("s.balance === tellers", "s.balance <= tellers"),
      "no coin is lost holds in the last state",
    ],
    [
      "the property is gone",
      (text) => text.replace('"no coin is lost"', '"all is well"'),
      "no longer has the property no coin is lost",
    ],
    ["a rule is gone", (text) => text.replace("read: {", "look: {"), "no longer has the rule read"],
    [
      "the state is another",
      (text) => text.replace("balance: Money", "balance: range(0, 99)"),
      "its state no longer has balance",
    ],
    [
      "a rule has more instances",
      (text) => text.replace("for: { t: Teller }", "for: { t: Teller, u: Money }"),
      "rule read has 6 instances, and had 2",
    ],
    ["its names are others", (text) => text.replace('scalarset("t"', 'scalarset("u"'), "state no longer has"],
    [
      "a parameter is gone",
      (text) =>
        text.replace("{ tellers: integer", "{ clerks: integer").replace("({ tellers })", "({ clerks: tellers })"),
      'no parameter "tellers"',
    ],
  ];
  it.each(cases)("%s", async (_name, change, problem) => {
    expect(change(original)).not.toBe(original);
    const changed = temporaryFolder({
      "bank.ts": change(original),
      "race.json": readFileSync(join(folder, "race.json"), "utf8"),
    });
    const { code, stdout, stderr } = await run("replay race.json", changed);
    expect(stderr.replace(/\n {2,4}/g, " ")).toContain(problem);
    expect(stderr).toContain("error SYN501");
    expect(stdout).toBe("");
    expect(code).toBe(151);
  });
});

describe("a file that is not a trace", () => {
  const cases: readonly (readonly [string, (text: string) => string, string])[] = [
    ["cut short", (text) => text.slice(0, 400), "it is not JSON"],
    ["something else", () => '{ "name": "synod" }', '"format"'],
    ["of a later version", (text) => text.replace('"version": 1', '"version": 2'), "its version is 2"],
    ["without steps", (text) => text.replace('"steps"', '"stairs"'), '"steps" is missing'],
    [
      "with a step that is no number",
      (text) => text.replace(/"step": \d+/, '"step": "first"'),
      '"steps"[0]."step" is not a whole number',
    ],
    ["with a claim of another kind", (text) => text.replace('"kind": "property"', '"kind": "proof"'), '"proof"'],
    [
      "with a parameter that is no value",
      (text) => text.replace('"tellers": 2', '"tellers": [2]'),
      '"parameters"."tellers"',
    ],
  ];
  it.each(cases)("%s", async (_name, change, problem) => {
    edit("race.json", "bad.json", change);
    const { code, stderr } = await run("replay bad.json", folder);
    expect(stderr).toContain("error SYN502");
    expect(stderr.replace(/\n {2,4}/g, " ")).toContain(problem);
    expect(code).toBe(1);
  });

  it("absent, or a folder", async () => {
    expect((await run("replay absent.json", folder)).stderr).toMatch(/there\s+is\s+no\s+such\s+file/);
    expect((await run("replay elsewhere", folder)).stderr).toContain("EISDIR");
  });

  it("with an edited step does not fit, and says which one", async () => {
    edit("race.json", "edited.json", (text) =>
      text.replace(/"step": (\d+)/, (_match, step) => `"step": ${Number(step) ^ 1}`),
    );
    const { code, stderr } = await run("replay edited.json", folder);
    expect(code).toBe(151);
    expect(stderr.replace(/\n {2,4}/g, " ")).toContain("at step 1: instance");
  });
});
