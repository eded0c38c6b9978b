/** Where the mistake of every mutant of the catalogue acted: how many are of each kind, and what is said of them. */
import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { check } from "../../src/index.ts";
import { homeOf } from "../../src/model/moved.ts";
import { reasonsFor } from "../../src/why/all-reasons.ts";

const mutants = builtIns.flatMap((protocol) =>
  Object.entries(protocol.protocol.mutants)
    .filter(([id, { breaks, slow }]) => homeOf(protocol, id) === protocol && breaks !== null && slow !== true)
    .map(([id, mutant]) => ({ id, protocol, mutant })),
);

/** For some hundred searches and explanations, on a busy machine. */
const MINUTES = 10 * 60_000;

describe("the mistakes of the catalogue", () => {
  it("are of these kinds", { timeout: MINUTES }, async () => {
    const counted: Record<string, number> = {};
    for (const { id, protocol, mutant } of mutants) {
      const model = protocol(mutant.at, id);
      const properties = mutant.breaks === null ? [] : [mutant.breaks];
      const asked = { properties, ...(mutant.fairness !== undefined && { fairness: mutant.fairness }) };
      const { counterexamples } = await check(model, asked);
      const shown = counterexamples[0];
      const against = { model: protocol(mutant.at, null), called: `without ${id}`, where: "without the mutant" };
      const mistake = shown === undefined ? null : reasonsFor(model, shown, { against }).mistake;
      const kind = mistake?.kind ?? "nothing";
      counted[kind] = (counted[kind] ?? 0) + 1;
      if (mistake === null) continue;
      const isOfStep = ["guard", "effect", "rule"].includes(mistake.kind);
      expect(mistake.step !== null).toBe(isOfStep);
      expect(mistake.says).toMatch(isOfStep ? new RegExp(`^step ${mistake.step}, `) : /./);
    }
    // Without a trace: what is never reached. The claim itself: p-learnx, f-qf, fractional, ewd-own. Other beginnings: g-twoseeds.
    expect(counted).toEqual({ guard: 52, effect: 55, rule: 8, omission: 7, claim: 4, initial: 1, nothing: 1 });
  });
});
