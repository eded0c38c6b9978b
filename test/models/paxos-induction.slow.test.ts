/**
 * The inductive invariants of Paxos (models/paxos/inductive-invariant.ts), judged on every state, reachable or not. How many
 * states and how many steps out of them there are was found by brute force before synod was, for one acceptor, two ballots
 * and two values; here are those figures, the built-in model's own, and what makes the difference.
 */
import { describe, expect, it } from "vitest";
import { paxos } from "../../models/index.ts";
import { inductiveInvariants, type PaxosState } from "../../models/paxos/inductive-invariant.ts";
import { compile } from "../../src/compile/compile.ts";
import type { Model } from "../../src/index.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { traceText } from "../../src/report/trace-text.ts";
import { packSlots } from "../../src/state/codec.ts";
import { replayEscape } from "../../src/trace/escape.ts";
import { checkInduction, type Escape } from "../../src/verify/induction/induction.ts";
import { type Invariant, satisfyingStates } from "../../src/verify/induction/satisfying-states.ts";
import { readPage, tableBelow } from "../docs/pages.ts";
import { search } from "../support/search.ts";
import { paxosModule } from "./fixtures/paxos-module.ts";

type Name = keyof ReturnType<typeof inductiveInvariants>;
type Size = readonly [acceptors: number, ballots: number, values: number];

const sizesOf = ([acceptors, ballots, values]: Size) => ({ acceptors, ballots, values });
const builtIn = (size: Size) => ({ model: paxos(sizesOf(size)), ...inductiveInvariants(sizesOf(size)) });
const without = <S>(invariant: Invariant<S>, dropped: string): Invariant<S> =>
  Object.fromEntries(Object.entries(invariant).filter(([name]) => name !== dropped));

function countsOf<S extends object>(model: Model, invariant: Invariant<S>) {
  const { states, steps, escapes, initialOutside } = checkInduction(model, invariant);
  expect(initialOutside).toBe(0);
  return { states, steps, escapes };
}

/** Of the built-in model, each judged once. */
const judged = new Map<string, ReturnType<typeof countsOf>>();
function builtInCounts(name: Name, size: Size) {
  const key = `${name} ${size}`;
  const { model, [name]: invariant } = builtIn(size);
  const counts = judged.get(key) ?? countsOf(model, invariant);
  judged.set(key, counts);
  return counts;
}

/** How many states satisfy the invariant and not all that the model claims of every state. */
function countBad(model: Model, invariant: Invariant<PaxosState>): number {
  const program = compile(model);
  const claims = program.properties.flatMap(({ kind }, at) => (kind === "always" ? [at] : []));
  expect(claims.map((at) => program.properties[at]?.name)).toContain("agreement");
  const packed = new Int32Array(program.words);
  let count = 0;
  satisfyingStates(program.layout, invariant, (codes) => {
    packSlots(program.layout, codes, packed, 0);
    program.load(packed, 0);
    if (!claims.every((at) => program.holds(at))) count++;
  });
  return count;
}

describe("of the built-in model", () => {
  it.each<[Name, Size, object]>([
    ["firstAttempt", [1, 2, 2], { states: 14_036, steps: 50_576, escapes: 3_712 }],
    ["turingAward", [1, 2, 2], { states: 1_356, steps: 4_336, escapes: 64 }],
    ["strengthened", [1, 2, 2], { states: 380, steps: 1_224, escapes: 0 }],
    ["strengthened", [2, 2, 1], { states: 2_052, steps: 7_532, escapes: 0 }],
    ["strengthened", [3, 2, 2], { states: 114_908, steps: 630_024, escapes: 0 }],
  ])("%s for %j has the states and the escapes", (name, size, expected) => {
    expect(builtInCounts(name, size)).toEqual(expected);
  });

  it("what the model claims of every state follows from the strengthened one, in every state that satisfies it", () => {
    const { model, strengthened } = builtIn([3, 2, 2]);
    expect(countBad(model, strengthened)).toBe(0);
  });

  it("all three are true of every reachable state", () => {
    const { model, ...invariants } = builtIn([3, 2, 2]);
    const claims = Object.entries(invariants).flatMap(([of, invariant]) =>
      Object.entries(invariant).map(([name, predicate]) => ({ name: `${of}: ${name}`, predicate })),
    );
    const properties = claims.map((claim) => ({ ...claim, kind: "always", target: null }) as const);
    const asClaims = (searched: Model) =>
      search({ ...searched, properties: properties as unknown as Model["properties"] });
    expect(claims).toHaveLength(16);
    const { distinct, violations } = asClaims(model);
    expect({ distinct, violations: [...violations.keys()] }).toEqual({ distinct: 3_921, violations: [] });

    const forgetful = asClaims(paxos(sizesOf([3, 2, 2]), "p-forgetful1b"));
    expect([...forgetful.violations.keys()]).toContain("strengthened: promises report the latest vote");
  });
});

