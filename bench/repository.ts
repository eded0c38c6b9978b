/** Where the repository is, asked of Node: these modules run from bench/ in tests and from dist/bench/ otherwise. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const root = dirname(createRequire(import.meta.url).resolve("synod/package.json"));

export function inRepository(...path: readonly string[]): string {
  return join(root, ...path);
}
