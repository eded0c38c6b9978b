/**
 * Files that are there whole or not at all: written beside their place under another name, then renamed. What is no plain file
 * (a device, a pipe) is written to as it is, and a link stays one. Whether that will work is found out by doing it: before a
 * long search, not after.
 */
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { synodError } from "../errors/errors.ts";

/** Makes the folders above, and throws `bad-option-value` unless a file can be written there. `option`: what named it. */
export function prepareFile(path: string, option: string): void {
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
    if (existing !== undefined && !existing.isFile()) return;
    prepareFolder(dirname(target(path)));
    if (existing !== undefined) closeSync(openSync(path, "r+"));
  } catch (error) {
    throw notWritable(path, option, error);
  }
}

/** The same of a folder, with a probe that is removed again. */
export function prepareFolder(folder: string): void {
  makeFolder(resolve(folder));
  const probe = join(folder, `.synod-${process.pid}-${serial++}`);
  closeSync(openSync(probe, "wx"));
  rmSync(probe);
}

let serial = 0;

/** Folder by folder: where nothing can be made, as below /proc, Node's own way of making all of them never ends. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Somebody else has made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** Throws `report-not-written`; what was there before is there then, whole. */
export function writeWhole(path: string, text: string): void {
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing !== undefined && !existing.isFile()) {
    write(path, () => writeFileSync(path, text));
    return;
  }
  const place = target(path);
  const draft = join(dirname(place), `.${basename(place)}.${process.pid}-${serial++}`);
  write(path, () => {
    try {
      writeFileSync(draft, text, { flag: "wx", ...(existing !== undefined && { mode: existing.mode }) });
      renameSync(draft, place);
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

/** What is there now; null: nothing. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function write(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw synodError("report-not-written", { path, problem: codeOf(error) });
  }
}

/** Behind links. */
function target(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

const WHERE_TO_WRITE: Readonly<Record<string, string>> = {
  ENOTDIR: "the path of a file in a folder: something above it is a file",
  EEXIST: "the path of a file in a folder: something above it is a file",
  EISDIR: "the path of a file, not of a folder",
  EACCES: "the path of a file that you may write",
  EPERM: "the path of a file that you may write",
  EROFS: "the path of a file that can be written (the disk there is read-only)",
};

export function notWritable(path: string, option: string, error: unknown): Error {
  const code = codeOf(error);
  const expected = WHERE_TO_WRITE[code] ?? `the path of a file that can be written (${code})`;
  return synodError("bad-option-value", { option, value: path, expected });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown";
}
