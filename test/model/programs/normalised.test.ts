// What ends every effect ends the steps of programs too, whoever runs them: a search, or who looks at a rule by itself.
import { expect, it } from "vitest";
import { check } from "../../../src/check/check.ts";
import { observeAccess } from "../../../src/check/observed-access.ts";
import { boolean, map, model, program, range, ranks, scalarset } from "../../../src/index.ts";
import { mutated } from "../../../src/mutants/mutation.ts";

const Customer = scalarset("c", 2);
const state = { ticket: map(Customer, range(0, 4)), inside: map(Customer, boolean) };
const customer = program(state, Customer, {
  steps: {
    away: {},
    draw: (s, my) => {
      s.ticket.set(my.self, Math.max(...s.ticket.values()) + 1);
    },
    wait: {
      await: (s, my) =>
        Customer.values.every(
          (each) => each === my.self || s.ticket.get(each) === 0 || s.ticket.get(my.self) < s.ticket.get(each),
        ),
      do: (s, my) => {
        s.inside.set(my.self, true);
      },
    },
    serve: (s, my) => {
      s.ticket.set(my.self, 0);
      s.inside.set(my.self, false);
      return "away";
    },
  },
});
const bakery = model({
  state,
  programs: { customer },
  normalise: (s) => ranks([s.ticket], { keep: [0] }),
  always: { "one at a time": (s) => s.inside.values().filter((each) => each).length <= 1 },
});

it("is so while what rules read and write is observed: of all states, none of which is beyond them", async () => {
  const { verdict } = await check(bakery, { symmetry: false });
  expect([verdict.outcome, verdict.states.distinct]).toEqual(["holds", 16]);
  const { states, complete } = await observeAccess(bakery, { mostStates: 1000 });
  expect([states, complete]).toEqual([16, true]);
});

it("is so of a step that is changed to leave a field as it is: tickets do not run out", async () => {
  const changed = mutated(bakery, { rule: "customer serve", change: "unwritten", field: "inside" });
  const { verdict } = await check(changed, { symmetry: false, keepGoing: true });
  expect(verdict.properties.map(({ name, outcome, steps }) => [name, outcome, steps])).toEqual([
    ["one at a time", "violated", 7],
    ["no deadlock", "holds", null],
  ]);
});

it("and a step that is changed still reaches no further than the places that it declares", async () => {
  const shared = { open: boolean, count: range(0, 1) };
  const process = program(shared, Customer, {
    steps: {
      // Where the door stays shut it would look at what it does not declare.
      open: {
        do: (s) => {
          s.open = true;
        },
        writes: ["open"],
      },
      look: {
        do: (s, my) => (my.self !== null && (s.open || s.count === 0) ? "done" : undefined),
        reads: ["open"],
      },
    },
  });
  const looking = model({ state: shared, programs: { process } });
  expect((await check(looking)).verdict.outcome).toBe("holds");
  const changed = mutated(looking, { rule: "process open", change: "unwritten", field: "open" });
  expect((await check(changed)).verdict.error?.id).toBe("undeclared-access");
  const unlooked = mutated(changed, { rule: "process look", change: "unwritten", field: "count" });
  expect((await check(unlooked)).verdict.error?.id).toBe("undeclared-access");
});
