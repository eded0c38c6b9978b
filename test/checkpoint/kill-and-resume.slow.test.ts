import { describe, expect, it } from "vitest";
import { type Killed, killAndResume, undisturbed } from "./kill-and-resume.ts";

/** `RUNS=50 npx vitest run --mode slow test/checkpoint/kill-and-resume` for as many. */
const RUNS = Number(process.env["RUNS"] ?? 5);
const SEED = Number(process.env["SEED"] ?? 1);

describe("a check that is killed at any moment and gone on with", () => {
  it(`says what an undisturbed one says, ${RUNS} times`, { timeout: 120_000 * RUNS }, async () => {
    const { said, ms } = await undisturbed();
    expect(JSON.parse(said).states.distinct).toBeGreaterThan(1e6);
    const met: Killed = { kills: 0, resumed: 0, said: new Set() };
    for (let run = 0; run < RUNS; run++) await killAndResume(SEED + run, ms, met);
    console.log(`${met.kills} killed in ${RUNS} runs, ${met.resumed} with a checkpoint`);
    expect([...met.said]).toEqual([said]);
    expect(met.kills).toBeGreaterThan(RUNS / 2);
    expect(met.resumed).toBeGreaterThan(RUNS / 4);
  });
});
