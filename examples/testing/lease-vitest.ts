/** The model of leases as part of a project's own tests, here with vitest's runner. */
import { expect, test } from "vitest";
import "synod/vitest";
import { lease } from "../lease.ts";

test("storage never goes back, with three clients", async () => {
  await expect(lease({ clients: 3, leases: 3 })).toHold();
});

test("without fencing it does, after seven steps", async () => {
  await expect(lease({ clients: 1 }, "no-fencing")).toViolate("storage never goes back", {
    trace: ["lend", "expire", "lend", "send", "send", "store", "store"],
  });
});

test("the last lease may be used after all", async () => {
  await expect(lease()).toReach("last lease used", { steps: 5 });
});
