import { defineSuite } from "synod/suite";
import { payments } from "../payments.ts";

export default defineSuite({
  defaults: { strict: true, budget: { time: "5m" } },
  checks: [
    // Five checks: two choices of parameters, and each mutant of the model.
    { model: "../lease.ts", parameters: { clients: [1, 2], leases: 2 }, mutants: "all" },
    { model: "../bank-transfer.ts", expect: { violated: "no coin is made or lost", steps: 4 } },
    // What is imported has typed parameters.
    { model: payments, parameters: { clients: 2, remembers: true }, tags: ["large"] },
  ],
});
