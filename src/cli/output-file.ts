/** Where a command writes what it makes: a file that was named, or standard output. */
import { accessSync, closeSync, constants, openSync, statSync, writeFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { synodError } from "../errors/errors.ts";
import type { Terminal } from "./terminal.ts";

/** Throws unless a file may be written there: before the work, not after. `option`: what named it. */
export function checkWritable(path: string, option: string): void {
  if (path === "-") throw notWritable(path, option, "-");
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing?.isDirectory()) throw notWritable(path, option, "EISDIR");
  try {
    accessSync(existing === undefined ? dirname(path) : path, constants.W_OK);
    // A device may let itself be opened and take nothing: it says so of nothing, too.
    if (existing?.isCharacterDevice()) writeNothing(path);
  } catch (error) {
    throw notWritable(path, option, codeOf(error));
  }
}

export function writeOutputFile(path: string, option: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw notWritable(path, option, codeOf(error));
  }
}

/** `path` undefined: standard output. */
export function writeOutput(path: string | undefined, text: string, terminal: Terminal): void {
  if (path === undefined) terminal.print(text.replace(/\n$/, ""));
  else writeOutputFile(path, "--output", text);
}

function writeNothing(path: string): void {
  const file = openSync(path, "a");
  try {
    writeSync(file, Buffer.alloc(0));
  } finally {
    closeSync(file);
  }
}

const WHERE_TO_WRITE: Readonly<Record<string, string>> = {
  "-": "the path of a file; one of that name is ./-",
  ENOSPC: "the path of a file on a device with room",
  ENOENT: "the path of a file in a folder that there is",
  ENOTDIR: "the path of a file in a folder that there is",
  EISDIR: "the path of a file, not of a folder",
  EACCES: "the path of a file that you may write",
};

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown";
}

function notWritable(path: string, option: string, why: string): Error {
  const expected = WHERE_TO_WRITE[why] ?? `the path of a file that can be written (${why})`;
  return synodError("bad-option-value", { option, value: path, expected });
}
