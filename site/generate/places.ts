/** Where things are, for what makes the site: this file's folder lies two below the repository, as source and as bundled. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const repository = join(import.meta.dirname, "..", "..");
export const site = join(repository, "site");
/** What is generated, for VitePress to read. Nothing in it is anybody's but this program's. */
export const generated = join(site, "pages");
/** The site. */
export const built = join(site, "dist");

/** Writes a file of the generated folder. */
export function put(path: string, contents: string | Uint8Array): void {
  const file = join(generated, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, contents);
}
