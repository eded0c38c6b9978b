import { describe, expect, it } from "vitest";
import { paxos } from "../../models/index.ts";
import { enumeration, map, model, range, set } from "../../src/index.ts";
import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import { instancesOf, stepText } from "../../src/program/instances.ts";
import { sampledStates } from "../../src/why/sampled-states.ts";
import { sceneOf } from "../../src/why/scene.ts";
import { disabledBy, whyDisabled } from "../../src/why/why-not.ts";
import { heldToFacts } from "./sufficient.ts";

const Who = enumeration("ann", "ben");
const doors = model({
  state: { at: map(Who, range(0, 3)), open: set(Who), never: range(0, 1) },
  rules: {
    walk: {
      for: { who: Who },
      when: (s, { who }) => s.at.get(who) < 3,
      do: (s, { who }) => s.at.set(who, s.at.get(who) + 1),
    },
    enter: {
      for: { who: Who },
      when: (s, { who }) => (s.at.get(who) >= 2 && s.open.has(who)) || s.never === 1,
      do: (s, { who }) => s.at.set(who, 0),
    },
    unlock: { for: { who: Who }, do: (s, { who }) => s.open.add(who) },
  },
});
const steps = [...Array(6).keys()];
const [walkAnn, enterAnn, unlockAnn] = [0, 2, 4];

describe("why a rule instance is disabled", () => {
  const interpreter = interpret(doors);
  const start = interpreter.initialState(0) as InterpretedState;

  it("is said by the fewest facts, and by those of them that tell the state from others", () => {
    const alone = whyDisabled(doors, interpreter, start, enterAnn);
    expect(alone?.rule).toBe("enter(who: ann)");
    expect(alone?.proof).toBe("proved");
    expect(alone?.facts).toHaveLength(2);
    expect(alone?.telling).toEqual([0, 1]);
    const filtered = whyDisabled(doors, interpreter, start, enterAnn, { sampled: sampledStates(interpreter, 200) });
    expect(filtered?.telling).toHaveLength(1);
    expect(filtered?.says).toBe(
      "enter(who: ann) is disabled, since at[ann] is 0 (in no state looked at is it enabled with that; with 1 more fact in none at all)",
    );
  });

  it("is not said of one that is enabled", () => {
    expect(whyDisabled(doors, interpreter, start, walkAnn)).toBeNull();
    expect(whyDisabled(doors, interpreter, start, unlockAnn)).toBeNull();
  });

  it("holds of every state with these facts, and of none that lacks the only telling one", () => {
    const sampled = sampledStates(interpreter, 300);
    for (const state of sampled.slice(0, 40)) {
      for (const step of steps) {
        const found = whyDisabled(doors, interpreter, state, step, { sampled });
        expect(found === null).toBe(interpreter.take(state, step) !== null);
      }
    }
  });

  it("is sufficient, and each fact is needed: of Paxos, in states that nobody reaches", () => {
    const subject = paxos({ acceptors: 2, ballots: 2, values: 1 });
    const asked = interpret(subject);
    const state = sampledStates(asked, 400)[60] as InterpretedState;
    const scene = sceneOf(subject, [state]);
    let disabled = 0;
    for (let step = 0; step < instancesOf(subject.rules).total; step++) {
      const found = disabledBy(asked, { scene, at: 0, state, step });
      if (found?.reason.proof !== "proved") continue;
      heldToFacts(found.inquiry, found.reason.facts);
      disabled++;
    }
    expect(disabled).toBeGreaterThan(5);
  });

  it("holds of sampled states of Paxos: who agrees on all facts has the instance disabled", () => {
    const subject = paxos({ acceptors: 2, ballots: 2, values: 1 });
    const asked = interpret(subject);
    const sampled = sampledStates(asked, 400);
    const instances = instancesOf(subject.rules);
    const state = sampled[60] as InterpretedState;
    const texts = new Map<string, number>();
    for (let step = 0; step < instances.total; step++) {
      const found = whyDisabled(subject, asked, state, step, { sampled });
      expect(found === null).toBe(asked.take(state, step) !== null);
      if (found === null) continue;
      expect(found.rule).toBe(stepText(instances, step));
      expect(found.telling.length).toBeGreaterThan(0);
      expect(found.telling.length).toBeLessThanOrEqual(found.facts.length);
      texts.set(found.rule, found.telling.length);
    }
    expect(texts.size).toBeGreaterThan(5);
  });
});
