import { afterEach, describe, expect, it } from "vitest";
import { setThresholds } from "../../src/thresholds.ts";
import { MODES } from "../brute-force/modes.ts";
import { DOWN } from "../engine/machines.ts";
import { compareResumed, type Met } from "./random-models.ts";

afterEach(() => setThresholds({}));

describe("random models, gone on with between two levels", () => {
  it("say what an undisturbed check says of them, of every kind", {
    timeout: 900_000,
  }, async () => {
    const met: Met = { resumed: 0, byKernel: 0, violated: 0, complete: 0 };
    const seeds = Number(process.env["SEEDS"] ?? 4);
    for (const mode of MODES)
      for (let seed = 0; seed < seeds; seed++) await compareResumed(mode, seed, seed % 2 === 0 ? {} : DOWN, met);
    for (const count of Object.values(met)) expect(count).toBeGreaterThan(1);
  });
});
