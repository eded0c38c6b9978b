// What a rule's closures are handed for its bindings, of domains too large for their values to be kept.
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { BoundValues } from "../../src/compile/bound-values.ts";
import { members, model, range, set } from "../../src/index.ts";

const Ticket = range(0, 99_999);

/** Three tickets, handed out and taken back, each by the clerk who is in charge of it. */
function cloakroom() {
  const out = set(Ticket, { capacity: 3 });
  const tickets = [5, 70_000, 99_999] as const;
  return model({
    state: { out, hour: range(0, 3) },
    init: (s) => {
      for (const ticket of tickets) s.out.add(ticket);
    },
    rules: {
      take: {
        for: { ticket: members(out), clerk: range(0, 1) },
        when: (_, { ticket, clerk }) => (clerk === 0) === ticket < 80_000,
        do: (s, { ticket }) => void s.out.delete(ticket),
      },
      hand: {
        for: { nth: range(0, 2) },
        when: (s, { nth }) => !s.out.has(tickets[nth as 0 | 1 | 2]),
        do: (s, { nth }) => s.out.add(tickets[nth as 0 | 1 | 2]),
      },
      strike: {
        do: (s) => {
          s.hour = (s.hour + 1) % 4;
        },
      },
    },
    alwaysReachable: { "all are out at 0": (s) => s.out.size === 3 && s.hour === 0 },
  });
}

describe("bound values", () => {
  it("stay as they are when those of other combinations are made", () => {
    const values = new BoundValues(cloakroom().rules[0] as never);
    const all = [10, 140_000, 199_999].map((index) => values.of(index));
    expect(all.map((bound) => ({ ...bound }))).toEqual([
      { ticket: 5, clerk: 0 },
      { ticket: 70_000, clerk: 0 },
      { ticket: 99_999, clerk: 1 },
    ]);
  });

  it("are the same for the search and for those who judge it again", async () => {
    const { verdict } = await check(cloakroom());
    expect(verdict.error).toBeNull();
    expect(verdict).toMatchObject({ outcome: "holds", states: { distinct: 32 }, judged: { all: true, states: 32 } });
  });
});
