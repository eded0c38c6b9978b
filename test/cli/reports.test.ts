// Reports of a failing suite by the real command: valid, at the right lines, where they were asked for, and nowhere else.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { collectReports } from "../../src/cli/arguments.ts";
import { prepareReports } from "../../src/cli/reports.ts";
import { asSynodError } from "../../src/errors/errors.ts";
import type { AskedReport } from "../../src/reporters/report-names.ts";
import { type Ended, run, temporaryFolder } from "./run-synod.ts";
import { bankTs, countJs, failingFiles } from "./suite-lines.ts";

const folder = temporaryFolder(failingFiles);
const app = join(folder, "app");
mkdirSync(join(folder, ".git"));
const summary = join(folder, "summary.md");
const inActions = { GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: "", CI: "" };

let ended: Ended;
beforeAll(async () => {
  writeFileSync(summary, "## an earlier step\n");
  const reports = "--report junit=out/deep/junit.xml --report sarif=out/s.sarif --report json=out/suite.json";
  ended = await run(`suite --workers 1 ${reports} --report html=out/pages --report github`, app, inActions);
}, 60_000);

const read = (file: string) => readFileSync(join(app, file), "utf8");

describe("the reports of a failing suite", () => {
  it("do not change what it ends with", () => {
    expect(ended.stderr).toBe("");
    expect(ended.code).toBe(22);
    expect(ended.stdout).toContain("6 checks: 0 as expected, 6 not");
  });

  it("annotate the lines of properties, of what throws, and of what does not parse, as from the repository's top", () => {
    const commands = ended.stdout.split("\n").filter((line) => line.startsWith("::"));
    const said = commands.map((line) => line.replace(/%0AAgain.*$/, "").replace(/ \([^)]*\)/, ""));
    expect(said).toEqual([
      "::error file=app/models/bank.ts,line=31,title=models/bank.ts%3A no coin is made or lost::no coin is made or lost is violated after 4 steps; expected: holds",
      "::error file=app/models/bank.ts,line=33,title=models/bank.ts%3A bob is rich::bob is rich is never reached; expected: holds",
      "::error file=app/models/count.js,line=12,title=models/count.js%3A stays small::stays small is violated after 3 steps; expected: holds",
      "::error file=app/models/count.js,line=12,title=late%3A stays small::stays small is violated after 3 steps, not 4",
      expect.stringMatching(
        /^::error file=app\/models\/throws\.js,line=8,title=models\/throws\.js::SYN304.*two is too much/,
      ),
      expect.stringMatching(
        /^::error file=app\/models\/broken\.ts,line=4,title=models\/broken\.ts::SYN102.*Expected "}"/,
      ),
      "::error file=app/synod.config.ts,title=consensus%3A agreement::agreement holds; expected: agreement violated",
      "::warning file=app/models/throws.js,line=3,title=models/throws.js::the model states no property, so nothing but its states was checked",
    ]);
    const lines = (text: string, line: number) => text.split("\n")[line - 1]?.trim();
    expect(lines(bankTs, 31)).toMatch(/^always: { "no coin is made or lost"/);
    expect(lines(bankTs, 33)).toMatch(/^"bob is rich"/);
    expect(lines(countJs, 12)).toMatch(/^"stays small"/);
  });

  it("append a summary to that of the job, with why, the table and a diagram", () => {
    const text = readFileSync(summary, "utf8");
    expect(text).toMatch(/^## an earlier step\n\n## synod: 6 checks, 6 not as expected, in /);
    expect(text).toContain(
      "### `models/bank.ts`\n\n- `no coin is made or lost is violated after 4 steps; expected: holds` (`models/bank.ts:31`)",
    );
    expect(text).toContain("Why: `alice is 1 and bob is 2`");
    expect(text).toMatch(/```mermaid\nsequenceDiagram\n {2}participant h0 as clerk/);
    expect(text).toContain("```sh\nsynod check models/bank.ts --keep-going\n```");
  });

  it("are at these lines in SARIF too, with the rules' lines along the trace", () => {
    const [{ results }] = JSON.parse(read("out/s.sarif")).runs;
    const at = (located: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }) =>
      `${located.physicalLocation.artifactLocation.uri}:${located.physicalLocation.region.startLine}`;
    expect(results.map((each: { locations: [never] }) => at(each.locations[0]))).toEqual([
      "app/models/bank.ts:31",
      "app/models/bank.ts:33",
      "app/models/count.js:12",
      "app/models/count.js:12",
      "app/models/throws.js:8",
      "app/models/throws.js:3",
      "app/models/broken.ts:4",
      "app/synod.config.ts:1",
    ]);
    const flow = results[0].codeFlows[0].threadFlows[0].locations;
    expect(flow.map(({ location }: { location: never }) => at(location))).toEqual([
      "app/models/bank.ts:12",
      "app/models/bank.ts:18",
      "app/models/bank.ts:18",
      "app/models/bank.ts:23",
      "app/models/bank.ts:23",
      "app/models/bank.ts:12",
    ]);
  });

  it("are whole files in folders that were made, with nothing left beside them", () => {
    expect(readdirSync(join(app, "out")).sort()).toEqual(["deep", "pages", "s.sarif", "suite.json"]);
    expect(readdirSync(join(app, "out", "deep"))).toEqual(["junit.xml"]);
    expect(read("out/deep/junit.xml")).toMatch(
      /^<\?xml .*>\n<testsuites name="synod" tests="7" failures="5" errors="2" /,
    );
    const json = JSON.parse(read("out/suite.json"));
    expect([json.schemaVersion, json.asExpected, json.summary]).toEqual([
      1,
      false,
      { checks: 6, asExpected: 0, notAsExpected: 6, left: 0 },
    ]);
  });

  it("have a page for each check that has a model, and its text where there can be none", () => {
    const index = read("out/pages/index.html");
    const linked = [...index.matchAll(/<a href="([^"]+)">/g)].map(([, file]) => file as string);
    expect(readdirSync(join(app, "out", "pages")).sort()).toEqual([...linked, "index.html"].sort());
    expect(linked.length).toBe(5);
    for (const file of linked) expect(read(`out/pages/${file}`)).toContain('id="capsule"');
    expect(index).toContain("no page: there is no model to show");
    expect(index).not.toContain("<script");
  });

  it("are overwritten by the next run, and a link stays one", async () => {
    writeFileSync(join(app, "out", "elsewhere.xml"), "");
    symlinkSync("elsewhere.xml", join(app, "out", "link.xml"));
    const again = await run(
      "suite --workers 1 --report junit=out/link.xml --report json=out/suite.json",
      app,
      inActions,
    );
    expect([again.code, again.stderr]).toEqual([22, ""]);
    expect(statSync(join(app, "out", "elsewhere.xml")).size).toBeGreaterThan(1000);
    expect(read("out/link.xml")).toBe(read("out/elsewhere.xml"));
  });
});

describe("reports that cannot be written", () => {
  const place = temporaryFolder({
    ...failingFiles,
    "app/pages/mine.txt": "mine",
    "app/data.json": '{"mine": true}',
  });
  const here = join(place, "app");
  const shown = (error: unknown) => {
    const { code, message, exitCode } = asSynodError(error);
    return `${exitCode} ${code} ${message.replaceAll(`${here}/`, "")}`;
  };
  const refused = (...words: readonly string[]) => {
    try {
      const asked = words.reduce<AskedReport[]>((all, word) => collectReports(word.replace("=", `=${here}/`), all), []);
      prepareReports(asked, here, {});
      return "taken";
    } catch (error) {
      return shown(error);
    }
  };

  it("are refused before the search, with a code, and nothing of others is overwritten", async () => {
    expect(refused("junit=package.json")).toBe("1 SYN131 package.json is no JUnit report, and would be overwritten");
    expect(refused("json=data.json")).toBe("1 SYN131 data.json is no report of a suite, and would be overwritten");
    expect(refused("sarif=synod.config.ts")).toBe(
      "1 SYN131 synod.config.ts is no SARIF report, and would be overwritten",
    );
    expect(refused("html=pages")).toBe(
      "1 SYN131 pages is a folder with something else in it, and would be overwritten",
    );
    expect(refused("junit=models")).toBe('1 SYN109 --report junit cannot be "models"');
    expect(refused("html=package.json")).toBe('1 SYN109 --report html cannot be "package.json"');
    expect(refused("junit=package.json/x.xml")).toBe('1 SYN109 --report junit cannot be "package.json/x.xml"');
    expect(refused("json=a.json", "sarif=./a.json")).toBe("1 SYN110 two reports, json and sarif, would go to ./a.json");
    if (existsSync("/proc/self"))
      expect(refused("json=../../../../proc/none/x.json")).toMatch(/^1 SYN109 --report json /);
    expect(refused("junitt=a.xml")).toBe(`1 SYN109 --report cannot be "junitt=a.xml"`);
    expect(refused("junit")).toBe('1 SYN109 --report cannot be "junit"');
    expect(refused("junit=")).toBe('1 SYN109 --report junit cannot be ""');
    expect(refused("github=a")).toBe('1 SYN109 --report cannot be "github=a"');
    expect(refused("json=new/a.json", "html=new/pages", "sarif=s.sarif", "github")).toBe("taken");
    expect(readFileSync(join(here, "data.json"), "utf8")).toBe('{"mine": true}');
    expect(readdirSync(join(here, "pages"))).toEqual(["mine.txt"]);
    expect(readdirSync(join(here, "new"))).toEqual(["pages"]);

    const { code, stdout, stderr } = await run("suite --report junit=synod.config.ts", here, inActions);
    expect([code, stdout, /SYN\d+/.exec(stderr)?.[0]]).toEqual([1, "", "SYN131"]);
    expect(readFileSync(join(here, "synod.config.ts"), "utf8")).toBe(failingFiles["app/synod.config.ts"]);
  });

  it.runIf(existsSync("/dev/full"))(
    "say so at the end, where the disk is full, and end with 255 if all was well",
    async () => {
      const full = "check consensus --workers 1 --report json=/dev/full";
      const { code, stdout, stderr } = await run(full, here, inActions);
      expect([code, stdout.startsWith("HOLDS")]).toEqual([255, true]);
      expect(stderr).toMatch(/^error SYN130 .*: \/dev\/full could not be written\n? *\(ENOSPC\)/);
    },
  );
});

describe("the reports of a check", () => {
  const place = temporaryFolder({ "count.js": countJs, "package.json": '{ "type": "module" }' });

  it("say what `synod suite` would, and leave its exit code and JSON alone", async () => {
    const { code, stdout, stderr } = await run(
      "check count.js --json --report github --report junit=j.xml",
      place,
      inActions,
    );
    expect(code).toBe(12);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "violated" });
    expect(stderr).toBe(
      "::error file=count.js,line=12,title=count.js%3A stays small::stays small is violated after 3 steps; expected: holds%0AAgain: synod check count.js\n",
    );
    expect(readFileSync(join(place, "j.xml"), "utf8")).toContain('<testsuite name="count.js" tests="1" failures="1"');
  });

  it("are there also of a check that could not begin", async () => {
    const { code, stderr } = await run("check absent.js --report junit=absent.xml", place, inActions);
    expect([code, /SYN\d+/.exec(stderr)?.[0]]).toEqual([150, "SYN101"]);
    expect(readFileSync(join(place, "absent.xml"), "utf8")).toContain('<error type="error" message="there is no file');
  });
});
