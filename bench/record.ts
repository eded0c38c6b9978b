/** Puts the table of a session into docs/benchmark.md, with the machine named and how to repeat it. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { type Machine, machineText } from "./machine.ts";
import { inRepository } from "./repository.ts";
import { type Summary, summaryMarkdown } from "./summary.ts";

const PAGE = inRepository("docs/benchmark.md");
const BEGIN = "<!-- recorded: from here to the end mark `npm run bench -- --record` writes -->";
const END = "<!-- end of what is recorded -->";

export interface Session {
  readonly machine: Machine;
  readonly runs: number;
  /** As it was given to `npm run bench --`. */
  readonly options: readonly string[];
  /** Of the build that `--against` names; null where none is, or its checkout is none of git's. */
  readonly before: string | null;
  readonly summary: Summary;
}

export function record(session: Session): void {
  writeFileSync(PAGE, recorded(readFileSync(PAGE, "utf8"), session));
}

/** What is checked out there; null where git does not know. */
export function commitOf(checkout: string): string | null {
  const { status, stdout } = spawnSync("git", ["-C", checkout, "rev-parse", "--short", "HEAD"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

/** The page with this session's table instead of the one that was there. */
export function recorded(page: string, { machine, runs, options, before, summary }: Session): string {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error(`docs/benchmark.md lacks the lines ${BEGIN} and ${END}`);
  const text = [
    BEGIN,
    "",
    `${machine.date}, \`npm run bench -- ${withoutFolder(options).join(" ")}\`:`,
    `${runs === 1 ? "one run of each" : `medians of ${runs} runs`}, load ${machine.loadBefore.toFixed(1)} before the first.`,
    ...(before === null ? [] : [`Before is commit ${before}.`]),
    machineText(machine),
    "",
    summaryMarkdown(summary),
    "",
    "",
  ].join("\n");
  return page.slice(0, from) + text + page.slice(to);
}

/** What a folder is called on the machine that measured is of no use elsewhere. */
function withoutFolder(options: readonly string[]): string[] {
  return options.map((option, at) => {
    if (option.startsWith("--against=")) return "--against=../before";
    return options[at - 1] === "--against" ? "../before" : option;
  });
}
