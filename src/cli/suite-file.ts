/** The file that a suite is in: found in a folder, bundled as a model is, imported, and what it exports looked at. */
import { statSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { type ErrorDetails, isSynodError, synodError } from "../errors/errors.ts";
import { type ReadCheck, readSuite } from "../suite/read-suite.ts";
import { bundle } from "./bundle.ts";
import { report } from "./newsroom.ts";

/** In this order in messages; there is to be one of them. */
export const SUITE_FILES = ["synod.config.ts", "synod.config.mts", "synod.config.js", "synod.config.mjs"];

/** A file that only lists checks takes a moment. */
const LOADING_MS = 20_000;

export interface SuiteFile {
  /** As from the current folder. */
  readonly given: string;
  readonly path: string;
  /** That paths in it are from. */
  readonly folder: string;
}

/** Null: there is none, and none was asked for. Throws `suite-does-not-load`. */
export function findSuiteFile(asked: string | undefined, folder: string): SuiteFile | null {
  const there = asked === undefined ? SUITE_FILES.filter((name) => isFile(resolve(folder, name))) : [asked];
  const [given, second] = there;
  if (given === undefined) return null;
  const problem =
    second !== undefined
      ? `there is ${second} beside it, and --config does not say which is meant`
      : !isFile(resolve(folder, given))
        ? "there is no such file"
        : /\.[cm]?[jt]s$/.test(given)
          ? null
          : "its name does not end in .ts, .mts, .js or .mjs";
  if (problem !== null) throw synodError("suite-does-not-load", { file: given, problem });
  const path = resolve(folder, given);
  return { given: relative(folder, path).split(sep).join("/"), path, folder: dirname(path) };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

export interface LoadedSuite {
  /** Its file as from the current folder; null: a program's. */
  readonly given: string | null;
  /** That paths in it are from. */
  readonly folder: string;
  readonly checks: readonly ReadCheck[];
  /** The URL of its bundle; null: a program's. */
  readonly module: string | null;
}

/** Throws `suite-does-not-load`, `bad-suite`. */
export async function loadSuiteFile({ given, path, folder }: SuiteFile): Promise<LoadedSuite> {
  process.setSourceMapsEnabled(true);
  const module = await bundle({ given, path, export: null }).catch((error: unknown) => {
    if (!isSynodError(error, "model-does-not-load")) throw error;
    const { problem } = error.details as ErrorDetails<"model-does-not-load">;
    throw synodError("suite-does-not-load", { file: given, problem });
  });
  report({ kind: "doing", what: `while ${given} was loading` });
  const exports = await inTime(import(module), given).catch((error: unknown) => {
    if (isSynodError(error)) throw error;
    throw synodError("suite-does-not-load", { file: given, problem: "it throws while it loads" }, error);
  });
  report({ kind: "doing", what: null });
  if (!Object.hasOwn(exports, "default"))
    throw synodError("suite-does-not-load", { file: given, problem: "it has no default export" });
  return { given, folder, checks: readSuite(exports["default"], given), module };
}

async function inTime(loading: Promise<object>, file: string): Promise<Readonly<Record<string, unknown>>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const problem = `it has not finished loading after ${LOADING_MS / 1000} seconds`;
    timer = setTimeout(() => reject(synodError("suite-does-not-load", { file, problem })), LOADING_MS);
  });
  try {
    return (await Promise.race([loading, late])) as Readonly<Record<string, unknown>>;
  } finally {
    clearTimeout(timer);
  }
}
