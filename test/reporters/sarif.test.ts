// SARIF by its schema, and by what GitHub's code scanning wants beyond it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { type Grounds, groundsOf } from "../../src/reporters/grounds.ts";
import { sarifText } from "../../src/reporters/sarif.ts";
import type { CheckedEntry, SuiteReport } from "../../src/suite/suite-report.ts";
import { checkMixed, hostileSuite, mixedSuite, suiteOf, surprise } from "./suite-reports.ts";

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const fits = ajv.compile(JSON.parse(readFileSync(join(import.meta.dirname, "sarif-2.1.0.schema.json"), "utf8")));

/** A suite at the top of its repository, or in a folder of it. */
const groundsIn = (folder: string): Grounds => ({
  beside: () => null,
  fromTop: (file) => (file.startsWith("../../") ? null : join(folder, file)),
});
const grounds = groundsIn("");

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [Located];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
  readonly codeFlows?: readonly { readonly threadFlows: readonly { readonly locations: readonly Step[] }[] }[];
}
interface Located {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
    readonly region: { readonly startLine: number };
  };
}
interface Step {
  readonly location: Located & { readonly message: { readonly text: string } };
  readonly executionOrder: number;
}

function resultsOf(report: SuiteReport, at: Grounds = grounds): readonly Result[] {
  const log = JSON.parse(sarifText(report, at));
  fits(log);
  expect(fits.errors ?? []).toEqual([]);
  const [{ results, tool }] = log.runs;
  expect(results.length).toBeLessThanOrEqual(5000);
  for (const result of results as readonly Result[]) {
    expect(result.locations.length).toBe(1);
    expect(result.partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{16}:1$/);
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toContain(result.ruleId);
    for (const { threadFlows } of result.codeFlows ?? [])
      for (const { locations } of threadFlows) expect(locations.length).toBeLessThanOrEqual(1000);
  }
  return results;
}

const placeOf = ({ physicalLocation: { artifactLocation, region } }: Located) =>
  `${artifactLocation.uri}:${region.startLine}`;
const fingerprints = (results: readonly Result[]) =>
  results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);

