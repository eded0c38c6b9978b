import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isLinearizable,
  linearizable,
  type RegisterHistory,
  type RegisterOperation,
  registerHistory,
} from "../../invariants/index.ts";
import { model, range, record } from "../../src/index.ts";
import { type Layout, layoutOf } from "../../src/state/layout.ts";
import { SlotMemory } from "../../src/state/memory.ts";
import { viewState } from "../../src/state/views.ts";
import { search } from "../support/search.ts";

type Operation = RegisterOperation<string>;
const writing = (value: string, ...after: number[]): Operation => ({ kind: "writing", value, after });
const wrote = (value: string, ...after: number[]): Operation => ({ kind: "wrote", value, after });
const swapped = (value: string, found: string, ...after: number[]): Operation => ({
  kind: "swapped",
  value,
  found,
  after,
});
const reading = (...after: number[]): Operation => ({ kind: "reading", after });
const read = (value: string, ...after: number[]): Operation => ({ kind: "read", value, after });

describe("a history is linearizable", () => {
  it.each<[string, Operation[][]]>([
    ["of nothing", [[], []]],
    ["a read before any write", [[read("initial", 0)]]],
    ["a read of what the client wrote", [[wrote("x", 0), read("x", 1)]]],
    ["a read of the old value during a write", [[writing("x", 0, 0)], [read("initial", 0, 0)]]],
    ["a read of the new value during a write", [[writing("x", 0, 0)], [read("x", 0, 0)]]],
    ["overlapping writes in either order", [[wrote("x", 0, 0)], [wrote("y", 0, 0), read("x", 0, 1)]]],
    ["a write that says what it replaced", [[wrote("x", 0, 0)], [swapped("y", "x", 0, 0), read("y", 0, 1)]]],
    ["what has not returned, or never does", [[reading(0, 0)], [wrote("x", 0, 0), read("x", 0, 1)]]],
    [
      "two writers who both read the later value",
      [
        [wrote("x", 0, 0), read("y", 1, 0)],
        [wrote("y", 0, 0), read("y", 0, 1)],
      ],
    ],
  ])("with %s", (_, history) => expect(isLinearizable(history, "initial")).toBe(true));
});

describe("a history is not linearizable", () => {
  it.each<[string, Operation[][]]>([
    ["a read of what nobody wrote", [[read("x", 0)]]],
    ["a stale read of one's own", [[wrote("x", 0), read("initial", 1)]]],
    // Sequentially consistent: were it not for time, the read could come first.
    ["a stale read of another's", [[wrote("x", 0, 0)], [read("initial", 1, 0)]]],
    ["a read of the future", [[writing("x", 0, 1)], [read("x", 0, 0)]]],
    [
      "two writes that both replaced the first value",
      [[swapped("x", "initial", 0, 0)], [swapped("y", "initial", 0, 0)]],
    ],
    ["a write that replaced what was gone", [[wrote("x", 0, 0)], [swapped("y", "initial", 1, 0)]]],
    ["a value that comes back", [[wrote("x", 0), wrote("y", 1), read("y", 2), read("x", 3)]]],
    [
      "reads that disagree on an order",
      [
        [wrote("x", 0, 0), read("y", 1, 0)],
        [wrote("y", 0, 0), read("x", 0, 1)],
      ],
    ],
    ["a new value, then an old one", [[writing("x", 0, 0, 0)], [read("x", 0, 0, 0)], [read("initial", 0, 1, 0)]]],
  ])("with %s", (_, history) => expect(isLinearizable(history, "initial")).toBe(false));

  it("and the predicate reads it from a state", () => {
    const claim = linearizable({ initial: "initial", history: (state: { log: Operation[][] }) => state.log });
    expect([claim({ log: [[read("initial", 0)]] }), claim({ log: [[read("x", 0)]] })]).toEqual([true, false]);
  });
});

/** An operation in time. Returned null: not yet. */
interface Timed {
  readonly client: number;
  readonly write: number | null;
  readonly invoked: number;
  returned: number | null;
  /** What the register held, or, of a liar, what a read returns or a swap says that it replaced. */
  found: number;
}

