/** Paths that a caller names, kept to the folder that the server was started for. */
import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

/** A built-in model's name as it is; a file's path as from the folder, with the export that was named. Throws with a reason. */
export function modelWithin(folder, reference) {
  if (/^[a-z][a-z0-9-]*$/.test(reference)) return reference;
  const hash = reference.lastIndexOf("#");
  const [path, name] = hash > 0 ? [reference.slice(0, hash), reference.slice(hash)] : [reference, ""];
  return `${fileWithin(folder, path)}${name}`;
}

/** The path of a file that is there, as from the folder, links followed. */
export function fileWithin(folder, path) {
  let real;
  try {
    real = realpathSync(resolve(folder, path));
  } catch {
    throw new Error(`there is no file ${path} in ${folder}`);
  }
  return inside(folder, real, path);
}

/** The path of a file that may be written: there is none yet, or it is a trace that was saved. */
export function writableWithin(folder, path) {
  const wanted = resolve(folder, path);
  if (!wanted.endsWith(".trace.json")) throw new Error(`${path} does not end in .trace.json, as saved traces do here`);
  let parent;
  try {
    parent = realpathSync(dirname(wanted));
  } catch {
    throw new Error(`there is no folder for ${path} in ${folder}`);
  }
  const stat = statSync(wanted, { throwIfNoEntry: false });
  return inside(folder, stat === undefined ? join(parent, basename(wanted)) : realpathSync(wanted), path);
}

function inside(folder, real, given) {
  const from = relative(folder, real);
  if (from === "" || from === ".." || from.startsWith(`..${sep}`) || resolve(folder, from) !== real)
    throw new Error(`${given} is not in ${folder}, to which this server keeps`);
  // Never taken for an option, nor for a built-in model.
  return `.${sep}${from}`;
}
