/**
 * The folder of a search's checkpoint: it has one file of a fixed name, and while one is written another beside it. Whatever
 * else is in it is somebody's, and then nothing is written there.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { synodError } from "../errors/errors.ts";

const NAME = "search.checkpoint";
const ASIDE = /^search\.checkpoint\.(\d+)\.part$/;
/** What is written to see whether anything can be. */
const PROBE_BYTES = 2 ** 16;

/** The file of a folder's checkpoint. */
export function checkpointIn(folder: string): string {
  return join(folder, NAME);
}

/** Where this process writes one before it has its name. */
export function asideIn(folder: string): string {
  return join(folder, `${NAME}.${process.pid}.part`);
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
  try {
    for (const name of names) if (isLeftBehind(name)) rmSync(join(folder, name), { force: true });
    writeFileSync(asideIn(folder), Buffer.alloc(PROBE_BYTES), { flush: true });
  } catch (error) {
    throw unfit(`nothing can be written there (${errnoOf(error)})`);
  } finally {
    rmSync(asideIn(folder), { force: true });
  }
}

/** With those that it is in. Not by Node's `recursive`, which tries for ever where the system says that a folder is not there that is. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** By a process that was ended in the midst of writing it. */
function isLeftBehind(name: string): boolean {
  const [, pid] = ASIDE.exec(name) ?? [];
  if (pid === undefined) return false;
  if (Number(pid) === process.pid) return true;
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
