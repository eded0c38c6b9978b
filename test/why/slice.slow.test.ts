import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { homeOf } from "../../src/model/moved.ts";
import { shortestOf, showsIt, sliceOfTrace } from "./sliced.ts";

/** Searches of millions of states. */
const unaffordable = ["p-majretry", "proc-noechoacc-learnt", "proc-nobump", "one-ballot", "figure-8", "p-learnx"];

const mutants = builtIns.flatMap((protocol) =>
  Object.entries(protocol.protocol.mutants)
    .filter(([id, { slow }]) => homeOf(protocol, id) === protocol && slow !== true && !unaffordable.includes(id))
    .map(([id]) => [id, protocol] as const),
);

describe("in a shortest counterexample", () => {
  it.each(mutants)("every step matters, and chapters are one as well: %s", async (id, protocol) => {
    const found = await shortestOf(protocol, id);
    if (found === null) return;
    const { model, property, recorded } = found;
    const slice = sliceOfTrace(model, property, recorded);
    const all = recorded.steps.map((_, at) => at + 1);
    expect(slice?.matters).toEqual(all);
    const told = slice?.chapters?.flatMap(({ steps }) => steps) ?? all;
    expect(told.toSorted((one, other) => one - other)).toEqual(all);
    expect(showsIt(model, property, recorded, told)).toBe(true);
  });
});
