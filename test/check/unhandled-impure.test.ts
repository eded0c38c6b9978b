import { expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { range, scalarset, system } from "../../src/index.ts";

/** One who tells what nobody hears, if `wants()`, which may change its mind. */
function telling(wants: () => boolean) {
  const world = system({
    roles: {
      teller: { processes: scalarset("teller", 1), stable: { told: range(0, 1) } },
      deaf: { processes: range(0, 0) },
    },
    messages: { news: { from: "teller", to: "deaf" } },
    network: "set",
  });
  const teller = world.role("teller", {
    rules: {
      tell: {
        when: (row) => wants() && row.told === 0,
        do: (row, { send }) => {
          row.told = 1;
          send.news({ to: 0 });
        },
      },
    },
  });
  return world.model({
    roles: [teller, world.role("deaf", {})],
    always: { "told once": ({ teller }) => [...teller.told.values()].every((times) => times <= 1) },
  });
}

it("says in the verdict that a rule is impure when only the search for unhandled messages meets it", async () => {
  let asked = 0;
  const steady = telling(() => ++asked > 0);
  const { verdict: whole } = await check(steady, { judgeAgain: false });
  expect(whole).toMatchObject({ outcome: "holds", warnings: [{ kind: "unhandled-message" }] });
  // The last ones to ask are those who look for who handles messages.
  const most = asked - 2;
  asked = 0;
  const moody = telling(() => ++asked < most || asked % 2 === 0);
  const { verdict } = await check(moody, { judgeAgain: false });
  expect(verdict).toMatchObject({ outcome: "error", error: { id: "impure-model" } });
});
