import { describe, expect, it } from "vitest";
import { duellingProposers } from "../../models/duelling-proposers/duelling-proposers.ts";
import { type FairRow, fairRows } from "../../src/page/fair-rows.ts";
import { storyOf } from "../../src/page/story.ts";
import { pathOf } from "./told.ts";

const LOOP =
  "prepare(p: p1);prepare(p: p2);promise(a: a1, p: p1);promise(a: a2, p: p1);accept(p: p1);promise(a: a2, p: p2);promise(a: a1, p: p2);accept(p: p2);prepare(p: p1);promise(a: a2, p: p1);promise(a: a1, p: p1);prepare(p: p2)";

describe("the account of a loop's fairness", () => {
  const { subject, path } = pathOf(duellingProposers({ proposers: 2, acceptors: 3 }), LOOP.split(";"));
  const story = storyOf(subject, path, { loop: 4, reasons: null, parameters: { proposers: 2, acceptors: 3 } });
  const drawn = ({ names, cells, says }: FairRow) => [
    names.join(" "),
    cells
      .map((cell) => (cell.kind === "taken" ? String(cell.step) : { enabled: "-", off: ".", gap: "o" }[cell.kind]))
      .join(""),
    says,
  ];

  it("shows where each class is enabled, taken, and disabled", () => {
    const rows = fairRows(subject, story, [
      "weak fairness of prepare(p: p1): taken at step 9",
      "weak fairness of promise(a: a1, p: p2): taken at step 7",
      "weak fairness of promise(a: a3, p: p1): disabled in state 5",
      "weak fairness of vote(a: a1, p: p1): disabled in state 4",
    ]);
    expect(rows.map(drawn)).toEqual([
      ["prepare(p: p1)", "...-9...", "taken at step 9"],
      ["promise(a: a1, p: p2)", "--7.....", "taken at step 7"],
      ["promise(a: a3, p: p1)", "-o...---", "disabled in state 5"],
      ["vote(a: a1, p: p1)", "o--.....", "disabled in state 4"],
    ]);
  });

  it("takes a rule's name for all its instances, and puts what looks alike into one row", () => {
    const rows = fairRows(subject, story, [
      "weak fairness of promise: taken at step 6",
      "weak fairness of nothing(a: a1): disabled in state 4",
      "weak fairness of nothing(a: a2): disabled in state 4",
    ]);
    expect(rows.map(drawn)).toEqual([
      ["promise", "-67-.1011-", "taken at step 6"],
      ["nothing(a: a1) nothing(a: a2)", "o.......", "disabled in state 4"],
    ]);
  });

  it("draws what the mock drew of this loop: messages, and what each proposer is told too late", () => {
    expect(story.drawn.arrows.map(({ from, to }) => `${from + 1}-${to + 1}`).sort()).toEqual(
      "1-2 1-3 1-4 2-6 2-7 3-5 4-5 6-8 6-9 7-8 7-9 9-10 9-11 10-12 11-12".split(" ").sort(),
    );
    expect(story.plan.lanes.map(({ name }) => name)).toEqual(["p1", "p2", "a1", "a2", "a3"]);
  });
});
