import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runHere } from "./run-here.ts";
import { temporaryFolder } from "./run-synod.ts";

const small = ["check", "two-phase-commit", "participants=2", "--workers", "1"];

describe("synod check --sample", () => {
  it("shows behaviours behind the verdict, the same for the same seed", async () => {
    const { stdout, code } = await runHere([...small, "--sample", "2"]);
    expect(code).toBe(0);
    const samplesOf = (text: string) => text.slice(text.indexOf("  sample 1 of 2 (seed "));
    expect(stdout.indexOf("HOLDS")).toBe(0);
    const shown = samplesOf(stdout);
    expect(shown.length).toBeLessThan(stdout.length);
    expect(
      shown.match(/^ {2}sample \d of 2 \(seed 1\): \d+ steps?, then nothing (can happen|changes any more)$/gm),
    ).toHaveLength(2);
    expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    const seeded = async (seed: string) =>
      samplesOf((await runHere([...small, "--sample", "2", "--seed", seed])).stdout);
    expect(await seeded("1")).toBe(shown);
    expect(await seeded("2")).not.toContain(shown.split("\n")[1]);
  });

  it("has them in the object of --json, and not without being asked", async () => {
    const json = async (words: readonly string[]) => JSON.parse((await runHere([...small, "--json", ...words])).stdout);
    expect(await json([])).not.toHaveProperty("samples");
    const { samples } = await json(["--sample", "3", "--seed", "5", "--max-depth", "2"]);
    expect(samples).toMatchObject({ seed: 5, walks: [{}, {}, {}] });
    for (const { trace, ending } of samples.walks) {
      expect(trace.steps).toHaveLength(2);
      expect(ending).toBe("long enough");
    }
  });

  it("has them on the page, behind the witnesses", async () => {
    const file = join(temporaryFolder({}), "page.html");
    const { code } = await runHere([...small, "--sample", "2", "--html", file]);
    expect(code).toBe(0);
    const [, text = "null"] =
      /<script type="application\/json"[^>]*>(.*?)<\/script>/su.exec(readFileSync(file, "utf8")) ?? [];
    const { traces, command } = JSON.parse(text);
    expect(traces.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...Array(4).fill("reachable"),
      "sample",
      "sample",
    ]);
    expect(command).toBe("synod check two-phase-commit participants=2 --sample 2");
  });

  it.each([
    [["--sample", "0"], "SYN109"],
    [["--sample", "101"], "SYN109"],
    [["--sample", "few"], "SYN109"],
    [["--sample", "1", "--seed", "-1"], "SYN109"],
    [["--sample", "1", "--seed", "4294967296"], "SYN109"],
    [["--seed", "1"], "SYN110"],
  ])("refuses %j", async (words, error) => {
    const { stderr, code } = await runHere([...small, ...words]);
    expect(stderr).toContain(error);
    expect(code).toBe(1);
  });
});
