// Raft at sizes that take too long for every day: the counts of a draft that was written independently of the model.
import { describe, expect, it } from "vitest";
import { raft } from "../../models/index.ts";
import { check } from "../../src/index.ts";

describe("raft", () => {
  it.each([
    [
      { terms: 2, entries: 2 },
      { distinct: 1_121_205, generated: 12_335_287, depth: 29 },
    ],
    [
      { terms: 1, entries: 1, crashes: 1 },
      { distinct: 4522, generated: 21_943, depth: 15 },
    ],
  ])("has as many states and steps as the draft, without stale messages, at %o", async (given, states) => {
    const { verdict } = await check(raft(given), { reductions: ["stale-messages"] });
    expect(verdict).toMatchObject({ outcome: "holds", states });
  });

  it("keeps its claims when servers crash in two terms", async () => {
    const { verdict } = await check(raft({ terms: 2, crashes: 1 }), { reductions: ["symmetry", "stale-messages"] });
    expect(verdict).toMatchObject({ outcome: "holds", states: { distinct: 10_344, generated: 56_960, depth: 21 } });
  });
});
