import { describe, expect, it } from "vitest";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import type { Capsule } from "../../src/page/capsule.ts";
import { fragmentOf } from "../../src/page/fragment.ts";
import { instanceText } from "../../src/page/path.ts";
import { addressOf, followLink, goFrom, goTo, moveBy, sessionOf, takeStep, undo } from "../../src/page/session.ts";
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

  it("goes from a state of the recorded path along steps", () => {
    const session = begin();
    const [other] = [enabled(begin("#9"), "propose(ballot: 1, value: v1)")];
    goFrom(session, 9, [other]);
    expect([session.at.value, session.place.value.state, session.place.value.branch]).toEqual([10, 9, [other]]);
    goFrom(session, 4, []);
    expect([session.at.value, session.branched.value]).toEqual([4, null]);
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
    const cut = begin("#9~g4CAAA");
    expect([cut.at.value, cut.branched.value, cut.lost.value]).toEqual([9, null, 1]);
    expect(begin("#nonsense").at.value).toBe(12);
    // There is one trace.
    expect(begin("#8:3").trace.value?.property).toBe("agreement");
  });

  it("says how many steps of a link are lost, and takes the others", () => {
    const session = begin("#9");
    takeStep(session, enabled(session, "propose(ballot: 1, value: v1)"));
    takeStep(session, enabled(session, "accept(by: a3, ballot: 1, value: v1)"));
    const whole = session.place.value;
    const [first, second] = whole.branch as [number, number];
    const cut = begin(fragmentOf({ ...whole, branch: [first, second, second + 10_000, first], taken: 4 }));
    expect([cut.at.value, cut.lost.value, cut.place.value.branch]).toEqual([11, 2, [first, second]]);
    undo(cut);
    expect(cut.at.value).toBe(10);
    // Of a step that changes nothing there may be a million.
    const idle = session.choices.value.enabled.find(({ next }) => next.text === session.state.value.text)?.step ?? -1;
    const long = begin(fragmentOf({ trace: 0, state: 9, branch: new Array<number>(50_000).fill(idle), taken: 50_000 }));
    expect(long.lost.value).toBe(49_000);
    followLink(long, "#3");
    expect([long.at.value, long.lost.value]).toEqual([3, 0]);
  });
});
