/** What to type to run this program again, the way it was started. */
import { createRequire } from "node:module";
import { basename, dirname, relative, sep } from "node:path";

/** `synod` where it is on the path, `npx synod` in a folder that npx finds it from, else `node` and the script. */
export function commandName(script: string = process.argv[1] ?? "synod", folder: string = process.cwd()): string {
  if (basename(script) === "synod")
    return script.includes(`${sep}node_modules${sep}.bin${sep}`) ? "npx synod" : "synod";
  if (folder === dirname(createRequire(import.meta.url).resolve("synod/package.json"))) return "npx synod";
  const path = relative(folder, script);
  return `node ${path.startsWith("..") ? script : path}`;
}
