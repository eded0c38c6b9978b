/** The examples of tests are tests: run here as in the project of a user, by the package's own names, which lead to dist/. */
import { join } from "node:path";

await import(join(import.meta.dirname, "..", "..", "examples", "testing", "lease-vitest.ts"));