const CLIENTS = [0, 1, 2];
const VALUES = [0, 1, 2]; // 0 is the initial one
const OPERATIONS = 3;
const Clients = range(0, CLIENTS.length - 1);
const history = registerHistory({ clients: Clients, values: range(0, 2), operations: OPERATIONS });
const layout: Layout = layoutOf({ history: history.field });

interface Event {
  readonly client: number;
  readonly write: number | null;
  /** What a liar reads. */
  readonly lie: number;
}
const events = fc.array(
  fc.record({
    client: fc.constantFrom(...CLIENTS),
    write: fc.constantFrom(null, null, ...VALUES),
    lie: fc.constantFrom(...VALUES),
  }),
  { minLength: 4, maxLength: 18, size: "max" },
);
const MOST_OPERATIONS = 6;

/**
 * Clients act in the order of the events: begin an operation, have it take effect, have it return. An honest register's
 * operations take effect at once; of another, reads return anything. What happens is recorded, and noted with its times.
 */
function run(script: readonly Event[], honest: boolean) {
  const state = viewState<{ history: typeof history.field }>(layout, new SlotMemory(layout.slots));
  const operations: Timed[] = [];
  const current = new Map<number, { timed: Timed; done: boolean }>();
  let held = 0;
  for (const [time, { client, write, lie }] of script.entries()) {
    const under = current.get(client);
    if (under === undefined) {
      const own = operations.filter((each) => each.client === client).length;
      if (operations.length === MOST_OPERATIONS || own === OPERATIONS) continue;
      const timed: Timed = { client, write, invoked: time, returned: null, found: held };
      operations.push(timed);
      current.set(client, { timed, done: !honest });
      if (write === null) history.invokeRead(state.history, client);
      else history.invokeWrite(state.history, client, write);
    } else if (!under.done) {
      under.done = true;
      under.timed.found = held;
      if (under.timed.write !== null) held = under.timed.write;
    } else {
      current.delete(client);
      under.timed.returned = time;
      if (!honest) under.timed.found = lie;
      if (under.timed.write === null) {
        history.returnRead(state.history, client, under.timed.found);
      } else history.returnWrite(state.history, client);
    }
  }
  return { recorded: history.operations(state.history), operations };
}

/** The same, if all writes had said what they replaced. */
function swapping({ recorded, operations }: ReturnType<typeof run>): RegisterHistory<number> {
  return recorded.map((each, client) => {
    const own = operations.filter((operation) => operation.client === client);
    return each.map((operation, at): RegisterOperation<number> => {
      if (operation.kind !== "wrote") return operation;
      return { ...operation, kind: "swapped", found: (own[at] as Timed).found };
    });
  });
}

/** The definition, by trying everything: some of what has not returned is left out, the rest stands in some order. */
function hasOrder(operations: readonly Timed[], swaps = false): boolean {
  const open = operations.filter(({ returned }) => returned === null);
  for (let some = 0; some < 2 ** open.length; some++) {
    const kept = operations.filter((each) => each.returned !== null || (some >> open.indexOf(each)) & 1);
    if (permutations(kept).some((order) => explains(order, swaps))) return true;
  }
  return false;
}

function permutations(operations: readonly Timed[]): readonly (readonly Timed[])[] {
  if (operations.length === 0) return [[]];
  return operations.flatMap((first) =>
    permutations(operations.filter((other) => other !== first)).map((rest) => [first, ...rest]),
  );
}

function explains(order: readonly Timed[], swaps: boolean): boolean {
  let held = 0;
  for (const [at, operation] of order.entries()) {
    const late = order.slice(at + 1).some(({ returned }) => returned !== null && returned < operation.invoked);
    if (late) return false;
    const tells = operation.write === null || swaps;
    if (tells && operation.returned !== null && operation.found !== held) return false;
    if (operation.write !== null) held = operation.write;
  }
  return true;
}

