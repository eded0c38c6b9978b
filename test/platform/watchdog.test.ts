import { createRequire } from "node:module";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { TIMED_OUT } from "../../src/platform/platform.ts";
import { guarded } from "../../src/platform/watchdog.ts";

test("answers what the function answers, and throws what it throws", () => {
  const value = { some: "object" };
  expect(guarded(() => value, 1000)).toBe(value);
  const error = new Error("mine");
  let thrown: unknown;
  try {
    guarded(() => {
      throw error;
    }, 1000);
  } catch (caught) {
    thrown = caught;
  }
  expect(thrown).toBe(error);
});

test("ends a loop that does not end, whatever it catches, and works again afterwards", () => {
  let rounds = 0;
  const answer = guarded(() => {
    for (;;) {
      try {
        rounds++;
        JSON.parse("no JSON");
      } catch {}
    }
  }, 50);
  expect(answer).toBe(TIMED_OUT);
  expect(rounds).toBeGreaterThan(0);
  expect(guarded(() => 7, 50)).toBe(7);
});

test("is nested: the inner limit ends the inner function alone", () => {
  const endless = (): never => {
    for (;;);
  };
  const answer = guarded(() => [guarded(endless, 20), guarded(() => "after", 20)], 10_000);
  expect(answer).toEqual([TIMED_OUT, "after"]);
});

test("leaves nothing behind on the global object", () => {
  guarded(() => {}, 100);
  expect(Object.getOwnPropertySymbols(globalThis)).not.toContain(Symbol.for("synod.guarded"));
});

test("works in a worker thread", async () => {
  const source = `
    const { parentPort } = require("node:worker_threads");
    const { Script } = require("node:vm");
    globalThis.endless = () => { for (;;); };
    try { new Script("endless()").runInThisContext({ timeout: 20 }); } catch (error) { parentPort.postMessage(error.code); }
  `;
  const worker = new Worker(source, { eval: true });
  const code = await new Promise((resolve, reject) => worker.on("message", resolve).on("error", reject));
  await worker.terminate();
  expect(code).toBe("ERR_SCRIPT_EXECUTION_TIMEOUT");
});

test("guards for a module whose global object is another than that of scripts, as modules' are in Jest", async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "..", "..", "src", "platform", "watchdog.ts")],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
  });
  const module = { exports: {} as typeof import("../../src/platform/watchdog.ts") };
  const require = createRequire(import.meta.url);
  runInContext(outputFiles[0]?.text as string, createContext({ module, require }));
  expect(module.exports.guarded(() => 7, 1000)).toBe(7);
});