describe("a suite as SARIF", () => {
  it("fits the schema, with a result for each surprise, at the line of the property", async () => {
    const results = resultsOf(await mixedSuite());
    expect(results.map((each) => `${each.level} ${each.ruleId} ${placeOf(each.locations[0])}`)).toEqual([
      "error synod/outcome models/bank.ts:28",
      "error synod/outcome models/bank.ts:28",
      "error synod/steps models/bank.ts:28",
      "error synod/budget models/bank.ts:8",
      "error synod/error models/bank.ts:8",
      "error synod/score models/bank.ts:8",
    ]);
    const [first] = results;
    expect(first?.message.text.split("\n")[0]).toBe(
      "bank clerks=2: no coin is made or lost is violated after 4 steps; expected: holds",
    );
    expect(first?.message.text).toContain("\n\nAgain: synod check bank clerks=2");
  });

  it("tells the trace as a code flow, at the lines of its rules", async () => {
    const [first] = resultsOf(await mixedSuite());
    const steps = first?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
    expect(
      steps.map(({ location, executionOrder }) => [executionOrder, placeOf(location), location.message.text]),
    ).toEqual([
      [1, "models/bank.ts:8", "the initial state"],
      [2, "models/bank.ts:14", "1 look(clerk: clerk2): noted[clerk2]: none → 2"],
      [3, "models/bank.ts:14", "2 look(clerk: clerk1): noted[clerk1]: none → 2"],
      [4, "models/bank.ts:19", "3 transfer(clerk: clerk1): alice: 2 → 1, bob: 0 → 1, noted[clerk1]: 2 → none"],
      [5, "models/bank.ts:19", "4 transfer(clerk: clerk2): bob: 1 → 2, noted[clerk2]: 2 → none"],
      [6, "models/bank.ts:8", "no coin is made or lost is violated: it is false in this state"],
    ]);
  });

  it("has fingerprints that another run, other lines and other lengths do not change, and each its own", async () => {
    const report = await mixedSuite();
    const before = fingerprints(resultsOf(report));
    expect(new Set(before).size).toBe(before.length);
    const moved = (entry: CheckedEntry): CheckedEntry => ({
      ...entry,
      wallMs: 1,
      places: { ...entry.places, model: { file: "models/bank.ts", line: 80 }, properties: {} },
      surprises: entry.surprises.map((each) => ({ ...each, text: each.text.replace("4 steps", "6 steps") })),
    });
    expect(fingerprints(resultsOf({ ...report, checks: report.checks.map(moved) }))).toEqual(before);
    expect(fingerprints(resultsOf(await checkMixed()))).toEqual(before);
  });

  it("tells files as from the top of the repository, and has a location for what is in none", async () => {
    const report = await mixedSuite();
    const [first] = resultsOf(report, groundsIn("packages/bank"));
    expect(first && placeOf(first.locations[0])).toBe("packages/bank/models/bank.ts:28");
    const builtIn = report.checks.map((each) => ({ ...each, places: { model: null, rules: {}, properties: {} } }));
    const config = resultsOf({ ...report, checks: builtIn });
    expect(config.map((each) => placeOf(each.locations[0]))).toEqual(Array(6).fill("synod.config.ts:1"));
    const none = resultsOf({ ...report, checks: builtIn, config: null });
    expect(none.map((each) => placeOf(each.locations[0]))).toEqual(Array(6).fill("bank:1"));
  });

  it("fits the schema whatever anything is called", async () => {
    const report = await hostileSuite();
    const results = resultsOf(report);
    expect(results.length).toBe(2 * report.checks.length + (report.surprises ?? []).length);
    for (const { locations, message } of results) {
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^[\w%.~!*'()/-]+$/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
      expect(message.text).not.toMatch(/[\u202e\u0007]|\p{Surrogate}/u);
    }
  });

  it("leaves the middle of a flow out that is too long for GitHub, and says so", async () => {
    const report = await mixedSuite();
    const [, wrong] = report.checks as readonly [CheckedEntry, CheckedEntry];
    const [shown] = wrong.counterexamples.filter(({ property }) => property === "no coin is made or lost");
    const step = shown?.trace.steps[0];
    if (shown === undefined || step === undefined) throw new Error("there is a trace");
    const long = { ...shown, trace: { ...shown.trace, steps: Array(5000).fill(step) } };
    const [result] = resultsOf(suiteOf([{ ...wrong, counterexamples: [long], reasons: {} }]));
    const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
    expect(steps.length).toBe(1000);
    expect(steps.map(({ location }) => location.message.text).filter((text) => text.includes("left out"))).toEqual([
      "4003 steps are left out here",
    ]);
    expect(steps.at(-2)?.location.message.text).toMatch(/^5000 look/);
    expect(steps.map(({ executionOrder }) => executionOrder)).toEqual(
      steps.map(({ executionOrder }) => executionOrder).toSorted((one, other) => one - other),
    );
  });

  it("has a warning of a model once, however many checks show it", async () => {
    const [one] = (await mixedSuite()).checks as readonly [CheckedEntry];
    const warning = { kind: "rule-never-enabled", subject: "look", message: "look is never enabled" } as const;
    const warned = { ...one, verdict: { ...one.verdict, warnings: [warning] } };
    const results = resultsOf(suiteOf([warned, { ...warned, id: "bank again" }]));
    expect(results.map((each) => `${each.level} ${each.ruleId} ${placeOf(each.locations[0])}`)).toEqual([
      "warning synod/warning models/bank.ts:14",
    ]);
    const strict = {
      ...warned,
      surprises: [surprise("warning: look is never enabled", { kind: "warning", rule: "look" })],
    };
    expect(resultsOf(suiteOf([strict])).map(({ level }) => level)).toEqual(["error"]);
  });
});

describe("where the files of a suite lie", () => {
  const root = join(import.meta.dirname, "..", "..");

  it("is told as from what a workflow has checked out, or from the folder with .git in it", () => {
    const inWorkflow = groundsOf(join(root, "test", "reporters"), { GITHUB_WORKSPACE: join(root, "test") });
    expect(inWorkflow.fromTop("models/bank.ts")).toBe("reporters/models/bank.ts");
    expect(inWorkflow.fromTop("../bank.ts")).toBe("bank.ts");
    expect(inWorkflow.fromTop("../../bank.ts")).toBe(null);
    expect(inWorkflow.beside(join(root, "test", "house-rules.ts"))).toBe("../house-rules.ts");
    expect(inWorkflow.beside(join(root, "package.json"))).toBe(null);
    const elsewhere = groundsOf(join(root, "test", "reporters"), { GITHUB_WORKSPACE: join(root, "src") });
    expect(elsewhere.fromTop("bank.ts")).toBe("test/reporters/bank.ts");
    expect(groundsOf(join(root, "test"), {}).fromTop("bank.ts")).toBe("test/bank.ts");
  });
});
