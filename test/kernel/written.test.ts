/** Leaves that say what is written, done by the kernel: compared with what the program does, state by state. */
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { abdRegister, paxosRegisterProcesses } from "../../models/index.ts";
import { UNREDUCED } from "../../src/program/program.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { Dice } from "../random/dice.ts";
import { boundedModel } from "../support/bounded-model.ts";
import { membersModel } from "../support/members-model.ts";
import { act, office } from "../support/office.ts";
import { randomModel } from "../support/random-model.ts";
import { randomSystem } from "../support/random-system.ts";
import { compare, sums } from "./compared-states.ts";
import { MACHINES } from "./small-memory.ts";

const WRITTEN = { overwritingFrom: 0 };
const BY_PARTS = { ...WRITTEN, numberedValues: 1 };

afterEach(() => setThresholds({}));

describe.each(MACHINES)("what is written to a state in the kernel, on %s", (machine) => {
  it.each([
    ["numbered", WRITTEN],
    ["laid out by parts", BY_PARTS],
  ])("is what the program writes to lists of all kinds, of letters that are %s", (_, thresholds) => {
    setThresholds(thresholds);
    const sum = sums();
    fc.assert(
      fc.property(
        fc.array(fc.array(act, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        (rules, takes) => compare(machine, office(rules, takes), UNREDUCED, sum),
      ),
      { numRuns: 25, seed: 7 },
    );
    expect(sum.successors).toBeGreaterThan(1000);
  });

  it.each([
    ["members of collections", (seed: number) => membersModel(new Dice(seed))],
    ["random models", (seed: number) => randomModel(seed, { space: 2000, fault: null })],
    ["systems of processes", (seed: number) => randomSystem(seed, { expiring: false })],
    ["models with a constraint", (seed: number) => boundedModel(seed, null)],
  ])("is what the program writes: %s", (_, model) => {
    setThresholds(WRITTEN);
    const sum = sums();
    for (let seed = 0; seed < 40; seed++) compare(machine, model(seed), UNREDUCED, sum);
    expect(sum.successors).toBeGreaterThan(1000);
  });

  it("has no successors with what has expired", () => {
    setThresholds(WRITTEN);
    const sum = sums();
    for (let seed = 0; seed < 30; seed++)
      compare(
        machine,
        randomSystem(seed, { expiring: true, unstable: seed % 3 === 0 }),
        { "stale-messages": true },
        sum,
      );
    expect(sum.forgotten).toBeGreaterThan(100);
  });

  it("is left to the program only where a rule throws", () => {
    setThresholds(WRITTEN);
    const sum = sums();
    compare(machine, abdRegister({ servers: 3 }), UNREDUCED, sum);
    compare(machine, paxosRegisterProcesses({}), UNREDUCED, sum);
    for (let seed = 0; seed < 20; seed++) compare(machine, membersModel(new Dice(seed)), UNREDUCED, sum);
    expect(sum.successors).toBeGreaterThan(1000);
    expect(sum.unknown).toBe(sum.failed);
  });

  it.each([
    ["after a while, trees being given up where they are published", { listWindow: 8 }],
    ["after trees of a few cells", { listCells: 200 }],
  ])("is what the program writes to the networks of registers: %s", (_, thresholds) => {
    setThresholds(thresholds);
    const sum = sums();
    compare(machine, abdRegister({ servers: 3 }), UNREDUCED, sum);
    compare(machine, paxosRegisterProcesses({}), UNREDUCED, sum);
    expect(sum.successors).toBeGreaterThan(300);
  });
});