/** The same with records for values, each an object of its own, as those of a large domain are. */
function inRecords(recorded: RegisterHistory<number>): RegisterHistory<object> {
  const boxed = (value: number) => ({ text: ["zero", 1, null][value], parts: [{ value }] });
  return recorded.map((each) =>
    each.map((operation): RegisterOperation<object> => {
      switch (operation.kind) {
        case "reading":
          return operation;
        case "swapped":
          return { ...operation, value: boxed(operation.value), found: boxed(operation.found) };
        default:
          return { ...operation, value: boxed(operation.value) };
      }
    }),
  );
}

describe("random histories", () => {
  it("of records are judged as those of numbers", () => {
    fc.assert(
      fc.property(events, (script) => {
        const { recorded, operations } = run(script, false);
        const swaps = swapping({ recorded, operations });
        const initial = { parts: [{ value: 0 }], text: "zero" };
        expect(isLinearizable(inRecords(recorded), initial)).toBe(isLinearizable(recorded, 0));
        expect(isLinearizable(inRecords(swaps), initial)).toBe(isLinearizable(swaps, 0));
      }),
      { numRuns: 1000, seed: 4 },
    );
  });

  it("are judged as by trying all orders of all operations", () => {
    const judged = { true: 0, false: 0 };
    fc.assert(
      fc.property(events, (script) => {
        const { recorded, operations } = run(script, false);
        const verdict = isLinearizable(recorded, 0);
        expect(verdict).toBe(hasOrder(operations));
        judged[`${verdict}`]++;
      }),
      { numRuns: 3000, seed: 1 },
    );
    // A comparison in which one answer hardly occurs would compare little.
    expect(Math.min(judged.true, judged.false)).toBeGreaterThan(800);
  });

  it("with writes that say what they replaced are, too", () => {
    const judged = { true: 0, false: 0 };
    fc.assert(
      fc.property(events, (script) => {
        const ran = run(script, false);
        const verdict = isLinearizable(swapping(ran), 0);
        expect(verdict).toBe(hasOrder(ran.operations, true));
        judged[`${verdict}`]++;
      }),
      { numRuns: 1000, seed: 3 },
    );
    expect(Math.min(judged.true, judged.false)).toBeGreaterThan(80);
  });

  it("of a register whose operations take effect at one moment are linearizable", () => {
    fc.assert(
      fc.property(events, (script) => {
        const ran = run(script, true);
        return isLinearizable(ran.recorded, 0) && isLinearizable(swapping(ran), 0);
      }),
      { numRuns: 3000, seed: 1 },
    );
  });

  it("are recorded with what had returned when each operation was invoked", () => {
    fc.assert(
      fc.property(events, (script) => {
        const { recorded, operations } = run(script, false);
        const expected = CLIENTS.map((client) =>
          operations
            .filter((each) => each.client === client)
            .map(({ invoked }) =>
              CLIENTS.map(
                (other) =>
                  operations.filter(
                    (each) => each.client === other && each.returned !== null && each.returned < invoked,
                  ).length,
              ),
            ),
        );
        expect(recorded.map((each) => each.map(({ after }) => after))).toEqual(expected);
      }),
      { numRuns: 1000, seed: 2 },
    );
  });
});

describe("a recorded history", () => {
  it("says what each client waits for", () => {
    const { history: log } = viewState<{ history: typeof history.field }>(layout, new SlotMemory(layout.slots));
    const waits = () => CLIENTS.map((client) => history.awaited(log, client));
    history.invokeWrite(log, 0, 1);
    history.invokeRead(log, 2);
    expect(waits()).toEqual(["writing", null, "reading"]);
    history.returnWrite(log, 0);
    history.returnRead(log, 2, 1);
    expect(waits()).toEqual([null, null, null]);
    expect(history.operations(log)).toEqual([
      [{ kind: "wrote", value: 1, after: [0, 0, 0] }],
      [],
      [{ kind: "read", value: 1, after: [0, 0, 0] }],
    ]);
  });
});

describe("a recorder refuses what cannot be", () => {
  type Log = Parameters<typeof history.invokeRead>[0];
  it.each<[string, (log: Log) => void, string]>([
    ["two operations at once", (log) => history.invokeRead(log, 0), "client 0 is writing, not between operations"],
    [
      "the return of a read that is a write",
      (log) => history.returnRead(log, 0, 1),
      "client 0 is writing, not reading",
    ],
    ["a return of nothing", (log) => history.returnWrite(log, 1), "client 1 is between operations, not writing"],
  ])("%s", (_, record, message) => {
    const state = viewState<{ history: typeof history.field }>(layout, new SlotMemory(layout.slots));
    history.invokeWrite(state.history, 0, 1);
    expect(() => record(state.history)).toThrow(message);
  });
});

