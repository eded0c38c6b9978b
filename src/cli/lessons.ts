/** The lessons of the installation (scripts/build.mjs writes them), by their numbers; one is read when it is asked for. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PublishedLesson } from "../course/published.ts";
import { synodError } from "../errors/errors.ts";

/** `name`: `4`, `04`, or the name of its folder. Throws `unknown-lesson`. */
export function findLesson(name: string): PublishedLesson {
  const folder = join(dirname(createRequire(import.meta.url).resolve("synod/package.json")), "dist", "lessons");
  const known = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
  const id = (/^(?:lessons\/)?(\d{1,2})(?:-[\w-]*)?\/?$/.exec(name)?.[1] ?? "").padStart(2, "0");
  if (!known.includes(id)) throw synodError("unknown-lesson", { name, known });
  return JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8"));
}
