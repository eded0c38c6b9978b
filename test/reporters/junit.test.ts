// JUnit XML by its schema, and what a reader of it counts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { junitText, junitXml } from "../../src/reporters/junit.ts";
import { hostileSuite, mixedSuite, suiteOf, surprise } from "./suite-reports.ts";

const schema = readFileSync(join(import.meta.dirname, "junit.xsd"), "utf8");

async function faultsOf(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: "junit.xml", contents: xml }], schema: [schema] });
  return errors.map(({ rawMessage }) => rawMessage);
}

interface ReadCase {
  readonly suite: string;
  readonly name: string;
  result: string;
  message: string;
  text: string;
}

/** As a reader has them that knows nothing of who wrote it. */
function casesIn(xml: string): readonly ReadCase[] {
  const cases: ReadCase[] = [];
  let suite = "";
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "testsuite") suite = attributes["name"] as string;
    if (name === "testcase")
      cases.push({ suite, name: attributes["name"] as string, result: "passed", message: "", text: "" });
    if (name === "failure" || name === "error" || name === "skipped")
      Object.assign(cases.at(-1) as ReadCase, { result: name, message: attributes["message"] });
  });
  parser.on("text", (text) => {
    const last = cases.at(-1);
    if (last !== undefined && last.result !== "passed" && text.trim() !== "") last.text += text;
  });
  parser.write(xml).close();
  return cases;
}

describe("a suite as JUnit XML", () => {
  it("fits the schema, and says of each check and property what came out of it", async () => {
    const xml = junitText(await mixedSuite());
    expect(await faultsOf(xml)).toEqual([]);
    const told = casesIn(xml).map(({ suite, name, result }) => `${suite} | ${name} | ${result}`);
    expect(told).toEqual([
      "bank clerks=1 | no coin is made or lost | passed",
      "bank clerks=1 | bob is rich | passed",
      "bank clerks=1 | alice is broke | passed",
      "bank clerks=2 | no coin is made or lost | failure",
      "bank clerks=2 | bob is rich | passed",
      "bank clerks=2 | alice is broke | passed",
      "bank mutant=hasty | no coin is made or lost is violated after 4 steps | passed",
      "bank mutant=slow | no coin is made or lost is violated after 4 steps | failure",
      "bank mutant=late | no coin is made or lost is violated after 5 steps | failure",
      "bank clerks=3 | no coin is made or lost | skipped",
      "bank clerks=3 | bob is rich | skipped",
      "bank clerks=3 | alice is broke | skipped",
      "bank clerks=3 | (budget) | failure",
      "lost | (check) | error",
      "bank tag=slow | no coin is made or lost | passed",
      "bank tag=slow | bob is rich | passed",
      "bank tag=slow | alice is broke | passed",
      "bank tag=slow | (mutation score) | failure",
    ]);
    expect(xml).toMatch(/<testsuites name="synod" tests="18" failures="5" errors="1" time="5\.000">/);
    expect(xml).toContain(
      '<testsuite name="bank clerks=2" tests="3" failures="1" errors="0" skipped="0" time="1.234">',
    );
  });

  it("shows the readable trace, why, the line and how to run it again", async () => {
    const failure = casesIn(junitText(await mixedSuite())).find(({ result }) => result === "failure");
    expect(failure?.message).toBe("no coin is made or lost is violated after 4 steps; expected: holds");
    expect(failure?.text.split("\n").slice(0, 9)).toEqual([
      "no coin is made or lost is violated after 4 steps; expected: holds",
      "at models/bank.ts:28",
      "",
      "Counterexample to no coin is made or lost: 4 steps",
      "",
      " 0  initial state",
      "      alice          2",
      "      bob            0",
      "      noted          [clerk1: none, clerk2: none]",
    ]);
    expect(failure?.text).toMatch(/\nWhy no coin is made or lost is false\n.*\n\nAgain: synod check bank clerks=2$/s);
  });

  it("is well-formed and has the same structure whatever anything is called", async () => {
    const report = await hostileSuite();
    const xml = junitText(report);
    expect(await faultsOf(xml)).toEqual([]);
    const cases = casesIn(xml);
    const failures = cases.filter(({ result }) => result === "failure");
    expect(new Set(cases.map(({ suite }) => suite)).size).toBe(report.checks.length + 1);
    // Of each check its own property and the counts; of the suite one each.
    expect(failures.length).toBe(3 * report.checks.length);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e\ufffe\uffff]|\p{Surrogate}/u);
    expect(xml).toContain("\\u202eright to left");
  });

  it("has a case for what is of no check, and no case of that kind for a suite without any", async () => {
    const gone = suiteOf([], {
      surprises: [surprise("the lock has a check that the suite has not", { kind: "counts" })],
    });
    expect(await faultsOf(junitText(gone))).toEqual([]);
    expect(casesIn(junitText(gone))).toMatchObject([{ suite: "synod suite", name: "(suite) 1", result: "failure" }]);
    expect(await faultsOf(junitText(suiteOf([])))).toEqual([]);
    expect(casesIn(junitText(suiteOf([])))).toEqual([]);
  });

  it("says where a text that is too long ends", () => {
    const text = "x".repeat(200_010);
    const cases = [{ name: "long", result: "failure" as const, message: "m", text }];
    const xml = junitXml([{ name: "suite", wallMs: 0, properties: [], cases }], 0);
    expect(casesIn(xml)[0]?.text).toBe(`${"x".repeat(200_000)}\n... and 10 characters more`);
  });

  it("is judged by a schema that refuses what is otherwise", async () => {
    const right = junitText(await mixedSuite());
    for (const [what, instead] of [
      ['classname="lost"', ""],
      ['time="5.000"', 'time="5"'],
      ["<failure", "<broken"],
      ['skipped="0"', 'skipped="none"'],
      ['name="bob is rich"', 'name="alice is broke"'],
    ] as const) {
      expect(right).toContain(what);
      const wrong = right.replace(what, instead);
      expect([what, (await faultsOf(wrong)).length > 0]).toEqual([what, true]);
    }
  });
});
