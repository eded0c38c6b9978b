import { describe, expect, it } from "vitest";
import { defaultWorkers, parseMemory, parseParameters, parseWorkers } from "../../src/cli/arguments.ts";
import { progressText } from "../../src/cli/progress.ts";
import { synodError, toPlainError } from "../../src/errors/errors.ts";
import { placeInModel } from "../../src/report/place-in-model.ts";

describe("--memory", () => {
  it.each([
    ["4GiB", 4 * 2 ** 30],
    ["500MB", 500e6],
    ["1.5 gib", 1.5 * 2 ** 30],
    ["64KiB", 65_536],
    ["1000", 1000],
    ["2tb", 2e12],
  ])("%s is %d bytes", (text, bytes) => expect(parseMemory(text)).toBe(bytes));

  it.each(["", "GiB", "-1GB", "4 apples", "0", "1e9", "4G iB", "0.1"])("refuses %j", (text) => {
    expect(() => parseMemory(text)).toThrow("--memory cannot be");
  });
});

describe("--workers", () => {
  it("is from 1 to 256, one per processor by default", () => {
    expect(parseWorkers("1")).toBe(1);
    expect(parseWorkers("256")).toBe(256);
    for (const text of ["0", "257", "two", "1.5", "-1", ""])
      expect(() => parseWorkers(text)).toThrow("--workers cannot be");
    expect(defaultWorkers()).toBeGreaterThanOrEqual(1);
    expect(defaultWorkers()).toBeLessThanOrEqual(32);
  });
});

describe("parameters", () => {
  it("are names and texts; a value may be empty or have an equals sign", () => {
    expect(parseParameters(["a=1", "b=", "c=x=y"])).toEqual({ a: "1", b: "", c: "x=y" });
    expect(() => parseParameters(["=3"])).toThrow("the argument cannot be");
    expect(() => parseParameters(["__proto__=3"])).not.toThrow();
  });
});

describe("progress", () => {
  it("is one line of level, states, rate, queue, memory and time", () => {
    const now = {
      engine: "kernel" as const,
      level: 14,
      distinct: 1_234_567,
      generated: 5_000_000,
      queue: 34_567,
      bytes: 345 * 2 ** 20,
    };
    expect(progressText(now, 2_600_000, 12_100, "paxos: ")).toMatchInlineSnapshot(
      `"paxos: level 14, 1,234,567 states, 2.6 M/s, queue 34,567, 345 MiB, 12.1 s"`,
    );
    const first = { engine: "reference" as const, level: 0, distinct: 1, generated: 1, queue: 1, bytes: 3 * 2 ** 20 };
    expect(progressText(first, 24, 42, "")).toBe("level 0, 1 state, 24/s, queue 1, 3 MiB, 42 ms");
  });
});

describe("the place of an error in a model", () => {
  const errorAt = (...frames: readonly string[]) => {
    const error = synodError(
      "guard-threw",
      { rule: "r" },
      Object.assign(new Error("no"), { stack: ["Error: no", ...frames].join("\n") }),
    );
    return toPlainError(error);
  };
  it("is the first frame outside synod, Node and packages", () => {
    const error = errorAt(
      "    at SetView.has (/opt/synod/dist/chunks/chunk-A.js:10:9)",
      "    at Array.map (<anonymous>)",
      "    at when (/home/u/bank.ts:12:9)",
      "    at run (/opt/synod/dist/index.js:1:1)",
    );
    expect(placeInModel(error, "/opt/synod")).toBe("/home/u/bank.ts:12:9");
  });

  it("may have spaces in its path, and no function", () => {
    expect(placeInModel(errorAt("    at file:///home/u/my models/bank.mjs:3:1"), "/opt/synod")).toBe(
      "/home/u/my models/bank.mjs:3:1",
    );
  });

  it("is not known of a built-in model", () => {
    const frames = [
      "    at when (/opt/synod/dist/models/index.js:12:9)",
      "    at synod:guarded:1:40",
      "    at node:internal/main:1:1",
    ];
    const error = { ...errorAt(...frames), stack: "" };
    expect(placeInModel(error, "/opt/synod")).toBeNull();
  });
});
