// The JSON of a suite and the lock, against their published schemas; the index of pages.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { updatedLock } from "../../src/lock/lock-run.ts";
import { lockText } from "../../src/lock/lock-text.ts";
import { type CheckPage, MARK, pageFileOf, pagesIndex } from "../../src/reporters/pages-index.ts";
import { suiteJson } from "../../src/reporters/suite-json.ts";
import type { SuiteReport } from "../../src/suite/suite-report.ts";
import { hostileSuite, mixedSuite, suiteOf } from "./suite-reports.ts";

const schemas = join(import.meta.dirname, "..", "..", "schemas");
const schemaOf = (name: string) => JSON.parse(readFileSync(join(schemas, `${name}.schema.json`), "utf8"));
const ajv = new Ajv2020({ strict: true, allErrors: true, strictTypes: false, strictRequired: false });
ajv.addSchema(schemaOf("check"));
const ofSuites = ajv.compile(schemaOf("suite"));
const ofLocks = ajv.compile(schemaOf("lock"));

/** As who reads the file has it. */
const read = (report: SuiteReport) => JSON.parse(JSON.stringify(suiteJson(report)));
const faults = (json: unknown) => (ofSuites(json) ? [] : ofSuites.errors);

describe("a suite as JSON", () => {
  it("fits its schema, and has of each check what `synod check --json` prints", async () => {
    const json = read(await mixedSuite());
    expect(faults(json)).toEqual([]);
    expect(faults(read(await hostileSuite()))).toEqual([]);
    expect(faults(read(suiteOf([], { left: [{ id: "bank", why: "tag" }] })))).toEqual([]);
    expect(json.summary).toEqual({ checks: 8, asExpected: 2, notAsExpected: 6, left: 0 });
    const [, two] = json.checks;
    expect([two.asExpected, two.result.outcome, two.result.states.distinct, two.result.properties[0].steps]).toEqual([
      false,
      "violated",
      14,
      4,
    ]);
    expect(two.result.properties[0].reasons.why.sentence).toBe("alice is 1 and bob is 2");
  });

  it("is refused by the schema without any of its fields, or with others in their place", async () => {
    const json = read(await mixedSuite());
    const without = (from: object, name: string) =>
      Object.fromEntries(Object.entries(from).filter(([key]) => key !== name));
    for (const name of Object.keys(json)) expect([name, ofSuites(without(json, name))]).toEqual([name, false]);
    const [first] = json.checks;
    for (const name of Object.keys(first))
      expect([name, ofSuites({ ...json, checks: [without(first, name)] })]).toEqual([name, false]);
    for (const wrong of [{ expected: { outcome: "violated" } }, { cached: 1 }, { result: {} }, { places: {} }])
      expect(ofSuites({ ...json, checks: [{ ...first, ...wrong }] })).toBe(false);
  });
});

describe("the schema of locks", () => {
  it("has what is written, and nothing else", async () => {
    const report = await mixedSuite();
    const right = { ...report, checks: report.checks.map((each) => ({ ...each, surprises: [] })) };
    const lock = JSON.parse(lockText(updatedLock(null, right)));
    ofLocks(lock);
    expect(ofLocks.errors ?? []).toEqual([]);
    expect(Object.keys(lock.checks).length).toBe(7);
    for (const wrong of [
      { ...lock, lockVersion: 2 },
      { ...lock, more: 1 },
      { ...lock, checks: { a: { ...lock.checks["bank clerks=1"], depth: -1 } } },
      { ...lock, checks: { a: { ...lock.checks["bank clerks=1"], rules: { look: "2" } } } },
    ])
      expect(ofLocks(wrong)).toBe(false);
  });
});

describe("the index of pages", () => {
  it("links the page of each check, has the text of others, and runs nothing, whatever anything is called", async () => {
    const report = await hostileSuite();
    const pages = new Map<string, CheckPage>(
      report.checks.map(({ id }, at) => [
        id,
        at % 2 === 0
          ? { kind: "page", file: pageFileOf(id) }
          : { kind: "text", because: `${id} </details>`, text: `${id}\n<script>alert(1)</script>` },
      ]),
    );
    const html = pagesIndex(report, pages);
    expect(html.startsWith(MARK)).toBe(true);
    expect(html.match(/<(?!\/)[a-z]+/g)?.filter((tag) => tag === "<script" || tag === "<img" || tag === "<b")).toEqual(
      [],
    );
    expect(html.match(/<tr>/g)?.length).toBe(1 + report.checks.length);
    expect(html.match(/<a href="[a-z0-9-]+\.html">/g)?.length).toBe(Math.ceil(report.checks.length / 2));
    expect(html.match(/<details>/g)?.length).toBe(Math.floor(report.checks.length / 2));
  });

  it("has the same name for a page from run to run, and another for each check", async () => {
    expect(pageFileOf("paxos acceptors=3 mutant=p-own")).toBe("paxos-acceptors-3-mutant-p-own-4f07ed55.html");
    const files = (await hostileSuite()).checks.map(({ id }) => pageFileOf(id));
    expect(new Set(files).size).toBe(files.length);
    for (const file of files) expect(file).toMatch(/^[a-z0-9-]{1,70}\.html$/);
  });
});
