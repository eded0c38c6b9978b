/** The why of every mutant of the catalogue: sufficient, each fact needed, and read at a glance. */
import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { check, type Mutant, type Protocol } from "../../src/index.ts";
import { homeOf } from "../../src/model/moved.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { whyText } from "../../src/report/why-text.ts";
import { statesAlong } from "../../src/trace/replay.ts";
import { reasonsFor } from "../../src/why/all-reasons.ts";
import { heldToItsClaims } from "./sufficient.ts";

const mutants = builtIns.flatMap((protocol) =>
  Object.entries(protocol.protocol.mutants)
    .filter(([id, { breaks }]) => homeOf(protocol, id) === protocol && breaks !== null)
    .map(([id, mutant]): [string, Protocol, Mutant] => [id, protocol, mutant]),
);
const quick = mutants.filter(([, , { slow }]) => slow !== true);

const TITLE = 1;
const GLANCE = 3;

describe("the why of a mutant", () => {
  it.each(quick)("%s: its facts suffice, each is needed, and it has three lines", async (id, protocol, mutant) => {
    const model = protocol(mutant.at, id);
    const properties = mutant.breaks === null ? [] : [mutant.breaks];
    const asked = { properties, ...(mutant.fairness !== undefined && { fairness: mutant.fairness }) };
    const { counterexamples } = await check(model, asked);
    for (const shown of counterexamples) {
      const property = model.properties.find(({ name }) => name === shown.property);
      if (property === undefined || shown.claim !== "property") continue;
      const held = heldToItsClaims(model, property, statesAlong(model, shown.list));
      const text = whyText(property, reasonsFor(model, shown), { paint: plainPaint, width: 80 });
      if (held === null) continue;
      const lines = text.split("\n").filter((line) => !line.includes("(tested in"));
      expect(lines.length).toBeGreaterThan(TITLE);
      expect(lines.length).toBeLessThanOrEqual(TITLE + GLANCE);
      for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    }
  });
});
