import { configDefaults, defineConfig } from "vitest/config";

/** What is slow and rarely tells is named `*.slow.test.ts`: `vitest run --mode slow` runs that, and nothing else. */
const SLOW = "test/**/*.slow.test.ts";

export default defineConfig(({ mode }) => ({
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
