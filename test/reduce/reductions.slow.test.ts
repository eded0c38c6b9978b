/**
 * That a search with reductions finds what one without them finds, on systems of processes made at random. By hand the
 * same was run on three times as many seeds, 3,500 in all.
 */
import { describe, expect, it } from "vitest";
import { isSynodError } from "../../src/errors/errors.ts";
import { explore } from "../../src/explore/explorer.ts";
import { stepsOf } from "../../src/explore/finding.ts";
import type { Walk } from "../../src/explore/walk.ts";
import type { Model } from "../../src/model/model.ts";
import type { PropertyKind } from "../../src/model/property-kinds.ts";
import { type ReductionPlan, UNREDUCED } from "../../src/program/program.ts";
import { partialOrderPlan } from "../../src/reduce/partial-order/visible-parts.ts";
import { reducedProgram } from "../../src/reduce/reduce.ts";
import { closedScalarsets } from "../../src/reduce/symmetry/initial-states.ts";
import type { SymmetryPlan } from "../../src/reduce/symmetry/symmetric-program.ts";
import { randomDeclaredModel } from "../support/random-declared-model.ts";
import { randomSystem } from "../support/random-system.ts";

const KINDS: readonly PropertyKind[] = ["always", "reachable", "deadlock", "step"];

function propertiesOf(model: Model): number[] {
  return model.properties.flatMap(({ kind }, at) => (KINDS.includes(kind) ? [at] : []));
}

/** To the end of the space, or to the first error; null: more states than a test should look at. */
async function walkOf(model: Model, plan: ReductionPlan): Promise<Walk | null> {
  const walk = await explore(reducedProgram(model, plan), {
    help: null,
    store: "compact",
    memoryBytes: 8_000_000,
    properties: propertiesOf(model),
    keepGoing: true,
  });
  return walk.ending === "memory" ? null : walk;
}

/** What was found, by name; `lengths`: with how many steps. */
function found(model: Model, { findings }: Walk, lengths: boolean): string[] {
  return findings.map((finding) => {
    const { property, error } = finding;
    const name = error === null ? model.properties[property as number]?.name : error.id;
    return lengths ? `${name} after ${stepsOf(finding)}` : `${name}`;
  });
}

const hasError = ({ findings }: Walk): boolean => findings.some(({ error }) => error !== null);

function symmetryOf(model: Model, properties: readonly number[]): SymmetryPlan | null {
  const scalarsets = closedScalarsets(reducedProgram(model, UNREDUCED));
  return scalarsets.length === 0 ? null : { scalarsets, properties };
}

/** How often a reduction had states to leave out, and how often there was something to find. */
interface Tally {
  smaller: number;
  withFindings: number;
  /** Of partial order: how often it could not be used. */
  refused: number;
}

