// What is asked of a counterexample beside why its property is false: why a closure throws, what keeps a goal out of reach, the
// step that ends what should stay, why an instance is disabled; and what is said of what was not found.
import { describe, expect, it } from "vitest";
import { swim } from "../../models/index.ts";
import { check, explain, toJson, toText, whyNot } from "../../src/check.ts";
import { boolean, model, range, SynodError } from "../../src/index.ts";
import { reasonsFor } from "../../src/why/all-reasons.ts";

const overdraft = model({
  state: { alice: range(0, 2), bob: range(0, 9), open: boolean },
  rules: {
    unlock: {
      when: (s) => !s.open,
      do: (s) => {
        s.open = true;
      },
    },
    transfer: {
      when: (s) => s.open,
      do: (s) => {
        s.alice -= 1;
        s.bob += 1;
      },
    },
  },
  reachable: { never: (s) => s.bob === 8 },
});

describe("why a closure throws", () => {
  it("is told by the facts for which a rule does, with the steps that wrote them", async () => {
    const result = await check(overdraft, { workers: 1 });
    const [shown] = result.counterexamples;
    if (shown === undefined) throw new Error("nothing was shown");
    const { why, slice } = explain(overdraft, shown);
    expect(why?.proof).toBe("proved");
    expect(why?.facts.map(({ place, value, allowed, step }) => [place, value, allowed, step])).toEqual([
      ["open", "true", ["true"], 1],
      ["alice", "0", ["0"], 0],
    ]);
    expect(slice?.matters).toEqual([1]);
    expect(toText(result, { model: overdraft })).toContain(
      "\n\nWhy transfer throws\n  open is true (step 1)\n  alice is 0",
    );
    const json = JSON.parse(JSON.stringify(toJson(result, { model: overdraft })));
    expect(json.error.reasons.why.sentence).toBe("open is true and alice is 0");
  });

  it("is told of a property that throws, and of the kind of error that is thrown", async () => {
    const reads = model({
      state: { n: range(0, 3), m: range(0, 3) },
      rules: {
        up: {
          when: (s) => s.n < 3,
          do: (s) => {
            s.n += 1;
          },
        },
      },
      always: {
        small: (s) => {
          if (s.n === 2) throw new TypeError("two");
          if (s.m === 3) throw new RangeError("three");
          return true;
        },
      },
    });
    const [shown] = (await check(reads, { workers: 1 })).counterexamples;
    if (shown === undefined) throw new Error("nothing was shown");
    expect(shown.claim).toBe("property-throws");
    expect(explain(reads, shown).why?.facts.map(({ says }) => says)).toEqual(["n is 2"]);
  });
});

describe("of a goal that cannot be reached any more", () => {
  const trap = model({
    state: { n: range(0, 3), locked: boolean },
    rules: {
      up: {
        when: (s) => !s.locked && s.n < 3,
        do: (s) => {
          s.n += 1;
        },
      },
      lock: {
        when: (s) => s.n === 2,
        do: (s) => {
          s.locked = true;
        },
      },
    },
    alwaysReachable: { top: (s) => s.n === 3 },
    terminal: () => true,
  });

  it("the state that comes closest from there on, what is missing and what keeps it from coming", async () => {
    const result = await check(trap, { workers: 1, properties: ["top"] });
    expect(toText(result, { model: trap })).toContain(
      "\n\nWhy top cannot be reached from there\n  one fact short there: missing: n is 3; up is disabled, since locked is true",
    );
    const [shown] = result.counterexamples;
    if (shown === undefined) throw new Error("nothing was shown");
    const { nearest, why } = explain(trap, shown);
    expect(why).toBeNull();
    expect(nearest).toMatchObject({ steps: [], proof: "proved", missing: [{ place: "n", value: "2", step: 2 }] });
  });
});

describe("of what should stay true and does not", () => {
  it("the step of the loop that ends it, and not the one before the loop", async () => {
    const subject = swim({ members: 3, suspicions: 1 }, "s-noinc");
    const { counterexamples } = await check(subject, { workers: 1, properties: ["believed alive"] });
    const [shown] = counterexamples;
    if (shown === undefined) throw new Error("nothing was shown");
    expect(shown.list.loop).toBe(3);
    expect(explain(subject, shown).why?.facts.map(({ says, step }) => [says, step])).toEqual([
      ["belief[o1] is suspect(incarnation: 0)", 7],
    ]);
  });

  it("where it is true at times: the state in which it is no longer, by what the step to it wrote", async () => {
    const lamp = model({
      state: { lit: boolean, power: boolean },
      rules: {
        plug: {
          when: (s) => !s.power,
          do: (s) => {
            s.power = true;
          },
        },
        flip: {
          when: (s) => s.power,
          do: (s) => {
            s.lit = !s.lit;
          },
        },
      },
      eventuallyAlways: { "stays lit": (s) => s.lit && s.power },
      fairness: { all: [] },
    });
    const { counterexamples } = await check(lamp, { workers: 1 });
    const [shown] = counterexamples;
    if (shown === undefined) throw new Error("nothing was shown");
    const { why } = explain(lamp, shown);
    expect(why?.facts.map(({ says }) => says)).toEqual(["lit is false"]);
  });
});

describe("why an instance is disabled", () => {
  it("is answered of any state of a behaviour, by the instance as text", async () => {
    const [shown] = (await check(overdraft, { workers: 1 })).counterexamples;
    if (shown === undefined) throw new Error("nothing was shown");
    expect(whyNot(overdraft, shown, { state: 0, rule: "transfer" })).toMatchObject({
      instance: "transfer",
      is: "disabled",
      whyNot: { proof: "proved", says: "transfer is disabled, since open is false" },
    });
    expect(whyNot(overdraft, shown, { state: 0, rule: "unlock" })).toEqual({
      instance: "unlock",
      is: "enabled",
      whyNot: null,
    });
    expect(whyNot(overdraft, shown, { state: 1, rule: "transfer" }).is).toBe("throws");
  });

  it.each([
    [{ state: 9, rule: "transfer" }, "SYN212", "a number from 0 to 1"],
    [{ state: 0, rule: "transfr" }, "SYN212", "one of unlock, transfer"],
    [{ state: 0, rule: "transfer(n: 1)" }, "SYN212", "such as transfer"],
    [{ state: 0, rule: "transfer", step: 1 }, "SYN211", "step"],
  ])("is refused where there is none: %j", async (asked, code, says) => {
    const [shown] = (await check(overdraft, { workers: 1 })).counterexamples;
    if (shown === undefined) throw new Error("nothing was shown");
    try {
      whyNot(overdraft, shown, asked);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof SynodError)) throw error;
      expect(error.code).toBe(code);
      expect(`${error.message}; ${error.remedy}`).toContain(says);
    }
  });
});

describe("what was asked and is not known", () => {
  it("is said: all of it that time left open, in the order in which it is asked", async () => {
    const [shown] = (await check(overdraft, { workers: 1 })).counterexamples;
    if (shown === undefined) throw new Error("nothing was shown");
    let asked = 0;
    const deadline = { isOver: () => asked++ > 0 };
    const known = reasonsFor(overdraft, shown, { deadline });
    expect(known.unanswered[0]).toEqual({ what: "why", since: "stopped" });
    const none = reasonsFor(overdraft, shown, { deadline });
    expect(none).toMatchObject({ why: null, slice: null, unanswered: [{ what: "why", since: "stopped" }] });
    expect(explain(overdraft, shown).unanswered).toEqual([]);
  });
});
