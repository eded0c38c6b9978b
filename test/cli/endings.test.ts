import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { start, temporaryFolder } from "./run-synod.ts";
import { counters } from "./user-models.ts";

const long = `
  import { model, range } from "synod";
  export const long = model({ state: { n: range(0, 2000) }, rules: { up: { do: (s) => { s.n += 1; } } } });
`;
const folder = temporaryFolder({ "counters.ts": counters, "long.ts": long });
/** A search that takes minutes; resolves when it is under way. */
async function longSearch(...options: readonly string[]) {
  const running = start(
    ["check", "counters.ts", "counters=9", "fault=log", "--json", "--no-symmetry", ...options],
    folder,
  );
  await once(running.child.stderr, "data");
  return running;
}

describe("an interrupt", () => {
  it.each([
    ["SIGINT", "1"],
    ["SIGINT", "2"],
    ["SIGTERM", "2"],
  ] as const)("%s with %s workers ends the search with the counts so far and exit 20", async (signal, workers) => {
    const { child, ended } = await longSearch("--workers", workers);
    setTimeout(() => child.kill(signal), 1000);
    const { code, stdout } = await ended;
    expect(code).toBe(20);
    const verdict = JSON.parse(stdout);
    expect(verdict).toMatchObject({
      outcome: "undecided",
      complete: false,
      ending: "interrupted",
      error: { code: "SYN402" },
    });
    expect(verdict.states.distinct).toBeGreaterThan(1);
    expect(verdict.states.generated).toBeGreaterThanOrEqual(verdict.states.distinct);
  });

  it("given twice ends the process at once", async () => {
    const { child, ended } = await longSearch("--workers", "2");
    child.kill("SIGINT");
    child.kill("SIGTERM");
    const { code, signal } = await ended;
    // Either the first one was quick enough, or the second one ended it: the process never goes on.
    expect([20, 130, 143]).toContain(code ?? signal);
  });
});

describe("a closed pipe", () => {
  it.each([[["list"]], [["check", "paxos-retold", "--mutant", "p-own"]]])(
    "%s leaves without a stack trace",
    async (argv) => {
      const { child, ended } = start(argv, folder);
      child.stdout.destroy();
      const { stderr, signal } = await ended;
      expect(stderr).toBe("");
      expect(signal).toBeNull();
    },
  );
});

describe("a long report", () => {
  it("goes through a pipe whole, even when the reader is slow", async () => {
    const { child, ended } = start(["check", "long.ts", "--json"], folder);
    child.stdout.pause();
    setTimeout(() => child.stdout.resume(), 1500);
    const { code, stdout } = await ended;
    expect(code).toBe(75);
    expect(JSON.parse(stdout).error.trace.steps).toHaveLength(2000);
    expect(stdout.length).toBeGreaterThan(2 ** 17);
  });
});
