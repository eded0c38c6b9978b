// Conjuncts as they are written and clicked together on the page of a proof, and what comes of them: against a naive judge.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ewd840, paxos, twoPhaseCommit } from "../../models/index.ts";
import { enumeration, map, model, range, scalarset, sequence, set } from "../../src/index.ts";
import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import { asProtocol } from "../../src/model/protocol.ts";
import { atomText, deniedAtom } from "../../src/page/induction/atom.ts";
import { conjunctOfCandidate, quotedAtom } from "../../src/page/induction/candidate.ts";
import { clicking, draftText, freshName } from "../../src/page/induction/draft.ts";
import { judgedInduction, offeredOf } from "../../src/page/induction/judge.ts";
import type { InductionQuestion } from "../../src/page/induction/question.ts";
import { layoutOf } from "../../src/state/layout.ts";
import { beginningAt } from "../../src/trace/escape.ts";
import { codeText, collectionText, memberText } from "../../src/why/place-text.ts";
import { sceneOf } from "../../src/why/scene.ts";
import { allStates, rowCount } from "../state/arbitrary-small-schema.ts";
import { randomModel } from "../support/random-model.ts";

const madeOf = new Map<Model, readonly InterpretedState[]>();
function statesOf(of: Model): readonly InterpretedState[] {
  const made =
    madeOf.get(of) ??
    allStates(layoutOf(of.schema)).map(
      (row) => interpret(beginningAt(of, Int32Array.from(row))).initialStates()[0] as InterpretedState,
    );
  madeOf.set(of, made);
  return made;
}
const candidate = (text: string, everyone = false) => ({ name: "mine", text, everyone });
/** In how many of all states it is true. */
function countOfTrue(of: Model, text: string, everyone = false): number {
  const property = conjunctOfCandidate(of, candidate(text, everyone));
  const interpreter = interpret(of);
  return statesOf(of).filter((state) => interpreter.holds(property, state, state)).length;
}

