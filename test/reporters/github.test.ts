// Workflow commands as the runner reads them, and a summary within its limit.
import { describe, expect, it } from "vitest";
import { annotations } from "../../src/reporters/github-annotations.ts";
import { summaryMarkdown } from "../../src/reporters/github-summary.ts";
import type { Grounds } from "../../src/reporters/grounds.ts";
import type { CheckedEntry } from "../../src/suite/suite-report.ts";
import { hostileSuite, mixedSuite, suiteOf, surprise } from "./suite-reports.ts";

const grounds: Grounds = { beside: () => null, fromTop: (file) => `app/${file}` };

/** As actions/runner does (src/Runner.Common/ActionCommand.cs): properties are split at `,`, then unescaped; the rest is the message. */
function readCommand(line: string) {
  const [, name, told = "", message = ""] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  const unescapedData = (text: string) => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
  const unescaped = (text: string) =>
    text
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",")
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%25", "%");
  const properties = told.split(",").map((each) => {
    const [key = "", value = ""] = each.split(/=(.*)/s);
    return [key, unescaped(value)] as const;
  });
  return { name, ...Object.fromEntries(properties), message: unescapedData(message) } as Readonly<
    Record<string, string>
  >;
}

describe("a suite as annotations", () => {
  it("are at the line of the property in the model's file, one for each surprise", async () => {
    const read = annotations(await mixedSuite(), grounds).map(readCommand);
    expect(read.map(({ name, file, line, title }) => `${name} ${file}:${line} ${title}`)).toEqual([
      "error app/models/bank.ts:28 bank clerks=2: no coin is made or lost",
      "error app/models/bank.ts:28 bank mutant=slow: no coin is made or lost",
      "error app/models/bank.ts:28 bank mutant=late: no coin is made or lost",
      "error app/models/bank.ts:8 bank clerks=3",
      "error app/models/bank.ts:8 lost",
      "error app/models/bank.ts:8 bank tag=slow",
    ]);
    expect(read[0]?.["message"]).toBe(
      "no coin is made or lost is violated after 4 steps; expected: holds\nAgain: synod check bank clerks=2",
    );
  });

  it("are escaped as the runner unescapes, whatever anything is called: each is one line and one command", async () => {
    const lines = annotations(await hostileSuite(), grounds);
    for (const line of lines) expect(line).toMatch(/^::(error|warning) [^\r\n]*::[^\r\n]*$/);
    const odd = "100% a,b:c::d%0A%25";
    const entry = { ...(await mixedSuite()).checks[1], id: odd, surprises: [surprise(odd, { property: odd })] };
    const places = { model: { file: "a,b:c%.ts", line: 7 }, rules: {}, properties: {} };
    const [line = ""] = annotations(suiteOf([{ ...entry, places, command: odd } as CheckedEntry]), grounds);
    expect(line).toContain("file=app/a%2Cb%3Ac%25.ts,line=7,title=100%25 a%2Cb%3Ac%3A%3Ad%250A%2525%3A 100%25");
    expect(readCommand(line)).toEqual({
      name: "error",
      file: "app/a,b:c%.ts",
      line: "7",
      title: `${odd}: ${odd}`,
      message: `${odd}\nAgain: ${odd}`,
    });
  });

  it("are ten of a level at most, the last of which says what is missing", async () => {
    const wrong = (await mixedSuite()).checks[1] as CheckedEntry;
    const checks = (count: number) => Array.from({ length: count }, (_, at) => ({ ...wrong, id: `bank ${at}` }));
    expect(annotations(suiteOf(checks(10)), grounds).length).toBe(10);
    const many = annotations(suiteOf(checks(25)), grounds);
    expect(many.length).toBe(10);
    expect(readCommand(many[9] as string)).toMatchObject({
      name: "error",
      title: "16 errors more",
      message: expect.stringMatching(
        /^16 errors more, of bank 9; bank 10; .*bank 24: the job's log and summary have them all$/,
      ),
    });
  });

  it("are none of a suite that is as expected, and name no file where there is none", async () => {
    expect(annotations(suiteOf([]), grounds)).toEqual([]);
    const gone = suiteOf([], { config: null, surprises: [surprise("a check is gone", { kind: "counts" })] });
    expect(annotations(gone, grounds)).toEqual(["::error title=synod suite::a check is gone"]);
  });
});

