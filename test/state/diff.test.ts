import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { optional } from "../../src/domain/composites.ts";
import { range, scalarset } from "../../src/domain/scalars.ts";
import { packSlots, unpackState } from "../../src/state/codec.ts";
import { diffStates } from "../../src/state/diff.ts";
import { bag, map, type Schema, sequence, set } from "../../src/state/field.ts";
import { layoutOf } from "../../src/state/layout.ts";
import { SlotMemory } from "../../src/state/memory.ts";
import { type Plain, type PlainState, plainText } from "../../src/state/plain.ts";
import { viewState } from "../../src/state/views.ts";
import { applyToView, type Command, commands, placesOf, schemas } from "./arbitrary-state.ts";

/** The state after the commands; those that throw do nothing. */
function stateAfter(schema: Schema, all: readonly Command[]): PlainState {
  const layout = layoutOf(schema);
  const memory = new SlotMemory(layout.slots);
  const state = viewState(layout, memory);
  const places = placesOf(schema);
  for (const command of all)
    applyToView(places[command.place % places.length] as (typeof places)[number], command, state);
  const words = new Int32Array(layout.words);
  packSlots(layout, memory.codes, words, 0);
  return unpackState(layout, words, 0);
}

/** The parts of a state that are no maps, by path. */
function leavesOf(state: PlainState): Map<string, Exclude<Plain, { kind: "map" }>> {
  const leaves = new Map<string, Exclude<Plain, { kind: "map" }>>();
  const visit = (path: string, plain: Plain): void => {
    if (plain.kind !== "map") leaves.set(path, plain);
    else for (const [key, item] of plain.entries) visit(`${path}[${key}]`, item);
  };
  for (const [name, plain] of state) visit(name, plain);
  return leaves;
}

/** The leaves' texts after the changes were made to `before`, one by one; members sorted, since sets have no order. */
function applied(before: PlainState, changes: ReturnType<typeof diffStates>): Map<string, string> {
  const leaves = leavesOf(before);
  const texts = new Map([...leaves].map(([path, plain]) => [path, sorted(plain)]));
  for (const change of changes) {
    const old = leaves.get(change.path) as Plain;
    if (change.kind === "set") {
      expect(plainText(old)).toBe(change.before);
      texts.set(change.path, change.after);
    } else {
      expect(old).toHaveProperty("members");
      const members = [...(old as { members: readonly string[] }).members];
      for (const member of change.removed) {
        expect(members).toContain(member);
        members.splice(members.indexOf(member), 1);
      }
      texts.set(change.path, sorted({ ...(old as { kind: "set" }), members: [...members, ...change.added] }));
    }
  }
  return texts;
}

function sorted(plain: Plain): string {
  return plainText(
    plain.kind === "set" || plain.kind === "bag" ? { ...plain, members: plain.members.toSorted() } : plain,
  );
}

const pairs = schemas.chain((schema) =>
  fc.tuple(commands, commands).map(([some, more]) => {
    const before = stateAfter(schema, some);
    // Half of the time the later state follows from the earlier one, as in a trace.
    return [before, stateAfter(schema, some.length % 2 === 0 ? more : [...some, ...more.slice(0, 3)])] as const;
  }),
);

describe("the difference of two states", () => {
  test("made to the first gives the second", () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const expected = new Map([...leavesOf(after)].map(([path, plain]) => [path, sorted(plain)]));
        expect(applied(before, diffStates(before, after))).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  test("is empty for equal states only, names each place once and in the schema's order", () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const changes = diffStates(before, after);
        // Members apart: a set whose only member prints as nothing is not an empty one.
        const [old, now] = [before, after].map((state) =>
          [...leavesOf(state).values()].map((plain) =>
            plain.kind === "set" || plain.kind === "bag" ? plain.members : plainText(plain),
          ),
        );
        expect(changes.length === 0).toBe(isDeepStrictEqual(old, now));
        expect(diffStates(before, before)).toEqual([]);
        const order = [...leavesOf(before).keys()];
        const paths = changes.map(({ path }) => order.indexOf(path));
        expect(paths).toEqual([...new Set(paths)].sort((a, b) => a - b));
      }),
      { numRuns: 150 },
    );
  });

  test("turns round when the states do", () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const there = diffStates(before, after);
        const back = diffStates(after, before).map((change) => ({
          ...change,
          ...(change.kind === "set" && { before: change.after, after: change.before }),
          ...(change.added !== undefined && { added: change.removed, removed: change.added }),
        }));
        expect(back).toEqual(there);
      }),
      { numRuns: 100 },
    );
  });

  test("tells items of maps apart, sets and bags by members, and sequences whole", () => {
    const node = scalarset("node", 2);
    const schema = {
      leader: optional(node),
      terms: map(node, range(0, 3)),
      sent: set(range(0, 3)),
      held: map(node, bag(range(0, 3), { capacity: 3 })),
      log: sequence(range(0, 3), { capacity: 3 }),
    };
    const layout = layoutOf(schema);
    const memory = new SlotMemory(layout.slots);
    const state = viewState<typeof schema>(layout, memory);
    const taken = () => {
      const words = new Int32Array(layout.words);
      packSlots(layout, memory.codes, words, 0);
      return unpackState(layout, words, 0);
    };
    state.sent.add(3);
    state.held.get("node1").add(2);
    state.held.get("node1").add(2);
    state.log.push(1);
    const before = taken();
    state.leader = "node2";
    state.terms.set("node2", 3);
    state.sent.delete(3);
    state.sent.add(0);
    state.held.get("node1").delete(2);
    state.log.push(0);
    expect(diffStates(before, taken())).toEqual([
      { kind: "set", path: "leader", before: "none", after: "node2" },
      { kind: "set", path: "terms[node2]", before: "0", after: "3" },
      { kind: "members", path: "sent", added: ["0"], removed: ["3"] },
      { kind: "members", path: "held[node1]", added: [], removed: ["2"] },
      { kind: "set", path: "log", before: "<1>", after: "<1, 0>" },
    ]);
  });
});
