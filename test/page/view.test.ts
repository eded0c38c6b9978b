import { describe, expect, it } from "vitest";
import { paxos } from "../../models/paxos/paxos.ts";
import { twoPhaseCommit } from "../../models/two-phase-commit/two-phase-commit.ts";
import { enumeration, map, model, scalarset } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { colourAt } from "../../src/page/lane-colours.ts";
import { liveModel, pathFrom } from "../../src/page/path.ts";
import { stateBlocks } from "../../src/page/state-rows.ts";
import { type Story, storyOf } from "../../src/page/story.ts";
import { sampleWalks } from "../../src/trace/sample.ts";

/** A sample behaviour, told. */
function told(subject: Model, seed = 1): Story {
  const [sample] = sampleWalks(subject, { count: 1, seed, most: 12 });
  const live = liveModel(subject);
  const [start] = live.interpreter.initialStates();
  return storyOf(live, pathFrom(live, start as never, sample?.list.steps ?? []), {
    loop: null,
    reasons: null,
    parameters: {},
  });
}

describe("a page draws a model as its view says", () => {
  it("has the lanes that it names, and steps stand on them", () => {
    const { plan, path } = told(paxos({ acceptors: 2, ballots: 2, values: 1 }));
    expect(plan.lanes.map(({ name, short }) => [name, short])).toEqual([
      ["a1", "a1"],
      ["a2", "a2"],
      ["proposer of ballot 0", "b0"],
      ["proposer of ballot 1", "b1"],
    ]);
    const lanesOf = (rule: string) =>
      new Set(path.steps.flatMap((step, at) => (step.rule === rule ? [plan.lanes[plan.of[at] as number]?.name] : [])));
    expect([...lanesOf("prepare")].every((name) => name?.startsWith("proposer"))).toBe(true);
    expect([...lanesOf("promise")].every((name) => name?.startsWith("a"))).toBe(true);
    expect(path.steps.length).toBe(8);
  });

  it("lets lanes stand as written where it says so", () => {
    const Node = scalarset("n", 3);
    const subject = (order: "as written" | "few crossings") =>
      model({
        state: { phase: map(Node, enumeration("idle", "leader")) },
        rules: {
          lead: {
            for: { n: Node },
            when: (s, { n }) => s.phase.get(n) === "idle",
            do: (s, { n }) => s.phase.set(n, "leader"),
          },
        },
        view: { lanes: [{ by: "n", fields: ["phase"] }], order },
      });
    expect(told(subject("as written")).order).toEqual([0, 1, 2]);
  });

  it("gives a lane the colour of its process's value for as long as it has it", () => {
    const { spans, plan, path } = told(twoPhaseCommit({ participants: 2 }));
    expect(spans.length).toBeGreaterThan(0);
    for (const { lane, from, to, colour, says } of spans) {
      const process = plan.lanes[lane]?.value as string;
      const isCoordinator = process === "coordinator";
      const valueAt = (at: number) => {
        const decision = path.states[at]?.plain.get("decision");
        if (isCoordinator) return decision?.kind === "value" ? decision.text : null;
        const status = path.states[at]?.plain.get("status");
        const item = status?.kind === "map" ? status.entries.find(([key]) => key === process)?.[1] : undefined;
        return item?.kind === "value" ? item.text : null;
      };
      for (let at = from; at <= to; at++) expect(`${isCoordinator ? "decision" : "status"}: ${valueAt(at)}`).toBe(says);
      expect(says.endsWith(`: ${valueAt(to + 1)}`)).toBe(false);
      const colours = { prepared: "grey", committed: "blue", aborted: "red", commit: "blue", abort: "red" };
      expect(colour).toBe(colours[valueAt(from) as keyof typeof colours]);
    }
    expect(new Set(spans.map(({ lane }) => plan.lanes[lane]?.name)).size).toBe(3);
  });

  it("has a lane for a process that keys nothing, with the rules that it takes and what is its own", () => {
    const { plan, path, kinds, order, writers } = told(twoPhaseCommit({ participants: 2 }), 3);
    expect(plan.lanes.map(({ name }) => name)).toEqual(["p1", "p2", "coordinator"]);
    const taken = new Set(
      path.steps.flatMap(({ rule }, at) => (plan.lanes[plan.of[at] as number]?.name === "coordinator" ? [rule] : [])),
    );
    for (const { rule } of path.steps) expect(taken.has(rule)).toBe(/^hear$|^decide/.test(rule));
    const at = path.steps.length;
    const state = path.states[at]?.plain as never;
    const blocks = stateBlocks({ state, changes: [], at, writers, kinds, plan, order });
    const own = blocks.find(({ rows }) => rows[0]?.name === "coordinator");
    expect(own?.columns.slice(0, 2)).toEqual(["decision", "prepared"]);
    expect(own?.rows.map(({ name }) => name)).toEqual(["coordinator"]);
    expect(blocks.flatMap(({ rows }) => rows.map(({ name }) => name))).not.toContain("decision");
  });

  it("knows the colour of a value by where it stands", () => {
    const { drawing } = twoPhaseCommit();
    expect(colourAt(drawing, "status[p1]", "aborted")).toBe("red");
    expect(colourAt(drawing, "decision", "commit")).toBe("blue");
    expect(colourAt(drawing, "status[p1]", "working")).toBeNull();
    expect(colourAt(drawing, "sent", "aborted")).toBeNull();
    expect(colourAt(null, "decision", "commit")).toBeNull();
  });
});
