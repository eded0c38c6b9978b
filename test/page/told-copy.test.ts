import { describe, expect, it } from "vitest";
import { duellingProposers } from "../../models/duelling-proposers/duelling-proposers.ts";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import type { Capsule, CapsuleTrace } from "../../src/page/capsule.ts";
import { liveModel } from "../../src/page/path.ts";
import { testSource } from "../../src/page/test-source.ts";
import { COPIED_FORMATS, toldAs } from "../../src/page/told-copy.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

const capsuleOf = (name: string, mutant: string | null): Capsule => ({
  synod: "0.0.0",
  model: { name, parameters: { ballots: 2 }, mutant, defaults: { ballots: 2 } },
  verdict: null,
  traces: [],
  sources: {},
});

describe("a trace copied from the page", () => {
  const { subject, path } = pathOf(paxosRetold({}, "p-majown"), MAJORITY_OF_REPLIES);
  const trace: CapsuleTrace = {
    property: "agreement",
    kind: "always",
    list: { initial: 0, steps: path.steps.map(({ step }) => step) },
    fairness: [],
    reasons: null,
  };
  const capsule = capsuleOf("paxos-retold", "p-majown");

  it.each(COPIED_FORMATS)("is written as %s, with what it shows", (format) => {
    const text = toldAs(format, subject, capsule, trace);
    expect(text).toContain("propose");
    // A ShiViz log is events alone.
    if (format !== "shiviz") expect(text).toContain("agreement");
  });

  it("says in Markdown which command finds it", () => {
    expect(toldAs("markdown", subject, capsule, trace)).toContain(
      "synod check paxos-retold --mutant p-majown --property agreement",
    );
  });

  it("may be a loop", () => {
    const texts =
      "prepare(p: p1);prepare(p: p2);promise(a: a1, p: p1);promise(a: a2, p: p1);accept(p: p1);promise(a: a2, p: p2);promise(a: a1, p: p2);accept(p: p2);prepare(p: p1);promise(a: a2, p: p1);promise(a: a1, p: p1);prepare(p: p2)";
    const model = duellingProposers({ proposers: 2, acceptors: 3 });
    const loop = pathOf(model, texts.split(";")).path.steps.map(({ step }) => step);
    const lasso: CapsuleTrace = {
      ...trace,
      property: "chosen",
      kind: "eventually",
      list: { initial: 0, steps: loop, loop: 4 },
    };
    const itf = JSON.parse(toldAs("itf", liveModel(model), capsuleOf("duelling-proposers", null), lasso));
    expect([itf.loop, itf.states.length]).toEqual([4, 12]);
  });

  it("is a test, too", () => {
    const text = testSource(capsule, trace, path);
    expect(text).toContain('import { paxosRetold } from "synod/models";');
    expect(text).toContain('it("agreement is violated in 12 steps", async () => {');
    expect(text).toContain('await check(paxosRetold({ ballots: 2 }, "p-majown"), { properties: ["agreement"] })');
    expect(text).toContain('["propose",{"ballot":"1","value":"v2"}],');
  });
});
