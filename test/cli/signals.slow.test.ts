import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readdirSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { program, type Running, start, synod, temporaryFolder } from "./run-synod.ts";

/** Each says `ready` on stderr when it is where a signal is to find it. */
const models = {
  // Millions of initial states.
  "beginning.ts": `
    import { model, range } from "synod";
    const N = range(0, 99);
    let first = true;
    export const m = model({
      state: { a: N, b: N, c: N, d: N },
      init: { for: { a: N, b: N, c: N, d: N }, do: (s, b) => {
        if (first) console.error("ready");
        first = false;
        s.a = b.a; s.b = b.b; s.c = b.c; s.d = b.d;
      } },
      rules: { stay: { do: () => {} } },
    });`,
  // One state with millions of successors.
  "wide.ts": `
    import { model, range } from "synod";
    const Wide = range(0, 2_999_999);
    console.error("ready");
    export const m = model({
      state: { at: Wide, phase: range(0, 1) },
      rules: { go: { for: { to: Wide }, when: (s) => s.phase === 0, do: (s, { to }) => { s.at = to; s.phase = 1; } } },
    });`,
  "loading.ts": `
    import { model, range } from "synod";
    console.error("ready");
    await new Promise(() => {});
    export const m = model({ state: { n: range(0, 1) }, rules: { stay: { do: () => {} } } });`,
  "spinning.ts": `
    import { model, range } from "synod";
    console.error("ready");
    for (;;);
    export const m = model({ state: { n: range(0, 1) }, rules: { stay: { do: () => {} } } });`,
  "stuck.ts": `
    import { model, range } from "synod";
    const forEver = () => { console.error("ready"); for (;;); };
    export const m = model({ state: { n: range(0, 3) }, rules: { up: { do: (s) => { if (s.n === 2) forEver(); s.n += 1; } } } });`,
  // A graph of 4,000,000 steps, to judge properties over time on.
  "fair.ts": `
    import { model, range, weak } from "synod";
    const N = range(0, 399);
    console.error("ready");
    const up = (x) => ({ do: (s) => { s[x] = (s[x] + 1) % 400; } });
    export const m = model({
      state: { a: N, b: N }, rules: { a: up("a"), b: up("b"), c: { do: (s) => { s.a = s.b; } } },
      fairness: { all: [weak("a"), weak("b")] },
      eventually: { met: (s) => s.a === 17 && s.b === 391 }, leadsTo: { on: [(s) => s.a === 3, (s) => s.b === 5] },
    });`,
  // A trace of 20,000 steps through 40 fields.
  "long.ts": `
    import { enumeration, map, model, range } from "synod";
    const K = range(0, 39);
    console.error("ready");
    export const m = model({
      state: { t: range(0, 9000), w: map(K, range(0, 1)) },
      rules: { next: { when: (s) => s.t < 9000, do: (s) => { s.t += 1; for (const k of K.values) s.w.set(k, 1 - s.w.get(k)); } } },
      always: { early: (s) => s.t < 9000 },
    });`,
};
const folder = temporaryFolder({ ...models, "tmp/keep": "" });
const environment = { TMPDIR: `${folder}/tmp`, TMP: `${folder}/tmp`, TEMP: `${folder}/tmp` };

/** Starts a command and resolves when the model has said that it is ready. */
async function ready(...argv: readonly string[]): Promise<Running> {
  const running = start(argv, folder, environment);
  await once(running.child.stderr, "data");
  return running;
}

/** Seconds until an answer, on a busy machine too; what is meant is that one comes at all. */
const SOON_MS = 20_000;

async function answered({ ended }: Running) {
  const begun = performance.now();
  const answer = await ended;
  expect(performance.now() - begun).toBeLessThan(SOON_MS);
  expect(readdirSync(`${folder}/tmp`)).toEqual(["keep"]);
  return answer;
}

