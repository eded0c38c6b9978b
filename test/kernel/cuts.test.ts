/** Expanding states in the kernel where the model has a constraint, or messages that expire, compared with the program's. */
import { describe, expect, it } from "vitest";
import { range, scalarset, system } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { type ReductionPlan, UNREDUCED } from "../../src/program/program.ts";
import { boundedModel } from "../support/bounded-model.ts";
import { randomSystem } from "../support/random-system.ts";
import { compare, sums } from "./compared-states.ts";
import { MACHINES } from "./small-memory.ts";

const FORGETFUL: ReductionPlan = { "stale-messages": true };

/** Nodes that greet all and poke themselves, and soon have no ear for either. */
function manyNodes(count: number): Model {
  const world = system({
    roles: { node: { processes: scalarset("n", count), stable: { phase: range(0, 2) } } },
    messages: { hello: { from: "node", to: "node", broadcast: true }, poke: { from: "node", to: "node" } },
    network: "set",
  });
  const node = world.role("node", {
    rules: {
      grow: {
        when: (row) => row.phase < 2,
        do: (row, { self, send }) => {
          row.phase += 1;
          send.hello({});
          send.poke({ to: self });
        },
      },
    },
    expires: { hello: (row) => row.phase >= 1, poke: (row) => row.phase === 2 },
    receive: {
      hello: {
        when: (row) => row.phase === 0,
        do: (row) => {
          row.phase = 2;
        },
      },
      poke: { do: () => {} },
    },
  });
  return world.model({ roles: [node] });
}

describe.each(MACHINES)("a state expanded in the kernel, on %s", (machine) => {
  it("is cut by the bounds of a constraint, each counted, as the program cuts it", () => {
    const sum = sums();
    for (let seed = 0; seed < 60; seed++)
      compare(machine, boundedModel(seed, seed % 5 === 0 ? "property throws" : null), UNREDUCED, sum);
    expect(sum.successors).toBeGreaterThan(5000);
    expect(Math.min(sum.statesBeyond, sum.stepsBeyond, sum.terminal, sum.whole, sum.thrown)).toBeGreaterThan(0);
  });

  it("has successors without what has expired, as the program has them", () => {
    const sum = sums();
    for (let seed = 0; seed < 40; seed++) compare(machine, randomSystem(seed, { expiring: true }), FORGETFUL, sum);
    expect(sum.successors).toBeGreaterThan(1000);
    expect(sum.forgotten).toBeGreaterThan(300);
    // Nothing is asked twice.
    expect(sum.unknown).toBe(0);
  });

  it("has such successors of more processes than a mask has bits", () => {
    const sum = sums();
    compare(machine, manyNodes(18), FORGETFUL, sum);
    expect(sum.forgotten).toBeGreaterThan(300);
    expect(sum.unknown).toBe(0);
  });

  it("is left to the program where what had expired comes back", () => {
    const sum = sums();
    for (let seed = 0; seed < 40; seed++)
      compare(machine, randomSystem(seed, { expiring: true, unstable: true }), FORGETFUL, sum);
    expect(Math.min(sum.forgotten, sum.thrown)).toBeGreaterThan(50);
  });
});
