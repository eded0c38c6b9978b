/** A check as part of a project's own tests, here with Node's test runner. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertHolds, check } from "synod/check";
import { lease } from "./lease.ts";

test("storage never goes back, with three clients", async () => {
  const { verdict } = await assertHolds(lease({ clients: 3, leases: 3 }));
  assert.deepEqual(verdict.warnings, []);
  // Of states that differ in who is who, one is visited.
  assert.equal(verdict.states.unreduced, 435);
});

test("without fencing it does, after seven steps", async () => {
  const { verdict, counterexamples } = await check(lease({ clients: 1 }, "no-fencing"));
  assert.equal(verdict.outcome, "violated");
  const rules = counterexamples[0]?.trace.steps.map((step) => step.rule);
  assert.deepEqual(rules, ["lend", "expire", "lend", "send", "send", "store", "store"]);
});
