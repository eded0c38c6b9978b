/** Leaves that say what is written: slots that are overwritten, members of lists that come and go. */
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { bag, members, model, range } from "../../src/index.ts";
import { DEFAULT_THRESHOLDS, setThresholds } from "../../src/thresholds.ts";
import { compiledMoves, interpretedMoves, reachableTwins } from "../program/random-walks.ts";
import { act, office } from "../support/office.ts";

afterEach(() => setThresholds({}));

describe.each([
  ["numbered", {}],
  ["laid out by parts", { numberedValues: 1 }],
])("a rule whose leaves say what is written, of letters that are %s", (_, forms) => {
  test.each([
    ["from the start", { overwritingFrom: 0 }],
    ["after a while", { listWindow: 4 }],
    ["after its trees are full", { listCells: 40 }],
  ])("makes of every state what the interpreter makes of it: %s", (__, ways) => {
    let moves = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(act, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        (rules, takes) => {
          setThresholds({ ...DEFAULT_THRESHOLDS, ...forms, ...ways });
          const made = office(rules, takes);
          const program = compile(made);
          const twins = reachableTwins(made, program, 25);
          for (const { packed, interpreted } of [...twins, ...twins]) {
            const expected = interpretedMoves(made, interpreted);
            const found = compiledMoves(program, packed);
            expect(found).toEqual(expected);
            moves += found.enabled;
            program.load(packed, 0);
            program.audit();
          }
        },
      ),
      { numRuns: 20 },
    );
    expect(moves).toBeGreaterThan(300);
  });
});

/** How many states a network of four numbers has, whose only rule passes one on, and how often its effect is run for them. */
function passOn(overwritingFrom: number): { readonly runs: number; readonly states: number } {
  setThresholds({ ...DEFAULT_THRESHOLDS, overwritingFrom, doubledRuns: 0, doubledEvery: 2 ** 20, listWindow: 2 ** 20 });
  let runs = 0;
  const net = bag(range(0, 19), { capacity: 4 });
  const program = compile(
    model({
      state: { net, last: range(0, 19) },
      init: (s) => {
        for (const n of [1, 2, 3, 5] as const) s.net.add(n);
      },
      rules: {
        pass: {
          for: { m: members(net) },
          do: (s, { m }) => {
            runs++;
            s.net.delete(m);
            s.net.add(((3 * m) % 20) as typeof m);
            s.last = m;
          },
        },
      },
    }),
  );
  const pending = [...program.initialStates()];
  const known = new Set(pending.map(String));
  for (let at = 0; at < pending.length; at++) {
    program.load(pending[at] as Int32Array, 0);
    program.expand({
      visit: () => {
        const state = program.work.slice(0, program.words);
        if (known.has(String(state))) return;
        known.add(String(state));
        pending.push(state);
      },
      fail: (_, error) => {
        throw error;
      },
    });
  }
  return { runs, states: known.size };
}

test("an effect that passes a message on is run once for each message, not for each content of the network", () => {
  // Ten numbers come up, and each is learned for every place of the list where it stands, and whom it stands behind.
  const slotBySlot = passOn(1);
  const asEdits = passOn(0);
  expect(asEdits.states).toBe(slotBySlot.states);
  expect(slotBySlot.runs).toBeGreaterThan(1000);
  expect(asEdits.runs).toBe(73);
});
