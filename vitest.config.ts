import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

/** What is slow and rarely tells is named `*.slow.test.ts`: `vitest run --mode slow` runs that, and nothing else. */
const SLOW = "test/**/*.slow.test.ts";

export default defineConfig(({ mode }) => ({
  // package.json leads it to dist/, where another copy of everything is.
  resolve: { alias: { "#checker": fileURLToPath(new URL("src/check.ts", import.meta.url)) } },
  test: {
    include: [mode === "slow" ? SLOW : "test/**/*.test.ts"],
    exclude: mode === "slow" ? configDefaults.exclude : [...configDefaults.exclude, SLOW],
    globalSetup: ["test/global-setup.ts"],
    // Processes, not threads: tests of the parallel engine own worker threads and shared memory themselves.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}));
