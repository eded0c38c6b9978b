import { describe, expect, it } from "vitest";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import type { Capsule } from "../../src/page/capsule.ts";
import { instanceText } from "../../src/page/path.ts";
import { moveBy, sessionOf } from "../../src/page/session.ts";
import { plainCopy } from "../../src/trace/plain-copy.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

describe("a trace that came without a model", () => {
  const { path } = pathOf(paxosRetold({}, "p-majown"), MAJORITY_OF_REPLIES);
  const [initial, ...states] = path.states.map(({ plain }) => plainCopy(plain));
  if (initial === undefined) throw new Error("there is no state");
  const steps = path.steps.map(({ rule, arguments: bound }, at) => ({
    rule,
    arguments: bound,
    state: states[at] ?? {},
  }));
  const capsule: Capsule = {
    synod: "0.0.0",
    model: { name: "elsewhere", parameters: {}, mutant: null, defaults: {} },
    verdict: null,
    traces: [
      {
        property: "agreement",
        kind: "always",
        list: { initial: 0, steps: [] },
        fairness: [],
        reasons: null,
        recorded: { initial, steps },
      },
    ],
    sources: {},
  };
  const session = sessionOf(capsule, null);

  it("is gone along as it was recorded, with what changed in each step", () => {
    expect(session.at.value).toBe(12);
    expect(session.story.value.path.steps.map(instanceText)).toEqual(MAJORITY_OF_REPLIES);
    expect(session.story.value.path.steps[1]?.changes).toEqual(path.steps[1]?.changes);
    moveBy(session, -1);
    expect(session.state.value.plain).toEqual(path.states[11]?.plain);
  });

  it("has lanes by what keys its maps, rows in order, and no arrows that nobody can vouch for", () => {
    const { plan, rows, drawn } = session.story.value;
    expect(plan.lanes.map(({ name }) => name)).toEqual(["a1", "a2", "a3", "ballot 0", "ballot 1"]);
    expect(rows).toEqual([...path.steps.keys()]);
    expect(drawn).toEqual({ arrows: [], sources: [], touches: [], wraps: [] });
  });
});
