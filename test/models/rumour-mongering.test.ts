/** Row G4 (d) of docs/the-text.md: a rumour that dies out. Counts and lengths found by brute force. */
import { describe, expect, it } from "vitest";
import { rumourMongering } from "../../models/index.ts";
import { overTime } from "../support/verdicts.ts";

const cases = [
  [3, 1, 17, 43, 61, 5, 3],
  [3, 2, 46, 159, 197, 8, 5],
  [4, 1, 53, 244, 367, 7, 3],
  [4, 2, 190, 1_246, 1_600, 11, 5],
] as const;

describe("rumour mongering", () => {
  it.each(cases)("by %i nodes, k = %i, dies out before all know, even under strong fairness", async (...row) => {
    const [nodes, k, distinct, generated, , depth, steps] = row;
    for (const fairness of ["weak", "strong"]) {
      const found = await overTime(rumourMongering({ nodes, k, backup: false }), { fairness });
      const shapes = { "all know": `${steps} + 0`, "all can know": `${steps}` };
      expect(found).toMatchObject({ distinct, generated, depth, safe: true, shapes });
    }
  });

  it.each(cases)("by %i nodes, k = %i, reaches all when anti-entropy backs it up", async (...row) => {
    const [nodes, k, distinct, , generated, depth] = row;
    const found = await overTime(rumourMongering({ nodes, k }));
    const shapes = { "all know": "holds", "all can know": "holds" };
    expect(found).toMatchObject({ distinct, generated, depth, safe: true, shapes });
  });

  it("reaches the other of two nodes by itself", async () => {
    const found = await overTime(rumourMongering({ nodes: 2, backup: false }));
    expect(found).toMatchObject({
      distinct: 5,
      generated: 6,
      shapes: { "all know": "holds", "all can know": "holds" },
    });
  });

  it("needs the backup's fairness: a node that nobody asks is never told", async () => {
    const found = await overTime(rumourMongering(), { fairness: "none" });
    expect(found.shapes).toEqual({ "all know": "0 + 0", "all can know": "holds" });
  });

  it.each([
    [1, 3],
    [2, 5],
    [3, 7],
  ])("g-k is killed in 2k + 1 steps: k = %i, %i steps", async (k, steps) => {
    const found = await overTime(rumourMongering({ k }, "g-k"));
    expect(found.shapes).toEqual({ "all know": `${steps} + 0`, "all can know": `${steps}` });
  });
});
