/** Where a model's file is: `path`, or `path#export`. */
import { statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { synodError } from "../errors/errors.ts";

export interface ModelFile {
  /** As the user wrote it, without the export. */
  readonly given: string;
  readonly path: string;
  /** The export asked for, or null. */
  readonly export: string | null;
}

const extensions = /\.[cm]?[jt]s$/;

/** The file that a reference names, or null when there is none. A whole reference that is a file wins over `#export`. */
export function locateFile(reference: string, folders: readonly string[]): ModelFile | null {
  const hash = reference.lastIndexOf("#");
  const splits = [
    { given: reference, export: null },
    ...(hash > 0 ? [{ given: reference.slice(0, hash), export: reference.slice(hash + 1) }] : []),
  ];
  for (const split of splits) {
    for (const folder of folders) {
      const path = resolve(folder, split.given);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat === undefined) continue;
      if (!stat.isFile()) throw doesNotLoad(split.given, "it is a folder, not a file");
      if (!extensions.test(basename(path)))
        throw doesNotLoad(split.given, "its name does not end in .ts, .js, .mts or .mjs");
      return { ...split, path };
    }
  }
  return null;
}

function doesNotLoad(model: string, problem: string): Error {
  return synodError("model-does-not-load", { model, problem });
}