describe("a candidate", () => {
  const Node = scalarset("n", 3);
  const small = model({
    state: {
      phase: map(Node, enumeration("idle", "set and ready", "in doubt")),
      told: set(Node),
      log: sequence(range(1, 2), { capacity: 2 }),
    },
    rules: { stay: { do: () => {} } },
  });
  const all = 27 * 8 * 7;

  it("is of values, members and items, joined and denied", () => {
    expect(countOfTrue(small, "phase[n1] = idle")).toBe(all / 3);
    expect(countOfTrue(small, "phase[n1] != idle")).toBe((all * 2) / 3);
    expect(countOfTrue(small, "n1 in told")).toBe(all / 2);
    expect(countOfTrue(small, "n1 not in told and n2 in told")).toBe(all / 4);
    expect(countOfTrue(small, "n1 in told => n2 in told")).toBe((all * 3) / 4);
    expect(countOfTrue(small, "not (n1 in told or n2 in told)")).toBe(all / 4);
    expect(countOfTrue(small, "n1 in told => n2 in told => n3 in told")).toBe((all * 7) / 8);
    expect(countOfTrue(small, "n1 in told or n2 in told and n3 in told")).toBe((all * 5) / 8);
    expect(countOfTrue(small, "log 1st = nothing")).toBe(all / 7);
    expect(countOfTrue(small, "log 2nd = 2")).toBe((all * 2) / 7);
    expect(countOfTrue(small, "2 in log")).toBe((all * 4) / 7);
  });

  it("puts between backquotes what would join or deny", () => {
    const atom = "phase[n1] = set and ready";
    expect(quotedAtom(atom)).toBe("`phase[n1] = set and ready`");
    expect(countOfTrue(small, quotedAtom(atom))).toBe(all / 3);
    expect(countOfTrue(small, "phase[n1] = in doubt")).toBe(all / 3);
    expect(countOfTrue(small, deniedAtom("phase[n1] = in doubt"))).toBe((all * 2) / 3);
    expect(draftText([{ atom, as: "if" }])).toBe("`phase[n1] != set and ready`");
  });

  it("is meant for whoever is named, if it is", () => {
    expect(countOfTrue(small, "n1 in told", true)).toBe(all / 8);
    // Nobody is told unless everybody else is: none, or at least two.
    const naive = statesOf(small).filter(({ plain }) => {
      const told = JSON.stringify(plain.get("told"));
      return ["n1", "n2", "n3"].every((one) =>
        ["n1", "n2", "n3"].every((other) => one === other || !told.includes(one) || told.includes(other)),
      );
    }).length;
    expect(countOfTrue(small, "n1 in told => n2 in told", true)).toBe(naive);
    expect(naive).toBe(all / 4);
  });

  it.each([
    ["", "something is missing at the beginning"],
    ["phases[n1] = idle", "it is about no place of the state"],
    ["phase[n1] = idel", "there is no idel there"],
    ["n1 in told and", "it goes on where it should end"],
    ["(n1 in told", "a bracket is not closed"],
    ["n1 in told) or n2 in told", "it goes on where it should end"],
    ["n1 in told => ", "something is missing"],
    ["n4 in told", "there is no n4 there"],
    ["phase = idle", "it is about no place of the state"],
    ["constructor = idle", "it is about no place of the state"],
  ])("is refused with the reason where it is none: %j", (text, problem) => {
    expect(() => conjunctOfCandidate(small, candidate(text))).toThrow(
      expect.objectContaining({ code: "SYN155", message: expect.stringContaining(problem) }),
    );
  });

  it("says in every state of random models what a naive judge says", () => {
    let asked = 0;
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (seed, numbers) => {
        const random = randomModel(seed, { space: 60, fault: null });
        fc.pre(rowCount(layoutOf(random.schema)) <= 200 && random.bounds.length === 0);
        const rows = statesOf(random);
        const { places, codes } = sceneOf(random, rows);
        let at = 0;
        const next = (below: number) => (numbers[at++ % numbers.length] as number) % below;
        const atom = (): { text: string; holds: (row: number) => boolean } => {
          const index = next(places.list.length);
          const place = places.list[index] as (typeof places.list)[number];
          const code = codes[next(rows.length)]?.[index] as number;
          const value = codeText(place, code);
          const member = place.kind === "member" ? memberText(place) : "";
          const text = atomText({ kind: place.kind, holder: collectionText(place), member, index: place.index, value });
          // How often something is there is not told: that it is.
          const isSo = (of: number) => (place.kind === "member" ? (of === 0) === (code === 0) : of === code);
          return { text: quotedAtom(text), holds: (row) => isSo(codes[row]?.[index] as number) };
        };
        const [a, b, c] = [atom(), atom(), atom()];
        const shapes = [
          {
            text: `${a.text} and ${b.text} => ${c.text}`,
            holds: (r: number) => !(a.holds(r) && b.holds(r)) || c.holds(r),
          },
          {
            text: `not (${a.text} and ${b.text}) or ${c.text}`,
            holds: (r: number) => !(a.holds(r) && b.holds(r)) || c.holds(r),
          },
          {
            text: `${a.text} or ${b.text} and ${c.text}`,
            holds: (r: number) => a.holds(r) || (b.holds(r) && c.holds(r)),
          },
          {
            text: `(${a.text} or ${b.text}) and ${c.text}`,
            holds: (r: number) => (a.holds(r) || b.holds(r)) && c.holds(r),
          },
        ];
        const { text, holds } = shapes[next(shapes.length)] as (typeof shapes)[number];
        const property = conjunctOfCandidate(random, candidate(text));
        const interpreter = interpret(random);
        for (const [row, state] of rows.entries()) {
          asked++;
          expect(interpreter.holds(property, state, state), text).toBe(holds(row));
        }
      }),
      { numRuns: 60 },
    );
    expect(asked).toBeGreaterThan(200);
  });
});

describe("what is written", () => {
  it("has a name that nothing else has, be what came before taken away again", () => {
    const named = (at: number) => `mine ${at}`;
    expect(freshName(named, [])).toBe("mine 1");
    expect(freshName(named, ["mine 1", "consistent"])).toBe("mine 2");
    expect(freshName(named, ["mine 2"])).toBe("mine 1");
    expect(freshName(named, ["mine 2", "mine 1"])).toBe("mine 3");
  });
});

describe("facts that are clicked", () => {
  it("become a denial, an implication, or nothing again", () => {
    const [yes, status] = ["yes(from: p1) in sent", "status[p1] = working"];
    let clicked = clicking([], yes, "if");
    expect(draftText(clicked)).toBe("yes(from: p1) not in sent");
    clicked = clicking(clicked, status, "if");
    expect(draftText(clicked)).toBe("not (yes(from: p1) in sent and status[p1] = working)");
    clicked = clicking(clicked, status, "then");
    expect(draftText(clicked)).toBe("yes(from: p1) in sent => status[p1] != working");
    clicked = clicking(clicking(clicked, yes, "if"), status, "then");
    expect(draftText(clicked)).toBe("");
  });
});

const question = (of: string, more: Partial<InductionQuestion>): InductionQuestion => ({
  name: of,
  parameters: {},
  mutant: null,
  offered: [],
  candidates: [],
  found: [],
  table: false,
  ...more,
});

