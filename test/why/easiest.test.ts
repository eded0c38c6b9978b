import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { check, enumeration, map, model, range, sequence, weak } from "../../src/index.ts";
import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import { homeOf } from "../../src/model/moved.ts";
import type { Property } from "../../src/model/property.ts";
import { instancesOf } from "../../src/program/instances.ts";
import { actorsOf } from "../../src/trace/actors.ts";
import { unshown } from "../../src/trace/claim.ts";
import { processKinds } from "../../src/trace/process-kinds.ts";
import { statesAlong } from "../../src/trace/replay.ts";
import { easiestOrder, type Shows } from "../../src/why/easiest.ts";

const Who = enumeration("ann", "ben", "cay");
const walkers = model({
  state: { at: map(Who, range(0, 3)), log: sequence(Who, { capacity: 9 }) },
  rules: {
    walk: {
      for: { who: Who },
      when: (s, { who }) => s.at.get(who) < 3,
      do: (s, { who }) => {
        s.at.set(who, s.at.get(who) + 1);
      },
    },
    // Waits for ann.
    sign: {
      for: { who: Who },
      when: (s, { who }) => s.at.get(who) > 0 && s.at.get("ann") > 1,
      do: (s, { who }) => {
        s.at.set(who, 0);
        s.log.push(who);
      },
    },
  },
});
const [ann, ben, cay, signAnn, signBen, signCay] = [0, 1, 2, 3, 4, 5];

const start = (of: Model) => interpret(of).initialState(0) as InterpretedState;
const endsAt = (of: Model, steps: readonly number[]): Shows => {
  const last = statesAlong(of, { initial: 0, steps }).at(-1) as InterpretedState;
  return { ends: (_, state) => state.text === last.text };
};
const reordered = (steps: readonly number[], runs?: number) =>
  easiestOrder(walkers, start(walkers), steps, endsAt(walkers, steps), runs);

function changesOf(of: Model, initial: number, steps: readonly number[]): number {
  const subject = { model: of, interpreter: interpret(of), instances: instancesOf(of.rules) };
  const lanes = actorsOf(subject, steps, statesAlong(of, { initial, steps }), processKinds(of)).of;
  return lanes.filter((lane, at) => at > 0 && lane !== lanes[at - 1]).length;
}

/** The fewest changes in any order of these steps that replays and shows the same, by trying all. */
function fewest(of: Model, initial: InterpretedState, number: number, all: readonly number[], { ends }: Shows): number {
  const interpreter = interpret(of);
  let best = Number.POSITIVE_INFINITY;
  const descend = (states: readonly InterpretedState[], taken: readonly number[], left: readonly number[]): void => {
    if (left.length === 0) {
      if (ends(states.at(-2) as InterpretedState, states.at(-1) as InterpretedState))
        best = Math.min(best, changesOf(of, number, taken));
      return;
    }
    for (const step of new Set(left)) {
      const next = interpreter.take(states.at(-1) as InterpretedState, step);
      if (next === null) continue;
      const rest = [...left];
      rest.splice(rest.indexOf(step), 1);
      descend([...states, next], [...taken, step], rest);
    }
  };
  descend([initial], [], all);
  return best;
}

describe("the order that is easiest to read", () => {
  it("lets whoever acts go on", () => {
    expect(reordered([ben, ann, ben, ann, cay, ben])).toEqual([ben, ben, ben, ann, ann, cay]);
  });

  it("keeps to what steps need of each other", () => {
    // Ben can sign when ann has walked twice.
    expect(reordered([ann, ben, ann, signBen])).toEqual([ann, ann, ben, signBen]);
    // Who signed first is seen at the end.
    expect(reordered([ann, ann, ben, signBen, signAnn])).toEqual([ann, ann, ben, signBen, signAnn]);
    expect(reordered([ben, ann, cay, ann, signCay, signBen])).toEqual([ann, ann, cay, signCay, ben, signBen]);
  });

  it("is the recorded one where that has as few changes, and where there is no budget", () => {
    const kept = [cay, ann, ann, ben];
    expect(reordered(kept)).toEqual(kept);
    const steps = [ben, ann, ben, ann];
    expect(reordered(steps, 1)).toBe(steps);
  });

  it("goes through no state that it must not go through", () => {
    const steps = [ann, ben, ann, ben];
    const passes = ({ plain }: InterpretedState) =>
      !JSON.stringify([...plain]).includes('["ann",{"kind":"value","value":2');
    // Ann's second step would be such a state: there is no way, and the recorded order stays.
    expect(easiestOrder(walkers, start(walkers), steps, { ...endsAt(walkers, steps), passes })).toBe(steps);
  });

  const small = builtIns.flatMap((protocol) =>
    Object.entries(protocol.protocol.mutants)
      .filter(
        ([id, { steps }]) => homeOf(protocol, id) === protocol && typeof steps === "number" && steps > 2 && steps < 8,
      )
      .map(([id, mutant]) => [id, protocol, mutant] as const),
  );
  it.each(small)("has the fewest changes of all orders: %s", async (id, protocol, { at, breaks }) => {
    const subject = protocol(at, id);
    const { counterexamples } = await check(subject, { properties: [breaks as string], workers: 1 });
    const { list, property: name, claim } = counterexamples[0] as (typeof counterexamples)[number];
    if (claim !== "property" || list.loop !== undefined) return;
    const property = subject.properties.find((each) => each.name === name) as Property;
    const interpreter = interpret(subject);
    const ends: Shows["ends"] = (before, last) =>
      unshown(subject, interpreter, { kind: "property", property }, before, last) === null;
    const [first] = statesAlong(subject, { ...list, steps: [] });
    const least = fewest(subject, first as InterpretedState, list.initial, list.steps, { ends });
    expect(changesOf(subject, list.initial, list.steps)).toBe(least);
  });

  it("is shown of the way to a loop, which says as before why it is fair", async () => {
    const turning = model({
      state: { at: map(Who, range(0, 2)), lamp: range(0, 1), on: range(0, 1) },
      rules: {
        walk: {
          for: { who: Who },
          when: (s, { who }) => s.at.get(who) < 2 && s.on === 0,
          do: (s, { who }) => s.at.set(who, s.at.get(who) + 1),
        },
        enter: {
          when: (s) => s.at.get("ann") + s.at.get("ben") === 4,
          do: (s) => {
            s.on = 1;
          },
        },
        blink: {
          when: (s) => s.on === 1,
          do: (s) => {
            s.lamp = 1 - s.lamp;
          },
        },
      },
      fairness: { going: [weak("enter"), weak("blink")] },
      eventuallyAlways: { dark: (s) => s.lamp === 0 },
    });
    const { counterexamples } = await check(turning, { fairness: "going", workers: 1 });
    const { list, trace } = counterexamples[0] as (typeof counterexamples)[number];
    const who = trace.steps.slice(0, list.loop as number).map(({ arguments: bound }) => bound[0]?.[1] ?? "nobody");
    expect(who).toEqual(["ann", "ann", "ben", "ben", "nobody"]);
    expect(trace.fairness).toEqual([
      "weak fairness of enter: disabled in state 5",
      "weak fairness of blink: taken at step 6",
    ]);
  });
});