describe("a signal is obeyed", () => {
  it.each([
    ["SIGINT", "beginning.ts", "while initial states are made"],
    ["SIGTERM", "wide.ts", "in a state with three million successors"],
    ["SIGHUP", "loading.ts", "while the module waits for what never comes"],
    ["SIGINT", "spinning.ts", "while the module loops for ever"],
    ["SIGTERM", "stuck.ts", "while an effect loops for ever"],
    ["SIGINT", "fair.ts", "while properties over time are judged"],
  ] as const)("%s to %s: %s", async (signal, file, _where) => {
    const running = await ready("check", file, "--json", "--workers", "1");
    await wait(600);
    running.child.kill(signal);
    const { code, stdout } = await answered(running);
    expect(code).toBe(20);
    const verdict = JSON.parse(stdout) as { readonly complete: boolean };
    expect(verdict).toMatchObject({ outcome: "undecided", ending: "interrupted", error: { code: "SYN402" } });
    // Whether all states were seen by then depends on how quick the machine is: the search may be over, or not.
    if (file !== "fair.ts") expect(verdict.complete).toBe(false);
    expect(stdout.trimEnd()).not.toContain("\n");
  });

  it("says what was being done, in a page for people", async () => {
    const running = await ready("check", "loading.ts");
    running.child.kill("SIGINT");
    const { code, stdout } = await answered(running);
    expect(code).toBe(20);
    expect(stdout).toContain("UNDECIDED  loading.ts");
    expect(stdout.replace(/\s+/g, " ")).toContain("while loading.ts was loading");
  });

  it.each([
    [["mutants", "wide.ts", "--mutate", "--json"]],
    [["mutate", "wide.ts", "--json"]],
    [["list", "wide.ts", "--rules", "--json"]],
    [["list", "loading.ts"]],
  ])("by synod %j", async (argv) => {
    const running = await ready(...argv);
    await wait(300);
    running.child.kill("SIGINT");
    const { code, stdout, stderr } = await answered(running);
    expect(code).toBe(20);
    if (argv.includes("--json")) expect(JSON.parse(stdout).error.code).toBe("SYN402");
    else expect(stderr).toContain("SYN402");
  });

  it("with the verdict, when it is known and its trace is still being written", async () => {
    const running = await ready("check", "long.ts", "--json");
    // Nobody reads: the process can write no more than the pipe takes.
    running.child.stdout.pause();
    await wait(8000);
    running.child.kill("SIGTERM");
    await wait(2500);
    running.child.stdout.resume();
    const { code, signal } = await answered(running);
    expect(signal).toBeNull();
    expect([12, 20]).toContain(code);
  });

  it("twice within a millisecond is one wish: an answer is printed", async () => {
    const running = await ready("check", "stuck.ts", "--json", "--workers", "1");
    running.child.kill("SIGINT");
    running.child.kill("SIGINT");
    const { code, stdout } = await answered(running);
    expect(code).toBe(20);
    expect(JSON.parse(stdout).ending).toBe("interrupted");
  });
});

describe("--time", () => {
  it.each(["beginning.ts", "wide.ts", "stuck.ts", "loading.ts"])("ends %s, undecided", async (file) => {
    const running = start(["check", file, "--time", "1500ms", "--json", "--workers", "1"], folder, environment);
    const { code, stdout } = await answered(running);
    expect(code).toBe(20);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "undecided", ending: "time", error: { code: "SYN405" } });
    // As it was given, not what the start of the program left of it.
    expect(JSON.parse(stdout).error.message).toContain("--time 1500ms");
  });

  it("says the same of a depth for one worker and for three", async () => {
    const at = async (workers: string) => {
      const argv = [
        "check",
        "paxos",
        "ballots=3",
        "--no-symmetry",
        "--max-depth",
        "12",
        "--json",
        "--workers",
        workers,
      ];
      const { wallMs, peakRssBytes, workers: _, ...verdict } = JSON.parse((await synod(argv)).stdout);
      return verdict;
    };
    const one = await at("1");
    expect(one).toMatchObject({ ending: "depth", coveredDepth: 12, states: { depth: 12 } });
    expect(await at("3")).toEqual(one);
  });
});

describe.skipIf(!existsSync("/dev/full"))("a full disk", () => {
  it.each([[["list"]], [["check", "paxos", "--json"]]])("is an error of %j, not of synod", async (argv) => {
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [program, ...argv], { stdio: ["ignore", full, "pipe"] });
    let stderr = "";
    child.stderr?.on("data", (chunk) => {
      stderr += chunk;
    });
    const [code] = await once(child, "close");
    closeSync(full);
    expect(stderr).toContain("SYN111");
    expect(code).toBe(255);
  });
});