async function each(
  seeds: number,
  make: (seed: number) => Model,
  compare: (model: Model, tally: Tally) => Promise<void>,
): Promise<Tally> {
  const tally = { smaller: 0, withFindings: 0, refused: 0 };
  for (let seed = 0; seed < seeds; seed++) {
    try {
      await compare(make(seed), tally);
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
  return tally;
}

const expiringSystem = (seed: number) => randomSystem(seed, { expiring: true });
const lastingSystem = (seed: number) => randomSystem(seed, { expiring: false });

function count(tally: Tally, whole: Walk, part: Walk): void {
  if (part.distinct < whole.distinct) tally.smaller++;
  if (whole.findings.length > 0) tally.withFindings++;
}

describe("forgetting stale messages", () => {
  it("keeps every verdict and every shortest length, those of steps included", async () => {
    const tally = await each(500, expiringSystem, async (model, counts) => {
      const whole = await walkOf(model, UNREDUCED);
      const part = await walkOf(model, { ...UNREDUCED, "stale-messages": true });
      if (whole === null || part === null) return;
      expect(found(model, part, true)).toEqual(found(model, whole, true));
      expect(part.distinct).toBeLessThanOrEqual(whole.distinct);
      expect(part.terminal > 0).toBe(whole.terminal > 0);
      count(counts, whole, part);
    });
    expect(tally.smaller).toBeGreaterThan(30);
    expect(tally.withFindings).toBeGreaterThan(150);
  });

  it("either keeps them or finds that what had expired has come back, where phases go up and down", async () => {
    let unstable = 0;
    for (let seed = 0; seed < 200; seed++) {
      const model = randomSystem(seed, { expiring: true, unstable: true });
      const whole = await walkOf(model, UNREDUCED);
      if (whole === null) continue;
      try {
        const part = (await walkOf(model, { ...UNREDUCED, "stale-messages": true })) as Walk;
        expect(found(model, part, true), `seed ${seed}`).toEqual(found(model, whole, true));
      } catch (error) {
        if (!isSynodError(error, "unstable-expiry")) throw error;
        unstable++;
      }
    }
    expect(unstable).toBeGreaterThan(50);
  });

  it("keeps them together with symmetry", async () => {
    const tally = await each(200, expiringSystem, async (model, counts) => {
      const symmetry = symmetryOf(model, propertiesOf(model));
      if (symmetry === null) return;
      const whole = await walkOf(model, UNREDUCED);
      const part = await walkOf(model, { ...UNREDUCED, symmetry, "stale-messages": true });
      if (whole === null || part === null) return;
      expect(found(model, part, true)).toEqual(found(model, whole, true));
      count(counts, whole, part);
    });
    expect(tally.smaller).toBeGreaterThan(30);
  });
});

/** As `walkOf`; null also where a property claims something of steps that change nothing that it looks at. */
async function orderedWalkOf(model: Model, plan: ReductionPlan, tally: Tally): Promise<Walk | null> {
  try {
    const partialOrder = partialOrderPlan(model, propertiesOf(model));
    return await walkOf(model, { ...plan, "partial-order": partialOrder });
  } catch (error) {
    if (!isSynodError(error, "reduction-refused")) throw error;
    tally.refused++;
    return null;
  }
}

describe("partial order", () => {
  it("keeps what can be reached, by what steps, every deadlock, and whether anything throws", async () => {
    const tally = await each(200, lastingSystem, async (model, counts) => {
      const whole = await walkOf(model, UNREDUCED);
      const part = whole && (await orderedWalkOf(model, UNREDUCED, counts));
      if (whole === null || part === null) return;
      expect(hasError(part)).toBe(hasError(whole));
      if (hasError(whole)) return;
      expect(found(model, part, false)).toEqual(found(model, whole, false));
      expect(part.terminal).toBe(whole.terminal);
      expect(part.distinct).toBeLessThanOrEqual(whole.distinct);
      count(counts, whole, part);
    });
    expect(tally.smaller).toBeGreaterThan(8);
    expect(tally.withFindings).toBeGreaterThan(60);
  });

  it("keeps it together with symmetry and with stale messages forgotten", async () => {
    const tally = await each(250, expiringSystem, async (model, counts) => {
      const whole = await walkOf(model, UNREDUCED);
      const symmetry = symmetryOf(model, propertiesOf(model));
      const part = whole && (await orderedWalkOf(model, { ...UNREDUCED, symmetry, "stale-messages": true }, counts));
      if (whole === null || part === null) return;
      expect(found(model, part, false)).toEqual(found(model, whole, false));
      expect(part.terminal > 0).toBe(whole.terminal > 0);
      count(counts, whole, part);
    });
    expect(tally.smaller).toBeGreaterThan(50);
  });
});

describe("partial order by declared reads and writes", () => {
  it.each([false, true])("keeps the same, and together with symmetry: %s", async (alike) => {
    const tally = await each(
      400,
      (seed) => randomDeclaredModel(seed, { alike }),
      async (model, counts) => {
        const whole = await walkOf(model, UNREDUCED);
        if (whole === null) return;
        const symmetry = alike ? symmetryOf(model, propertiesOf(model)) : null;
        const unordered = (await walkOf(model, { ...UNREDUCED, ...(symmetry && { symmetry }) })) as Walk;
        const part = await orderedWalkOf(model, { ...UNREDUCED, ...(symmetry && { symmetry }) }, counts);
        if (part === null) return;
        expect(hasError(part)).toBe(hasError(whole));
        if (hasError(whole)) return;
        expect(found(model, part, false)).toEqual(found(model, whole, false));
        expect(part.terminal).toBe(unordered.terminal);
        expect(part.distinct).toBeLessThanOrEqual(unordered.distinct);
        count(counts, unordered, part);
      },
    );
    expect(tally.smaller).toBeGreaterThan(30);
    expect(tally.withFindings).toBeGreaterThan(150);
  });
});
