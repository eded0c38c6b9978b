/**
 * Every mutant of the catalogue is caught with all reductions on, at its length: what a reduction leaves out is nothing that
 * a property would notice. Those that keep no shortest lengths are taken back for the length (`shortest`).
 */
import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { check, type Mutant, type Protocol } from "../../src/index.ts";
import { homeOf } from "../../src/model/moved.ts";
import { REDUCTION_NAMES } from "../../src/reduce/table.ts";

const mutants = builtIns.flatMap((protocol) =>
  Object.entries(protocol.protocol.mutants)
    .filter(([id]) => homeOf(protocol, id) === protocol)
    .map(([id, mutant]): [string, Protocol, Mutant] => [id, protocol, mutant]),
);

describe("with all reductions", () => {
  it.each(mutants.filter(([, , { breaks }]) => breaks !== null))("%s is caught", async (id, protocol, mutant) => {
    const { breaks, at, steps, fairness } = mutant;
    const { verdict } = await check(protocol(at, id), {
      properties: [breaks as string],
      reductions: REDUCTION_NAMES,
      shortest: true,
      ...(fairness !== undefined && { fairness }),
    });
    expect(verdict.properties.find(({ name }) => name === breaks)).toMatchObject({ outcome: "violated", steps });
  });

  it.each(mutants.filter(([, , { breaks }]) => breaks === null))("%s breaks nothing", async (id, protocol, { at }) => {
    const { verdict } = await check(protocol(at, id), { reductions: REDUCTION_NAMES });
    expect(verdict).toMatchObject({ outcome: "holds", complete: true });
  });
});
