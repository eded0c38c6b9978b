/** What a test of any runner claims of a model: passes for what is so, and says what is otherwise where it is not. */
import { describe, expect, it } from "vitest";
import {
  assertHolds,
  assertReaches,
  assertViolates,
  DoesNotHold,
  NotAsClaimed,
  SynodError,
  toText,
} from "../../src/check.ts";
import { flag, model, program, protocol, range, scalarset } from "../../src/index.ts";
import { counter, round, throwing } from "./models.ts";

const thrownBy = async (asserted: Promise<unknown>): Promise<unknown> => {
  try {
    await asserted;
  } catch (error) {
    return error;
  }
  throw new Error("it passed");
};
/** The first line of what it says, and what a runner may show the difference of. */
const complaint = async (asserted: Promise<unknown>) => {
  const error = (await thrownBy(asserted)) as NotAsClaimed;
  expect(error).toBeInstanceOf(NotAsClaimed);
  return [error.message.split("\n")[0], error.expected, error.actual];
};

describe("assertViolates", () => {
  it("answers with the result where the property is violated, whatever else breaks before it", async () => {
    const { verdict } = await assertViolates(counter, "small", { steps: 4 });
    expect(verdict.properties.map(({ name, outcome, steps }) => [name, outcome, steps])).toEqual([
      ["small", "violated", 4],
    ]);
    await assertViolates(counter, "even");
    await assertViolates(counter, "never");
  });

  it("takes a trace as calls of rules or by the names of rules alone", async () => {
    await assertViolates(counter, "small", { trace: ["add(by: 2)", "add", " add(by:\n   2) ", "add"] });
  });

  it("says of another length which it is, in words and as numbers", async () => {
    expect(await complaint(assertViolates(counter, "small", { steps: 12 }))).toEqual([
      "small is violated after 4 steps, not 12",
      12,
      4,
    ]);
  });

  it("says where a trace parts, and shows of both what a difference is seen by", async () => {
    const rows: readonly (readonly [string[], string, string[]])[] = [
      [["add", "up", "add", "add"], "step 2 is add(by: 2), not up", ["add", "add(by: 2)", "add", "add"]],
      [
        ["add", "add(by: 3)", "add", "add"],
        "step 2 is add(by: 2), not add(by: 3)",
        ["add", "add(by: 2)", "add", "add"],
      ],
      [["add", "add", "add"], "it goes on after step 3, with add(by: 2)", ["add", "add", "add", "add(by: 2)"]],
      [[], "it goes on after step 0, with add(by: 2)", Array(4).fill("add(by: 2)")],
      [Array(5).fill("add"), "it ends after step 4, and step 5 is to be add", Array(4).fill("add")],
    ];
    for (const [trace, problem, actual] of rows) {
      const said = await complaint(assertViolates(counter, "small", { trace }));
      expect(said).toEqual([`small is violated by another trace: ${problem}`, trace, actual]);
    }
  });

  it("fails where the property holds, and where that is not known", async () => {
    expect(await complaint(assertViolates(counter, "natural"))).toEqual([
      "natural is not violated: it holds",
      undefined,
      undefined,
    ]);
    const early = await thrownBy(assertViolates(counter, "small", { maxDepth: 2 }));
    expect(early).toMatchObject({ result: { verdict: { outcome: "undecided" } } });
    expect(String(early)).toMatch(
      /^NotAsClaimed: it is not known whether small is violated: the search ended early \(depth\)\n\nUNDECIDED/,
    );
    const error = await thrownBy(assertViolates(throwing, "natural"));
    expect(String(error)).toMatch(/whether natural is violated: the check ended in an error\n\nERROR[\s\S]*no more/);
  });

  it("says why, as the command line does", async () => {
    const error = (await thrownBy(assertViolates(counter, "small", { steps: 1 }))) as NotAsClaimed;
    expect(error.message).toBe(`small is violated after 4 steps, not 1\n\n${toText(error.result, { model: counter })}`);
    expect(error.message).toContain("Why small is false");
    expect("expected" in ((await thrownBy(assertViolates(counter, "natural"))) as object)).toBe(false);
  });

  it("knows loops", async () => {
    await assertViolates(round, "rests", { steps: 4, loop: 1 });
    expect(await complaint(assertViolates(round, "rests", { loop: 0 }))).toEqual([
      "rests is violated by a loop that returns to state 1, not to state 0",
      0,
      1,
    ]);
    expect(await complaint(assertViolates(counter, "small", { loop: 0 }))).toEqual([
      "small is violated by a behaviour without a loop, not by one that returns to state 0",
      0,
      null,
    ]);
  });

  it("counts no steps of what is never reached", async () => {
    const said = await complaint(assertViolates(counter, "never", { steps: 3 }));
    expect(said[0]).toBe("never is violated since no state reaches it: no trace shows that");
  });

  it("takes steps of programs as traces tell them", async () => {
    const state = { n: range(0, 3) };
    const worker = program(state, scalarset("t", 1), {
      steps: {
        idle: (s) => {
          s.n = 1;
          return "busy";
        },
        busy: (s) => {
          s.n = 2;
          return "done";
        },
      },
    });
    const made = model({ state, programs: { worker }, always: { low: (s) => s.n < 2 } });
    const { counterexamples } = await assertViolates(made, "low", { trace: ["t1: idle", "t1: busy → done"] });
    const steps = counterexamples[0]?.trace.steps ?? [];
    await assertViolates(made, "low", { trace: steps.map(({ rule }) => rule) });
    const [problem] = await complaint(assertViolates(made, "low", { trace: ["t1: idle", "t1: busy → idle"] }));
    expect(problem).toContain(", not t1: busy → idle");
  });
});

