/**
 * The folder of a search's checkpoint: it has one file of a fixed name, and while one is written another beside it. Whatever
 * else is in it is somebody's, and then nothing is written there.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { synodError } from "../errors/errors.ts";

const NAME = "search.checkpoint";
/** The process that writes it, and which of its writers: two of one number, in two containers or one program, do not meet. */
const ASIDE = /^search\.checkpoint\.(\d+)(?:\.[0-9a-f]+)?\.part$/;
/** Nobody writes one for so long without writing to it. */
const LEFT_MS = 60_000;
/** What is written to see whether anything can be. */
const PROBE_BYTES = 2 ** 16;

/** The file of a folder's checkpoint. */
export function checkpointIn(folder: string): string {
  return join(folder, NAME);
}

/** Where one is written before it has its name: another place each time. */
export function asideIn(folder: string): string {
  return join(folder, `${NAME}.${process.pid}.${randomBytes(8).toString("hex")}.part`);
}

/**
 * Makes a folder ready to be written to: there, with nothing in it that is not ours, and no checkpoint unless `hasOne`. Throws
 * `checkpoint-folder`.
 */
export function readyFolder(folder: string, hasOne: boolean): void {
  const unfit = (problem: string) => synodError("checkpoint-folder", { folder, problem });
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) throw unfit("it is no folder");
  try {
    makeFolder(folder);
  } catch (error) {
    throw unfit(`it cannot be made (${errnoOf(error)})`);
  }
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw unfit(`it cannot be read (${errnoOf(error)})`);
  }
  const other = names.find((name) => name !== NAME && !ASIDE.test(name));
  if (other !== undefined) throw unfit(`there is something in it that is not synod's: ${other}`);
  if (!hasOne && names.includes(NAME)) throw unfit("it has the checkpoint of a search already");
  const probe = asideIn(folder);
  try {
    for (const name of names) if (isLeftBehind(folder, name)) rmSync(join(folder, name), { force: true });
    writeFileSync(probe, Buffer.alloc(PROBE_BYTES), { flush: true });
  } catch (error) {
    throw unfit(`nothing can be written there (${errnoOf(error)})`);
  } finally {
    rmSync(probe, { force: true });
  }
}

/** With those that it is in. Not by Node's `recursive`, which tries for ever where the system says that a folder is not there that is. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/**
 * By a process that was ended in the midst of writing it. One of our own number is another writer in this process, or was one in
 * another container: by its age.
 */
function isLeftBehind(folder: string, name: string): boolean {
  const [, pid] = ASIDE.exec(name) ?? [];
  if (pid === undefined) return false;
  if (Number(pid) === process.pid) {
    const { mtimeMs = Number.NEGATIVE_INFINITY } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? {};
    return Date.now() - mtimeMs > LEFT_MS;
  }
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return errnoOf(error) === "ESRCH";
  }
}

export function errnoOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));
}