/** By CommonMark: fenced blocks, indented ones, and spans, each of which ends at the next run of as many backticks. */
function withoutCode(text: string): string {
  const blocks = text.replace(/^(```+)\w*\n[\s\S]*?\n\1$/gm, "").replace(/^ {4}.*$/gm, "");
  return blocks.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
}

describe("a suite as the summary of a job", () => {
  it("has the table, those that differ first, and of each of these why, the steps and a diagram", async () => {
    const text = summaryMarkdown(await mixedSuite());
    const lines = text.split("\n");
    expect(lines[0]).toBe("## synod: 8 checks, 6 not as expected, in 5.0 s");
    expect(lines.slice(2, 12).map((line) => line.split(" | ").slice(0, 4).join(" | "))).toEqual([
      "| | check | expected | found",
      "|---|---|---|---|--:|--:|--:|",
      "| **differs** | `bank clerks=2` | `holds` | `no coin is made or lost violated after 4 steps`",
      "| **differs** | `bank mutant=slow` | `no coin is made or lost violated after 4 steps` | `holds`",
      "| **differs** | `bank mutant=late` | `no coin is made or lost violated after 5 steps` | `no coin is made or lost violated after 4 steps`",
      "| **differs** | `bank clerks=3` | `holds` | `undecided (depth)`",
      "| **differs** | `lost` | `holds` | `error internal`",
      "| **differs** | `bank tag=slow` | `holds` | `holds`",
      "| ok | `bank clerks=1` | `holds` | `holds`",
      "| ok | `bank mutant=hasty` | `no coin is made or lost violated after 4 steps` | `no coin is made or lost violated after 4 steps`",
    ]);
    const section = text.slice(text.indexOf("### `bank clerks=2`"), text.indexOf("### `bank mutant=slow`"));
    expect(section).toContain(
      "- `no coin is made or lost is violated after 4 steps; expected: holds` (`models/bank.ts:28`)",
    );
    expect(section).toMatch(/\nWhy: `.+`\n/);
    expect(section).toContain(
      "| 4 | `clerk2` | `transfer(clerk: clerk2)` | `bob: 1 → 2`<br>`noted[clerk2]: 2 → none` |",
    );
    expect(section).toContain("```mermaid\nsequenceDiagram\n");
    expect(section).toContain("```sh\nsynod check bank clerks=2\n```");
    expect(text).toContain("    error SYN901");
  });

  it("stays within its limit, and says how many are not told", async () => {
    const report = await mixedSuite();
    const whole = summaryMarkdown(report);
    expect(whole).not.toContain("more are told");
    for (const most of [500, 1500, 2000, 3000, 4000, 6000, 10_000, Buffer.byteLength(whole) + 400]) {
      const text = summaryMarkdown(report, most);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
      expect(text).toContain("6 not as expected");
      const told = text.split("\n### ").length - 1;
      const left = /(\d+) checks? more (?:is|are) told/.exec(text)?.[1] ?? "0";
      if (most >= 2000) expect([most, told + Number(left)]).toEqual([most, 6]);
    }
    const wrong = report.checks[1] as CheckedEntry;
    const many = Array.from({ length: 2000 }, (_, at) => ({ ...wrong, id: `bank ${at}` }));
    const text = summaryMarkdown(suiteOf(many));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024);
    expect(Buffer.byteLength(text)).toBeGreaterThan(900 * 1024);
    expect(text).toContain("and 1,500 checks more");
    expect(text).toMatch(/\d+ checks more are told in the log only/);
  });

  it("has the same structure whatever anything is called", async () => {
    const report = await hostileSuite();
    const text = summaryMarkdown(report);
    const outside = withoutCode(text);
    expect(outside).not.toContain("<script>");
    expect(outside).not.toContain("@somebody");
    expect(outside.match(/^### /gm)?.length).toBe(report.checks.length);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
    expect(text).not.toMatch(/[\u202e\u0007]|\p{Surrogate}/u);
  });
});