describe("assertReaches", () => {
  it("answers with the result where the state is reached, and fails where it never is", async () => {
    const { counterexamples } = await assertReaches(counter, "far", { steps: 4, trace: ["add", "add", "add", "add"] });
    expect(counterexamples.map(({ property }) => property)).toEqual(["far"]);
    expect((await complaint(assertReaches(counter, "never")))[0]).toBe("never is never reached");
    expect(await complaint(assertReaches(counter, "far", { steps: 5 }))).toEqual([
      "far is reached after 4 steps, not 5",
      5,
      4,
    ]);
    const early = await complaint(assertReaches(counter, "far", { maxStates: 2 }));
    expect(early[0]).toBe("it is not known whether far is reached: the search ended early (states)");
  });

  it("is refused for what is nothing to reach", async () => {
    await expect(assertReaches(counter, "small")).rejects.toMatchObject({
      code: "SYN134",
      message: "assertReaches(...) of small: it is under `always`, so there is nothing to reach",
    });
  });
});

describe("an assertion that is asked wrongly", () => {
  const family = protocol({ name: "family", parameters: { off: flag() } }, () => counter);
  const rows: readonly (readonly [why: string, code: string, model: unknown, property: unknown, options?: unknown])[] =
    [
      ["no model", "SYN212", { state: {} }, "small"],
      ["a protocol", "SYN212", family, "small"],
      ["a property that there is not", "SYN106", counter, "smal"],
      ["nothing for a property", "SYN212", counter, undefined],
      ["options that are none", "SYN212", counter, "small", []],
      ["steps that are none", "SYN212", counter, "small", { steps: -1 }],
      ["half a step", "SYN212", counter, "small", { steps: 1.5 }],
      ["a trace that is a text", "SYN212", counter, "small", { trace: "up" }],
      ["a trace of numbers", "SYN212", counter, "small", { trace: [0] }],
      ["an option that there is not", "SYN211", counter, "small", { stpes: 1 }],
      ["other properties", "SYN211", counter, "small", { properties: ["even"] }],
      ["no workers", "SYN109", counter, "small", { workers: 0 }],
    ];
  it.each(rows)("rejects for %s: %s", async (_, code, subject, property, options) => {
    await expect(assertViolates(subject as never, property as never, options as never)).rejects.toMatchObject({ code });
    const reached = property === "small" ? "far" : property;
    const error = await thrownBy(assertReaches(subject as never, reached as never, options as never));
    expect(error).toBeInstanceOf(SynodError);
    expect((error as SynodError).code).toBe(code);
  });
});

describe("names that the compiler knows", () => {
  it("are those of the model", async () => {
    // @ts-expect-error: it is "small".
    await expect(assertViolates(counter, "smal")).rejects.toMatchObject({ code: "SYN106" });
    // @ts-expect-error: it is "far".
    await expect(assertReaches(counter, "fra")).rejects.toMatchObject({ code: "SYN106" });
    const named: string = "small";
    await assertViolates(counter, named, { steps: 4, workers: 1, store: "exact" });
  });
});

describe("the errors of all three", () => {
  it("are known by runners as failed assertions", async () => {
    const [one, other] = [await thrownBy(assertHolds(counter)), await thrownBy(assertViolates(counter, "natural"))];
    expect(one).toBeInstanceOf(DoesNotHold);
    expect([one, other].map((each) => (each as NotAsClaimed).code)).toEqual(["ERR_ASSERTION", "ERR_ASSERTION"]);
  });
});
