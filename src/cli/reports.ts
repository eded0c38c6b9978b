/**
 * The reports of `--report`: their targets are looked at before the work, and written after it, each whole or not at all. What
 * stands there and is no report of that kind is left alone.
 */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { asSynodError, synodError } from "../errors/errors.ts";
import type { ExitCode } from "../errors/exit-codes.ts";
import { isObject } from "../report/json-reader.ts";
import { annotations } from "../reporters/github-annotations.ts";
import { MOST_BYTES, summaryMarkdown } from "../reporters/github-summary.ts";
import { type Grounds, groundsOf } from "../reporters/grounds.ts";
import { junitText } from "../reporters/junit.ts";
import type { AskedReport, ReportName } from "../reporters/report-names.ts";
import { sarifText } from "../reporters/sarif.ts";
import { suiteJson } from "../reporters/suite-json.ts";
import { notWritable, prepareFile, prepareFolder, readIfThere, writeWhole } from "../reporters/whole-file.ts";
import type { SuiteReport } from "../suite/suite-report.ts";
import { asFlags } from "./flags.ts";
import { mustBeFolderOfPages, type Paged, writePages } from "./report-pages.ts";
import { noteError, type Terminal } from "./terminal.ts";

export interface PreparedReports {
  /** Whether who took the steps of a trace is worth finding out. */
  readonly isCausal: boolean;
  /** What cannot be written is said; answers with its exit code, null: all were. */
  readonly write: (report: SuiteReport, paged: readonly Paged[], terminal: Terminal) => Promise<ExitCode | null>;
}

/** `folder`: that paths in the report are from. Throws `bad-option-value`, `bad-arguments`, `not-a-report`. */
export function prepareReports(
  asked: readonly AskedReport[],
  folder: string,
  environment: NodeJS.ProcessEnv = process.env,
): PreparedReports {
  const summary = environment["GITHUB_STEP_SUMMARY"] ?? "";
  const taken = new Map<string, ReportName>();
  for (const { name, path } of asked) {
    if (name === "github") {
      if (summary !== "") prepareFile(summary, "GITHUB_STEP_SUMMARY");
      continue;
    }
    const whole = resolve(path);
    const other = taken.get(whole);
    if (other !== undefined)
      throw synodError("bad-arguments", {
        problem: `two reports, ${other} and ${name}, would go to ${path}`,
        usage: "--report junit=FILE --report sarif=OTHER",
      });
    taken.set(whole, name);
    if (name === "html") prepareHtml(path);
    else {
      prepareFile(path, `--report ${name}`);
      mustBeReport(name, path);
    }
  }
  const grounds = groundsOf(folder, environment);
  return {
    isCausal: asked.some(({ name }) => name === "github"),
    write: async (report, paged, terminal) => {
      let code: ExitCode | null = null;
      for (const each of asked) {
        try {
          await written(each, { report, paged, terminal, grounds, summary });
        } catch (error) {
          noteError(error, terminal);
          code = asSynodError(error).exitCode;
        }
      }
      return code;
    },
  };
}

interface Told {
  readonly report: SuiteReport;
  readonly paged: readonly Paged[];
  readonly terminal: Terminal;
  readonly grounds: Grounds;
  readonly summary: string;
}

async function written({ name, path }: AskedReport, told: Told): Promise<void> {
  const { report, paged, terminal, grounds, summary } = told;
  switch (name) {
    case "junit":
      return writeWhole(path, junitText(report));
    case "sarif":
      return writeWhole(path, sarifText(report, grounds));
    case "json":
      return writeWhole(path, `${JSON.stringify(suiteJson(report, asFlags))}\n`);
    case "html":
      return writePages(path, report, paged);
    case "github": {
      // The runner listens to both streams; with `--json` one of them is for a program.
      for (const line of annotations(report, grounds)) terminal.json ? terminal.note(line) : terminal.print(line);
      if (summary === "") return;
      const before = readIfThere(summary) ?? "";
      const gap = before === "" || before.endsWith("\n\n") ? "" : "\n";
      const most = MOST_BYTES - Buffer.byteLength(before) - gap.length;
      writeWhole(summary, `${before}${gap}${summaryMarkdown(report, most)}`);
    }
  }
}

function prepareHtml(path: string): void {
  const existing = statSync(path, { throwIfNoEntry: false });
  try {
    if (existing !== undefined && !existing.isDirectory())
      throw Object.assign(new Error("a file"), { code: "ENOTDIR" });
    if (existing !== undefined) mustBeFolderOfPages(path);
    prepareFolder(path);
  } catch (error) {
    if ((error as { id?: unknown }).id !== undefined) throw error;
    throw notWritable(path, "--report html", error);
  }
}

/** By what every report of the kind begins with, or has in it. */
const LOOKS: Readonly<Record<"junit" | "sarif" | "json", { readonly called: string; is(text: string): boolean }>> = {
  junit: { called: "JUnit report", is: (text) => /^\s*<\?xml[^>]*>\s*<testsuites?\b/.test(text) },
  sarif: { called: "SARIF report", is: (text) => hasKeys(text, ["version", "runs"]) },
  json: {
    called: "report of a suite",
    is: (text) => hasKeys(text, ["schemaVersion", "checks"]) || hasKeys(text, ["ending", "coverage"]),
  },
};

/** What was left by a run of another tool may be overwritten by a run of this one, if it is a report of the same kind. */
function mustBeReport(name: "junit" | "sarif" | "json", path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return;
  const text = readIfThere(path) ?? "";
  if (text.trim() === "" || LOOKS[name].is(text)) return;
  throw synodError("not-a-report", { path, problem: `is no ${LOOKS[name].called}` });
}

function hasKeys(text: string, keys: readonly string[]): boolean {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) && keys.every((key) => Object.hasOwn(json, key));
  } catch {
    return false;
  }
}
