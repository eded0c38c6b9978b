// The one place that knows how a command line calls what a program calls an option.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { asFlags, flags } from "../../src/cli/flags.ts";
import { runHere } from "./run-here.ts";

const src = join(import.meta.dirname, "..", "..", "src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"));

/** What a file's strings and templates say of flags. */
function flagsIn(path: string): string[] {
  const code = readFileSync(join(src, path), "utf8").replace(/\/\*[\s\S]*?\*\/|(?<![:"'`\w])\/\/[^\n]*/g, " ");
  const texts = code.match(/"[^"\n]*"|`[^`]*`/g) ?? [];
  // `var(--a)` is a property of a style sheet.
  return texts.flatMap((text) => text.match(/(?<![\w)\]{]|var\()--[a-z][a-z-]*/g) ?? []);
}

describe("the flags of options", () => {
  it("are options of synod check", async () => {
    const { stdout } = await runHere(["check", "--help"]);
    for (const flag of Object.values(flags)) expect(stdout).toMatch(new RegExp(` ${flag.split(" ")[0]} `));
  });

  it("take the place of options, and of nothing else", () => {
    expect(asFlags("raise the option `memoryBytes`, or the limit `timeMs`")).toBe("raise --memory, or --time");
    expect(asFlags("the option `keepGoing` and `timeMs`")).toBe("the option `keepGoing` and `timeMs`");
  });

  it("are spoken of by the command line and by its reports alone", () => {
    expect(flagsIn("cli/syntax/check-command.ts").length).toBeGreaterThan(20);
    const elsewhere = files.filter((path) => !path.startsWith("cli/") && flagsIn(path).length > 0);
    expect(elsewhere.sort()).toEqual([
      // Lessons say what a student types, and checks of exercises are asked in the same words.
      "course/asked.ts",
      "course/judge.ts",
      // What is wrong with a command line.
      "errors/command.ts",
      // Of the files of `synod suite` and `synod diff`, which a command writes.
      "errors/lock.ts",
      "lock/lock-words.ts",
      // For Node.
      "platform/garbage.ts",
      // What `synod list` and `synod mutants` print.
      "report/list-text.ts",
      "report/mutants-text.ts",
      // The command that finds a trace again, in reports and on the page.
      "report/told-saved.ts",
    ]);
  });

  it("are in what the command line prints, and options in what a program reads", async () => {
    const { stdout } = await runHere(["check", "paxos", "--max-states", "5"]);
    expect(stdout.replace(/\s+/g, " ")).toMatch(
      /the search ended at --max-states 5, .* remedy: raise or leave out --max-states,/,
    );
    const { error } = JSON.parse((await runHere(["check", "paxos", "--max-states", "5", "--json"])).stdout);
    expect(error.message).toMatch(/^the search ended at --max-states 5, /);
    const wrong = await runHere(["check", "gossip", "--fairness", "wek"]);
    expect(wrong.stderr).toContain('--fairness cannot be "wek"');
  });
});
