/** What to type to run this program again: `synod` where it was found by that name, else the way it was started. */
import { basename, relative } from "node:path";

export function commandName(argv: readonly string[] = process.argv, folder: string = process.cwd()): string {
  const script = argv[1] ?? "synod";
  if (basename(script) === "synod") return "synod";
  const path = relative(folder, script);
  return `node ${path.startsWith("..") ? script : path}`;
}
