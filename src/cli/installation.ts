/**
 * What identifies the running synod, its build included, so that a result of one is never taken for that of another: the files
 * that programs and threads are started with. They name the chunks that they load by the hash of their contents.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { version } from "./version.ts";

const STARTED_WITH = [
  "#checker",
  "#command",
  "#kernel",
  "#kernel-worker",
  "#worker",
  "synod",
  "synod/invariants",
  "synod/models",
];

export function installationId(): string {
  const { resolve } = createRequire(import.meta.url);
  const hash = createHash("sha256").update(version());
  for (const name of STARTED_WITH) hash.update("\0").update(readFileSync(resolve(name)));
  return hash.digest("hex");
}
