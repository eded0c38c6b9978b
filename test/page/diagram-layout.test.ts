// Where everything of a diagram stands.
import { describe, expect, it } from "vitest";
import { paxos } from "../../models/paxos/paxos.ts";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import { enumeration, map, model, range } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { layOutDiagram } from "../../src/page/diagram-layout.ts";
import { liveModel, pathFrom } from "../../src/page/path.ts";
import { storyOf } from "../../src/page/story.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

const { subject, path } = pathOf(paxosRetold({ acceptors: 3, ballots: 2, values: 2 }, "p-majown"), MAJORITY_OF_REPLIES);
const story = storyOf(subject, path, { loop: null, reasons: null, parameters: {} });
const layout = (width: number, isCausal = true) => layOutDiagram(story, { width, isCausal, reasons: null });

describe("the layout of a diagram", () => {
  it("puts a step on its lane, and below all that it needed", () => {
    const { nodes, lanes } = layout(756);
    for (const { step, lane, x, y } of nodes) {
      expect(x).toBe(lanes[story.order.indexOf(lane)]?.x);
      for (const cause of story.causes[step - 1] ?? []) expect(nodes[cause - 1]?.y).toBeLessThan(y);
    }
  });

  it("has a row for each step in recorded order, and concurrent ones on one row in causal order", () => {
    const rowsOf = (isCausal: boolean) => new Set(layout(756, isCausal).nodes.map(({ y }) => y)).size;
    expect([rowsOf(true), rowsOf(false)]).toEqual([7, 12]);
    const { nodes } = layout(756, false);
    expect(nodes.map(({ y }) => y)).toEqual([...nodes.map(({ y }) => y)].sort((a, b) => a - b));
  });

  it("ends arrows at the steps that they join", () => {
    const { arrows, nodes } = layout(756);
    expect(arrows).toHaveLength(12);
    for (const { x1, y1, x2, y2, steps } of arrows) {
      const [from, to] = steps.map((step) => nodes[step - 1]);
      expect([x1, y1, x2, y2]).toEqual([from?.x, from?.y, to?.x, to?.y]);
    }
  });

  it("keeps everything within its width, and labels above steps where that is small", () => {
    for (const width of [360, 756, 1100]) {
      const { nodes, width: needed, radius, isWide } = layout(width);
      expect(needed).toBe(width);
      for (const { x, side, name, rest } of nodes) {
        expect(side === "above").toBe(!isWide);
        const label = (name.length + (rest === "" ? 0 : rest.length + 1)) * 6.5;
        if (side === "left") expect(x - radius - label).toBeGreaterThanOrEqual(0);
        if (side === "right") expect(x + radius + label).toBeLessThanOrEqual(width);
      }
    }
  });

  it("leaves out of labels what lanes and shapes say", () => {
    const said = layout(756).nodes.map(({ name, rest }) => `${name} ${rest}`.trim());
    // Lanes say who, and shapes say which ballot and, with it, which value.
    expect(story.claims.legend.map(({ says }) => says)).toEqual(["ballot: 0", "ballot: 1"]);
    expect(said).toEqual(MAJORITY_OF_REPLIES.map((text) => text.split("(")[0]));
  });

  it("keeps the names of lanes apart, in full where all have room, else in short, and cut where even that is too long", () => {
    const headersOf = (model: Model, width: number) => {
      const live = liveModel(model);
      const [start] = live.interpreter.initialStates();
      const begun = storyOf(live, pathFrom(live, start as never, []), { loop: null, reasons: null, parameters: {} });
      const { lanes } = layOutDiagram(begun, { width, isCausal: true, reasons: null });
      for (const [at, { x, name }] of lanes.entries()) {
        const before = lanes[at - 1];
        if (before !== undefined) expect(x - before.x).toBeGreaterThan(((name.length + before.name.length) / 2) * 7.8);
      }
      return lanes.map(({ name }) => name);
    };
    const proposers = (model: Model, width: number) => headersOf(model, width).filter((name) => !name.startsWith("a"));
    expect(proposers(paxos({ acceptors: 2, ballots: 2 }), 900)).toEqual([
      "proposer of ballot 0",
      "proposer of ballot 1",
    ]);
    expect(proposers(paxos({ acceptors: 3, ballots: 4 }), 756)).toEqual(["b0", "b1", "b2", "b3"]);
    const Long = enumeration("x".repeat(5000), "y".repeat(40));
    const long = model({
      state: { seen: map(Long, range(0, 1)) },
      rules: { see: { for: { by: Long }, do: (s, { by }) => s.seen.set(by, 1) } },
    });
    for (const width of [360, 756]) {
      const [x, y] = headersOf(long, width);
      expect(x).toMatch(/^x+…$/);
      expect(y).toMatch(/^y+…$/);
    }
  });
});
