/** The examples of tests are tests: run here as in the project of a user, by the package's own names, which lead to dist/. */
import { join } from "node:path";

for (const name of ["lease-vitest.ts", "ring-buffer.ts"])
  await import(join(import.meta.dirname, "..", "..", "examples", "testing", name));