describe("an invariant that is made on the page", () => {
  const five = [
    "consistent",
    "who committed was told",
    "what was told is decided",
    "commit is decided when all were heard",
    "who was heard said yes",
  ];
  const asked = (text: string | null, found: InductionQuestion["found"] = []) =>
    judgedInduction(
      { name: "two-phase-commit", protocol: twoPhaseCommit },
      question("two-phase-commit", {
        parameters: { participants: 2 },
        offered: five,
        candidates: text === null ? [] : [{ name: "mine", text, everyone: true }],
        found,
      }),
    );

  it("comes out false, true but not enough, or inductive, of what a student would try", async () => {
    const { proof, codes, picture, offered } = await asked(null);
    expect(proof).toMatchObject({ outcome: "not-inductive", states: 266, escapes: 8 });
    expect(proof.counterexample?.before).toMatchObject({ reachable: "no", states: 56 });
    expect(offered.map(({ name }) => name)).toEqual(["consistent", "unanimous", ...five.slice(1), "a yes is kept"]);
    expect(picture.filter(({ matters }) => matters).map(({ atom }) => atom)).toEqual([
      "status[p1] = working",
      "status[p2] = committed",
    ]);
    expect(picture.find(({ place }) => place === "status[p1]")).toMatchObject({ before: "working", after: "aborted" });

    const found = [codes as readonly number[]];
    const wrong = await asked("yes(from: p1) in sent => status[p1] = prepared", found);
    expect(wrong.candidates[0]).toMatchObject({ holds: "no", rulesOut: [true] });
    expect(wrong.candidates[0]?.way).toHaveLength(3);
    expect(wrong.proof).toMatchObject({ states: 77, escapes: 22 });
    const weak = await asked("decision = commit => status[p1] != aborted", found);
    expect(weak.candidates[0]).toMatchObject({ holds: "yes", states: 56, way: null });
    expect(weak.proof).toMatchObject({ outcome: "not-inductive", states: 256, escapes: 15 });
    const closer = await asked("yes(from: p1) in sent => status[p1] != working", found);
    expect(closer.proof).toMatchObject({ outcome: "not-inductive", states: 158, escapes: 4 });
    const kept = await asked(
      "yes(from: p1) in sent => status[p1] = prepared or status[p1] = committed or status[p1] = aborted and decision = abort",
      found,
    );
    expect(kept.candidates[0]).toMatchObject({ holds: "yes", states: 56, rulesOut: [true] });
    expect(kept.proof).toMatchObject({ outcome: "proved", states: 128, escapes: 0, counterexample: null });
    expect(kept.codes).toBeNull();
  });

  it("is asked of what the model offers under its own names, claims of one name told apart", async () => {
    expect(offeredOf(paxos({ acceptors: 1 }), ["published"])).toEqual([
      "a vote remembered was cast",
      "a vote is a promise",
      "votes are for proposals",
      "proposals are safe",
      "promises are kept and report a vote",
    ]);
    const { proof } = await judgedInduction(
      { name: "paxos", protocol: paxos },
      question("paxos", { parameters: { acceptors: 1 }, offered: offeredOf(paxos({ acceptors: 1 }), ["published"]) }),
    );
    expect(proof).toMatchObject({ outcome: "not-inductive", states: 1_356, escapes: 64, typeStates: "15728640" });
    const twice = asProtocol(
      model({
        name: "twice",
        state: { n: range(0, 3) },
        rules: { stay: { do: () => {} } },
        always: { small: (s) => s.n < 4 },
        invariants: { i: { small: (s) => s.n < 1 } },
      }),
      "twice",
    );
    const { offered } = await judgedInduction(
      { name: "twice", protocol: twice },
      question("twice", { offered: ["i: small"] }),
    );
    expect(offered).toEqual([
      { name: "small", invariants: [] },
      { name: "i: small", invariants: ["i"] },
    ]);
  });

  it("is refused where two conjuncts have one name, rather than judged without one of them", async () => {
    const candidates = ["status[p1] = working", "decision != commit"].map((text) => ({
      name: "mine",
      text,
      everyone: false,
    }));
    const asking = judgedInduction(
      { name: "two-phase-commit", protocol: twoPhaseCommit },
      question("two-phase-commit", { parameters: { participants: 2 }, candidates }),
    );
    await expect(asking).rejects.toThrow("two conjuncts are called mine");
  });

  it("shows a candidate false where the model begins, and ranges over numbered nodes as they are", async () => {
    const ring = await judgedInduction(
      { name: "ewd840", protocol: ewd840 },
      question("ewd840", { candidates: [{ name: "mine", text: "token = black => at = 0", everyone: true }] }),
    );
    expect(ring.candidates[0]).toMatchObject({ holds: "no", way: [] });
    expect(ring.proof.outcome).toBe("not-initial");
  });
});
