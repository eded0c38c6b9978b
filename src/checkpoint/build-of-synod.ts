/** Which synod this is, to the letter: one that was changed may lay states out in another way, whatever its version says. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Identity } from "./wishes.ts";

const require = createRequire(import.meta.url);

/** Nothing that searches. */
const LEFT_OUT = new Set(["page", "types", "bench", "fuzz"]);

let known: Identity | null = null;

/** Its version, and a sum of its files. */
export function buildOfSynod(): Identity {
  known ??= build();
  return known;
}

function build(): Identity {
  const manifest = require.resolve("synod/package.json");
  const { version } = require(manifest) as { readonly version: string };
  const root = dirname(manifest);
  // As it runs: what was built, or in its own tests the sources.
  const [folder = "dist"] = relative(root, fileURLToPath(import.meta.url)).split(sep);
  const sum = createHash("sha256");
  for (const file of filesBelow(join(root, folder)))
    sum.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  return [
    ["synod's version", version],
    ["synod's build", `#${sum.digest("hex").slice(0, 32)}`],
  ];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.has(name) && !name.startsWith("."))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return /\.(js|ts|wasm)$/.test(entry.name) ? [path] : [];
    })
    .sort();
}
