import { describe, expect, it } from "vitest";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import type { Capsule } from "../../src/page/capsule.ts";
import { instanceText } from "../../src/page/path.ts";
import { addressOf, goAlong, goTo, moveBy, sessionOf, takeStep, undo } from "../../src/page/session.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

const { path } = pathOf(paxosRetold({}, "p-majown"), MAJORITY_OF_REPLIES);
const capsule: Capsule = {
  synod: "0.0.0",
  model: { name: "paxos-retold", parameters: {}, mutant: "p-majown", defaults: {} },
  verdict: null,
  traces: [
    {
      property: "agreement",
      kind: "always",
      list: { initial: 0, steps: path.steps.map(({ step }) => step) },
      fairness: [],
      reasons: null,
    },
  ],
  sources: {},
};
const begin = (fragment = "") =>
  sessionOf(capsule, (parameters, mutant) => paxosRetold(parameters, mutant as "p-majown" | null), fragment);
const enabled = (session: ReturnType<typeof begin>, text: string) =>
  session.choices.value.enabled.find((choice) => choice.text === text)?.step ?? -1;

describe("a session", () => {
  it("opens at the end of its trace, and goes along it within its ends", () => {
    const session = begin();
    expect([session.at.value, addressOf(session)]).toEqual([12, "#12"]);
    moveBy(session, -1);
    expect(session.at.value).toBe(11);
    goTo(session, -5);
    expect(session.at.value).toBe(0);
    goTo(session, 99);
    expect(session.at.value).toBe(12);
  });

  it("branches off with another step than the recorded one, undoes it, and is found again by its address", () => {
    const session = begin("#9");
    takeStep(session, enabled(session, "propose(ballot: 1, value: v1)"));
    takeStep(session, enabled(session, "accept(by: a3, ballot: 1, value: v1)"));
    expect(session.at.value).toBe(11);
    expect(session.current.value.path.steps.slice(9).map(instanceText)).toEqual([
      "propose(ballot: 1, value: v1)",
      "accept(by: a3, ballot: 1, value: v1)",
    ]);
    const again = begin(addressOf(session));
    expect(again.state.value.text).toBe(session.state.value.text);
    moveBy(session, -1);
    expect(begin(addressOf(session)).at.value).toBe(10);
    undo(session);
    undo(session);
    expect([session.branched.value, session.at.value, addressOf(session)]).toEqual([null, 9, "#9"]);
  });

  it("goes on along what was recorded when that step is taken", () => {
    const session = begin("#9");
    takeStep(session, enabled(session, "propose(ballot: 1, value: v2)"));
    expect([session.branched.value, session.at.value]).toEqual([null, 10]);
  });

  it("goes along steps from the beginning, on the recorded path as far as they are those", () => {
    const session = begin();
    const steps = path.steps.slice(0, 9).map(({ step }) => step);
    goAlong(session, steps);
    expect([session.at.value, session.branched.value]).toEqual([9, null]);
    const other = enabled(session, "propose(ballot: 1, value: v1)");
    goAlong(session, [...steps, other]);
    expect([session.at.value, session.place.value.state, session.place.value.branch]).toEqual([10, 9, [other]]);
  });

  it("knows why an instance is disabled", () => {
    const session = begin("#9");
    const refused = session.choices.value.refused.find(({ text }) => text === "accept(by: a1, ballot: 0, value: v1)");
    const reason = session.refusal(session.state.value, refused?.step ?? -1);
    expect(reason?.proof).toBe("proved");
    expect(reason?.telling.map((at) => reason.facts[at]?.place)).toEqual(["promised[a1]"]);
    expect(session.refusal(session.state.value, refused?.step ?? -1)).toBe(reason);
  });

  it("goes as far as an address can be followed", () => {
    expect(begin("#99").at.value).toBe(12);
    // No model has so many instances.
    expect(begin("#9~g4CAAA").current.value.path.steps).toHaveLength(9);
    expect(begin("#nonsense").at.value).toBe(12);
  });
});
