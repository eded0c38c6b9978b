import { describe, expect, it } from "vitest";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import { stateBlocks } from "../../src/page/state-rows.ts";
import { storyOf } from "../../src/page/story.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

describe("a state of Paxos by process", () => {
  const { subject, path } = pathOf(paxosRetold({}, "p-majown"), MAJORITY_OF_REPLIES);
  const story = storyOf(subject, path, { loop: null, reasons: null, parameters: {} });
  const blocksAt = (at: number) =>
    stateBlocks({
      state: path.states[at]?.plain ?? new Map(),
      changes: path.steps[at - 1]?.changes ?? [],
      at,
      writers: story.writers,
      kinds: story.kinds,
      plan: story.plan,
      order: [0, 1, 2, 3, 4],
    });
  const said = (at: number) =>
    blocksAt(at).map(({ columns, rows }) => ({
      columns,
      rows: Object.fromEntries(
        rows.map(({ name, cells }) => [
          name,
          cells.map((leaves) =>
            leaves.map(
              ({ text, by, mark, before }) =>
                `${before === null ? "" : `${before} > `}${mark === "added" ? "+ " : ""}${text}${by === null ? "" : ` ^${by}`}`,
            ),
          ),
        ]),
      ),
    }));

  it("has a row for each lane, what was sent with its sender, and says who wrote what", () => {
    expect(said(10)).toEqual([
      {
        columns: ["promised", "voted", "sent"],
        rows: {
          a1: [["1 ^7"], ["{0, v1} ^6"], ["promise 0, none ^2", "accept 0, v1 ^6", "promise 1, {0, v1} ^7"]],
          a2: [["0 ^3"], ["{0, v1} ^8"], ["promise 0, none ^3", "accept 0, v1 ^8"]],
          a3: [["1 ^9"], ["none"], ["promise 1, none ^9"]],
          "ballot 0": [[], [], ["prepare ^1", "propose v1 ^4"]],
          "ballot 1": [[], [], ["prepare ^5", "+ propose v2 ^10"]],
        },
      },
    ]);
  });

  it("shows what a step changed as what it was and what it is", () => {
    expect(said(2)[0]?.rows["a1"]).toEqual([["-1 > 0 ^2"], ["none"], ["+ promise 0, none ^2"]]);
  });
});
