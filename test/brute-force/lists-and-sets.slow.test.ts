/**
 * A thousand random models with lists and sets of identities, each checked without symmetry and with it: counts, verdicts and
 * lengths are those of brute force. (`npm run fuzz -- --mode symmetric-values` goes on from there.)
 */
import { expect, it } from "vitest";
import * as library from "../../src/index.ts";
import { caseOf, compareCase, type Synod } from "./modes.ts";
import { turnedDown } from "./turned-down.ts";

const synod = { ...library, turnedDown } as unknown as Synod;
const MODELS = 1000;
/** Some are too large for brute force. */
const COMPARED = 0.95;

it("brute force and synod agree on a thousand models, without symmetry and with it", async () => {
  let compared = 0;
  for (let seed = 0; seed < 2 * MODELS; seed++) {
    const comparison = await compareCase(caseOf("symmetric-values", seed), synod);
    expect(comparison?.differences ?? [], `seed ${seed}`).toEqual([]);
    if (comparison !== null) compared++;
  }
  expect(compared).toBeGreaterThan(2 * MODELS * COMPARED);
}, 1_800_000);
