/** Row T1 of docs/the-text.md: transaction commit, and that two-phase commit refines it. */
import { describe, expect, it } from "vitest";
import { transactionCommit, twoPhaseCommit } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { search } from "../support/search.ts";

describe("transaction commit", () => {
  it.each([1, 2, 3, 4])("of %i ends committed or aborted, in every case", async (participants) => {
    const { verdict } = await check(transactionCommit({ participants }));
    expect(verdict).toMatchObject({ outcome: "holds", terminalStates: 2 });
  });

  it.each([1, 2, 3])("of %i has 3^n states with nobody committed, and 2^n - 1 with somebody", (participants) => {
    // Working, prepared or aborted, as each likes; or prepared or committed, not all still prepared.
    const { distinct } = search(transactionCommit({ participants }));
    expect(distinct).toBe(3 ** participants + 2 ** participants - 1);
  });

  it.each([1, 2, 3, 4, 5])("is what two-phase commit of %i implements", (participants) => {
    const found = search(twoPhaseCommit({ participants }));
    expect(found.complete).toBe(true);
    expect([...found.violations]).toEqual([]);
  });

  it.each(["participant", "participant-no-timeout", "coordinator", "coordinator-recovers", "anybody"] as const)(
    "is what two-phase commit implements, whoever crashes: %s",
    (crash) => {
      const found = search(twoPhaseCommit({ participants: 2, crash }));
      expect([...found.violations]).toEqual([]);
    },
  );
});
