/** What a page shows of a terminal: commands and their output, run by a fresh build and compared with what is shown. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, expect } from "vitest";
import { type Block, root } from "./pages.ts";

const bin = mkdtempSync(join(tmpdir(), "synod-docs-"));
symlinkSync(join(root, "dist", "cli", "main.js"), join(bin, "synod"));
afterAll(() => rmSync(bin, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Both streams in one, as a terminal shows them. */
function inShell(command: string, folder: string): Promise<Ended> {
  const { FORCE_COLOR: _force, ...env } = process.env;
  const child = spawn("sh", ["-c", `(${command}) 2>&1`], {
    cwd: folder,
    env: { ...env, PATH: `${bin}${delimiter}${env["PATH"]}` },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}

export interface Session {
  readonly command: string;
  readonly shown: readonly string[];
}

export function sessionsIn({ lines }: Block): Session[] {
  const starts = lines.flatMap((line, at) => (line.startsWith("$ ") ? [at] : []));
  return starts.map((start, index) => ({
    command: (lines[start] as string).slice(2),
    shown: lines.slice(start + 1, starts[index + 1]),
  }));
}

/** Runs the command in the folder; what it prints, and its exit code, must be what the block shows and says. */
export async function expectShown(block: Block, { command, shown }: Session, folder: string): Promise<void> {
  expect(command).toMatch(/^synod /);
  const { code, output } = await inShell(command, folder);
  const lines = output.trimEnd().split("\n");
  if (!matches(withoutSample(shown), withoutSample(lines))) expect(shown.join("\n")).toBe(lines.join("\n"));
  expect(code).toBe(Number(block.marks.get("exit") ?? 0));
}

/** What differs from machine to machine and from run to run, taken out. */
function normalised(line: string): string {
  return line
    .replace(/ \(\d+(\.\d+)?( [kM])?\/s\)/, "")
    .replace(/\s*\b\d+(\.\d+)? (ms|s)\b/g, " TIME")
    .replace(/peak memory .*/, "peak memory SIZE")
    .replace(/\d+ workers?/, "N workers")
    .trimEnd();
}

/** How many states were judged again, where it is not all of them, and what follows from that, are a machine's own as well. */
function withoutSample(lines: readonly string[]): string[] {
  const label = "  judged again  ";
  const isSample = (line: string | undefined) => line?.startsWith(label) === true && !line.startsWith(`${label}all `);
  return lines.flatMap((line, at) => {
    if (isSample(line)) return [line.replace(/[\d,]+ of ([\d,]+ states?) .*/, "N of $1")];
    const isRest = line.startsWith(" ".repeat(label.length)) && isSample(lines[at - 1]);
    return isRest ? [] : [line];
  });
}

/** Whether `lines` are the shown ones, any number of lines in place of each line of dots. */
function matches(shown: readonly string[], lines: readonly string[]): boolean {
  const [first, ...rest] = shown;
  if (first === undefined) return lines.length === 0;
  if (first.trim() === "...") return lines.some((_, at) => matches(rest, lines.slice(at))) || matches(rest, []);
  return lines.length > 0 && isLine(first, lines[0] as string) && matches(rest, lines.slice(1));
}

function isLine(shown: string, line: string): boolean {
  if (shown.endsWith(" ...")) return line.startsWith(shown.slice(0, -3));
  return normalised(shown) === normalised(line);
}