describe("values", () => {
  const reads = (value: unknown) => [[{ kind: "read", value, after: [0] } as const]];
  class Box {
    readonly #held: number;
    constructor(held: number) {
      this.#held = held;
    }
    get held() {
      return this.#held;
    }
  }
  const box = new Box(1);
  it.each<[string, unknown, unknown, boolean]>([
    ["records with fields in another order", { x: 1, y: null }, { y: null, x: 1 }, true],
    ["tuples", [1, ["a"]], Object.freeze([1, ["a"]]), true],
    ["one instance of a class", box, box, true],
    ["two instances of a class", new Box(1), new Box(2), false],
    ["null and its name", null, "null", false],
    ["null and nothing", null, undefined, false],
    ["a number and its text", 1, "1", false],
    ["a tuple and its text", [1, 2], "1,2", false],
    ["tuples split elsewhere", [["a", "b"], "c"], ["a", ["b", "c"]], false],
    ["texts split elsewhere", ["a,b"], ["a", "b"], false],
    ["a record that has more", { x: 1 }, { x: 1, y: 1 }, false],
    ["a record and a tuple", { 0: 1 }, [1], false],
  ])("%s are the same or not", (_, one, other, same) => {
    expect([isLinearizable(reads(one), other), isLinearizable(reads(other), one)]).toEqual([same, same]);
  });

  it("are compared so by a model's claim, and small domains' like large ones'", () => {
    for (const size of [2, 2 ** 20]) {
      const Value = record({ x: range(0, size - 1) });
      const recorder = registerHistory({ clients: range(0, 0), values: Value, operations: 1 });
      const judged = ["x is 0", "x is 1"].map((_, x) =>
        search(
          model({
            state: { held: Value, history: recorder.field },
            rules: {
              ask: {
                when: (s) => recorder.awaited(s.history, 0) === null && s.history.get(0).length === 0,
                do: (s) => recorder.invokeRead(s.history, 0),
              },
              answer: {
                when: (s) => recorder.awaited(s.history, 0) === "reading",
                do: (s) => recorder.returnRead(s.history, 0, s.held),
              },
            },
            always: { linearizable: linearizable({ initial: { x }, history: (s) => recorder.operations(s.history) }) },
          }),
        ).violations.get("linearizable"),
      );
      expect(judged).toEqual([undefined, ["ask", "answer"]]);
    }
  });
});

describe("the judge", () => {
  it("takes no two positions for one, however many clients there are", () => {
    // The write of a at the end must come first, and the one of client 0 after b. In numbers of positions, as doubles, client
    // 0 gets lost beside the clients in between, and what was found with both of its a's is taken for what holds with one.
    const idle = 54;
    const clients = idle + 4;
    const behind = (...done: readonly (readonly [client: number, count: number])[]) =>
      Array.from({ length: clients }, (_, client) => done.find(([each]) => each === client)?.[1] ?? 0);
    const history = [
      [wrote("a", ...behind())],
      ...Array.from({ length: idle }, () => [reading(...behind())]),
      [wrote("a", ...behind())],
      [wrote("b", ...behind([idle + 1, 1]))],
      [read("b", ...behind()), read("a", ...behind([idle + 3, 1]))],
    ];
    expect(isLinearizable(history, "initial")).toBe(true);
  });

  it("does not try again what led nowhere: or this would take all 36! / 12!^3 orders", () => {
    // Three clients write 12 times each, and a fourth reads what nobody wrote.
    const times = Array.from({ length: 12 }, (_, at) => at);
    const writers = CLIENTS.map((client) =>
      times.map((at) => wrote("x", ...CLIENTS.map((other) => (other === client ? at : 0)))),
    );
    expect(isLinearizable([...writers, [read("y", 0, 0, 0, 0)]], "initial")).toBe(false);
  });
});