describe("each conjunct of the strengthened invariant is needed", () => {
  // Where the rest is still inductive it no longer implies what is claimed of Paxos. That a vote is a promise follows from
  // the other conjuncts unless an acceptor can be left out of a quorum, which takes three.
  it.each<[string, Size, object]>([
    ["a vote remembered was cast", [1, 2, 2], { states: 1_340, escapes: 32, bad: 0 }],
    ["a vote is a promise", [3, 2, 1], { states: 71_644, escapes: 34_656, bad: 0 }],
    ["votes are for proposals", [1, 2, 2], { states: 8_896, escapes: 168, bad: 7_684 }],
    ["proposals are safe", [1, 2, 2], { states: 2_112, escapes: 0, bad: 896 }],
    ["promises are kept and report a vote", [1, 2, 2], { states: 1_472, escapes: 552, bad: 0 }],
    ["promises report the latest vote", [1, 2, 2], { states: 1_356, escapes: 64, bad: 0 }],
  ])("%s", (dropped, size, expected) => {
    const { model, strengthened } = builtIn(size);
    const rest = without(strengthened, dropped);
    expect(Object.keys(rest)).toHaveLength(Object.keys(strengthened).length - 1);
    const { states, escapes } = countsOf(model, rest);
    expect({ states, escapes, bad: countBad(model, rest) }).toEqual(expected);
  });

  it("without both conjuncts about promises there are even more escapes than without either", () => {
    const { model, strengthened } = builtIn([1, 2, 2]);
    const rest = without(
      without(strengthened, "promises report the latest vote"),
      "promises are kept and report a vote",
    );
    expect(countsOf(model, rest)).toEqual({ states: 110_592, steps: 425_728, escapes: 48_128 });
  });
});

describe("the counterexample to induction", () => {
  const { model, turingAward, firstAttempt } = builtIn([1, 2, 2]);
  const start = "a state that satisfies the invariant";
  const told = (invariant: Invariant<PaxosState>) => {
    const { simplest } = checkInduction(model, invariant);
    const trace = replayEscape(model, invariant, simplest as Escape);
    return { broken: simplest?.broken, text: traceText(trace, { paint: plainPaint, width: 80, start }) };
  };

  it("to the invariant of PaxosHowToWinATuringAward is an acceptor that promised, and voted below its promise after all", () => {
    const { broken, text } = told(turingAward);
    expect(broken).toEqual(["proposals are safe"]);
    expect(text).toMatchInlineSnapshot(`
      " 0  a state that satisfies the invariant
            promised  [a1: 1]
            voted     [a1: {ballot: 0, value: v1}]
            sent      {promise(by: a1, ballot: 1, last: none), propose(ballot: 0,
                      value: v1), accept(by: a1, ballot: 0, value: v1)}
       1  propose(ballot: 1, value: v2)
            sent      + propose(ballot: 1, value: v2)"
    `);
    const shown = readPage("docs/concepts.md").blocks.map(({ lines }) => lines.join("\n"));
    expect(shown).toContain(text);
  });

  it("to the invariant of Paxos is a vote that nobody proposed", () => {
    const { broken, text } = told(firstAttempt);
    expect(broken).toEqual(["one value per ballot"]);
    expect(text).toMatchInlineSnapshot(`
      " 0  a state that satisfies the invariant
            promised   [a1: 0]
            voted      [a1: none]
            sent       {propose(ballot: 0, value: v2), accept(by: a1, ballot: 0,
                       value: v1)}
       1  accept(by: a1, ballot: 0, value: v2)
            voted[a1]  none → {ballot: 0, value: v2}
            sent       + accept(by: a1, ballot: 0, value: v2)"
    `);
  });
});

