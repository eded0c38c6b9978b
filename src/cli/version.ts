/** Which synod this is. */
import { createRequire } from "node:module";

export function version(): string {
  return (createRequire(import.meta.url)("synod/package.json") as { version: string }).version;
}
