import { describe, expect, it } from "vitest";
import { observeAccess } from "../../src/check/observed-access.ts";
import { map, members, model, range, scalarset, set } from "../../src/index.ts";

const Node = scalarset("n", 2);
const letters = set(Node);

const rare = model({
  state: { count: range(0, 3), seen: map(Node, range(0, 1)), letters },
  rules: {
    // Writes `seen` in the last state only.
    count: {
      when: (s) => s.count < 3,
      do: (s) => {
        s.count += 1;
        if (s.count === 3) s.seen.set("n1", 1);
      },
    },
    post: { for: { to: Node }, do: (s, { to }) => s.letters.add(to) },
    read: {
      for: { letter: members(letters) },
      when: (s) => s.count > 0,
      do: (s, { letter }) => {
        s.letters.delete(letter);
      },
    },
    never: {
      when: (s) => s.count > 3,
      do: (s) => {
        s.count = 0;
      },
    },
  },
});

describe("what rules are seen to read and write", () => {
  it("are all that guards and effects read and write in any reachable state", async () => {
    const { rules, states, depth, complete } = await observeAccess(rare, { mostStates: 1000 });
    expect({ states, depth, complete }).toEqual({ states: 16, depth: 5, complete: true });
    // Of a model without roles, all that is written is its writer's.
    const own = rules.map(({ ownWrites: _, ...rule }) => rule);
    expect(rules.map(({ ownWrites }) => ownWrites)).toEqual(rules.map(({ writes }) => writes));
    expect(own).toEqual([
      { rule: "count", guardReads: ["count"], effectReads: ["count"], writes: ["count", "seen"] },
      { rule: "post", guardReads: [], effectReads: [], writes: ["letters"] },
      { rule: "read", guardReads: ["count"], effectReads: [], writes: ["letters"] },
      { rule: "never", guardReads: ["count"], effectReads: [], writes: [] },
    ]);
  });
});
