/** What lies beyond a constraint is counted once, whoever expands it, and by every thread that judges it again. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import { bundle } from "../../src/cli/bundle.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import { bounded } from "../explore/fixtures/crew-protocols.ts";

const parameters = { most: 40, sum: 55 };

it.each([1, 2, 3])("%i threads find the same states within a constraint, and the same beyond", async (size) => {
  const told = async (options: CheckOptions) => {
    const { verdict } = await check(bounded(parameters), { certify: true, ...options });
    const { outcome, states, terminalStates, constraint, coverage, judged } = verdict;
    return { outcome, states, terminalStates, constraint, coverage, all: judged?.all };
  };
  const alone = await told({});
  expect(alone).toMatchObject({ outcome: "holds", all: true });
  expect(alone.constraint?.bounds.map(({ beyond }) => beyond > 0)).toEqual([true, true]);
  const file = join(import.meta.dirname, "..", "explore", "fixtures", "crew-protocols.ts");
  const module = await bundle({ given: file, path: file, export: null });
  const crew = threadCrew({ module, export: "bounded", parameters, mutant: null }, size);
  try {
    const result = await check(bounded(parameters), { certify: true, crew, eager: true });
    expect(result.verdict.workers).toBe(size);
    expect(await told({ crew, eager: true })).toEqual(alone);
  } finally {
    await crew.close();
  }
});
