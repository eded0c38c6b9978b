/** Puts the table of a session into docs/benchmark.md, with the machine named and how to repeat it. */
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
  readonly summary: Summary;
}

export function record(session: Session): void {
  writeFileSync(PAGE, recorded(readFileSync(PAGE, "utf8"), session));
}

/** The page with this session's table instead of the one that was there. */
export function recorded(page: string, { machine, runs, options, summary }: Session): string {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error(`docs/benchmark.md lacks the lines ${BEGIN} and ${END}`);
  const text = [
    BEGIN,
    "",
    `${machine.date}, \`npm run bench -- ${options.join(" ")}\`: ${runs === 1 ? "one run of each" : `medians of ${runs} runs`}.`,
    machineText(machine),
    `Load ${machine.loadBefore.toFixed(1)} before the first run.`,
    "",
    summaryMarkdown(summary),
    "",
  ].join("\n");
  return page.slice(0, from) + text + page.slice(to);
}
