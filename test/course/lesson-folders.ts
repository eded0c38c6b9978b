// The lessons of this repository, read from disk: their files by name, and the examples that they name.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..", "..");

/** `lessons/04-paxos`, ... in order. */
export const lessonFolders: readonly string[] = readdirSync(join(root, "lessons"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, "lessons", entry.name, "lesson.json")))
  .map(({ name }) => `lessons/${name}`)
  .sort();

export function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(join(root, folder)).filter((name) => /\.(ts|md|json)$/.test(name));
  const files = new Map(names.map((name) => [name, readFileSync(join(root, folder, name), "utf8")]));
  for (const [path] of (files.get("lesson.json") ?? "").matchAll(/(?<=")examples\/[\w-]+\.ts(?=")/g))
    files.set(path, readFileSync(join(root, path), "utf8"));
  return files;
}