/**
 * Brute force left out 1b messages that have a value without a ballot, as `noStrayValue` does: the module's type allows
 * them, its Phase1b never sends one. The built-in model cannot even represent it, as a vote reported is one
 * optional record. So it has the same states. It has more escapes, since its proposer looks at one reply of each acceptor
 * of a quorum, and the module's at all: among states that cannot be reached there are some in which an acceptor has
 * answered a ballot twice, once without its vote. Where no acceptor has, steps and escapes are the same as well.
 */
describe("of the module as it is written", () => {
  it.each<[Name, Size, object, object]>([
    ["firstAttempt", [1, 2, 2], { states: 14_036, escapes: 1_792 }, { states: 214_412, escapes: 34_816 }],
    ["turingAward", [1, 2, 2], { states: 1_356, escapes: 32 }, { states: 20_964, escapes: 896 }],
    ["strengthened", [1, 2, 2], { states: 380, escapes: 0 }, { states: 4_388, escapes: 0 }],
    ["strengthened", [2, 2, 1], { states: 2_052, escapes: 0 }, { states: 19_172, escapes: 0 }],
  ])(
    "%s for %j has the states and the escapes found by brute force, and more with stray values",
    (name, size, known, all) => {
      const { model, noStrayValue, [name]: invariant } = paxosModule(sizesOf(size));
      expect(countsOf(model, { ...invariant, noStrayValue })).toMatchObject(known);
      expect(countsOf(model, invariant)).toMatchObject(all);
    },
  );

  it.each<[Name, object]>([
    ["firstAttempt", { states: 5_108, steps: 17_088, escapes: 1_008 }],
    ["turingAward", { states: 684, steps: 2_196, escapes: 24 }],
    ["strengthened", { states: 380, steps: 1_224, escapes: 0 }],
  ])("%s: it and the built-in model are the same where no acceptor answers a ballot twice", (name, expected) => {
    const { model, noStrayValue, oneReply, [name]: written } = paxosModule(sizesOf([1, 2, 2]));
    expect(countsOf(model, { ...written, noStrayValue, oneReply })).toEqual(expected);
    const own = builtIn([1, 2, 2]);
    const votes = [null, ...[0, 1].flatMap((ballot) => (["v1", "v2"] as const).map((value) => ({ ballot, value })))];
    const repliesOnce = (s: PaxosState) =>
      [0, 1].every(
        (ballot) => votes.filter((last) => s.sent.has({ kind: "promise", by: "a1", ballot, last })).length <= 1,
      );
    expect(countsOf(own.model, { ...own[name], repliesOnce })).toEqual(expected);
  });
});

describe("docs/concepts.md", () => {
  const rows = tableBelow(readPage("docs/concepts.md"), "Inductive invariants");

  it("has a row for each invariant", () => {
    expect(new Set(rows.map(([name]) => name))).toEqual(new Set(Object.keys(inductiveInvariants(sizesOf([1, 1, 1])))));
  });

  it.each(rows)("has the figures of %s for %s", (name, size, ...cells) => {
    const [states, steps, escapes] = cells.map((cell) => Number(cell.replaceAll(",", "")));
    const [acceptors = 0, ballots = 0, values = 0] = (size as string).split(" ").map(Number);
    expect(builtInCounts(name as Name, [acceptors, ballots, values])).toEqual({ states, steps, escapes });
  });
});
