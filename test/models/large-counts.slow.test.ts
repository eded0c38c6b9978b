/**
 * The counts that take too long state by state. Under symmetry one state of each class is visited, and the sizes of the
 * classes are added up: the sum must be the number of all states, and the depth the same. Models without scalarsets are
 * searched whole. Steps are not comparable under symmetry; those of these rows were compared by hand with `--no-symmetry`.
 */
import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { check, type Protocol } from "../../src/index.ts";
import { AFFORDABLE, type Counts, counts } from "../oracles/counts.ts";

const protocolOf = (name: string) => builtIns.find((protocol) => protocol.protocol.name === name) as Protocol;

describe("the built-in models, at sizes beyond a plain search", () => {
  const large = counts.filter(({ distinct }) => distinct >= AFFORDABLE);
  const cases = large.map((counted): [string, Counts] => [
    `${counted.model} ${JSON.stringify(counted.parameters)}`,
    counted,
  ]);
  it.each(cases)(
    "have as many states as others found: %s",
    async (_, { model, parameters, distinct, generated, depth }) => {
      const { verdict } = await check(protocolOf(model)(parameters));
      const { states } = verdict;
      expect(verdict.outcome).toBe("holds");
      expect(states.unreduced ?? states.distinct).toBe(distinct);
      if (depth !== null) expect(states.depth).toBe(depth);
      if (states.unreduced === undefined && generated !== null) expect(states.generated).toBe(generated);
    },
  );
});
