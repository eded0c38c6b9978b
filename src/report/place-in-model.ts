/** Where in a person's own source an error came from, past the library's frames: `/home/u/bank.ts:12:9`. */
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import type { PlainError } from "../errors/errors.ts";

/** The first frame outside synod, Node and packages; null when there is none, as for a built-in model. */
export function placeInModel(error: PlainError, root: string = installation()): string | null {
  const ours = [join(root, "dist") + sep, join(root, "src") + sep, `${sep}node_modules${sep}`, "node:", "synod:"];
  for (const stack of [error.thrown?.stack, error.stack]) {
    for (const line of stack?.split("\n") ?? []) {
      const place = /^\s+at (?:.*\()?(?:file:\/\/)?(.+:\d+:\d+)\)?$/.exec(line)?.[1];
      if (place !== undefined && !ours.some((part) => place.includes(part))) return place;
    }
  }
  return null;
}

function installation(): string {
  return dirname(createRequire(import.meta.url).resolve("synod/package.json"));
}
