/** What the types of programs infer and refuse: each mistake at the word that is wrong, without an annotation. */
import { describe, expect, it } from "vitest";
import {
  at,
  boolean,
  enumeration,
  forEvery,
  map,
  members,
  model,
  optional,
  program,
  range,
  scalarset,
  set,
} from "../../../src/index.ts";

const Node = scalarset("n", 3);
const Level = range(0, 3);
const state = { up: boolean, level: map(Node, Level), inbox: map(Node, set(Level)) };
const local = { old: optional(Level), unread: set(Node) };

/** Only to be compiled. */
const compiled = (_: () => unknown) => true;

describe("the types of a program", () => {
  it("infer what is bound, what is kept, and where one can be", () => {
    const worker = program(state, Node, {
      local,
      init: (my) => {
        my.old = 3;
        my.unread.add(my.self);
      },
      procedures: {
        add: {
          local: { x: Level },
          steps: {
            sum: { for: { i: members(local.unread) }, do: (s, my, { i }) => s.level.set(i, my.x) },
            back: (_, my) => {
              my.old = my.x;
              return "return";
            },
          },
        },
      },
      steps: {
        away: {},
        look: {
          for: { m: members(at(state.inbox, "self")) },
          await: (s, my, { m }) => s.up && m !== my.old,
          forgets: ["old"],
        },
        other: {
          at: "away",
          for: { n: Node },
          reads: ["up"],
          writes: ({ self, n }) => [
            ["level", self],
            ["level", n],
          ],
        },
        call: () => ({ call: "add", with: { x: 1 }, then: "away" }),
        off: false,
      },
    });
    const made = model({
      state,
      programs: { worker },
      always: {
        kept: (s) =>
          s.worker.at.get("n1") !== "add.sum" || s.worker.old.get("n2") === null || s.worker.add.x.get("n3") > 0,
      },
      leadsTo: {
        home: forEvery(Node, (n) => [(s) => s.worker.at.get(n) === "look", (s) => s.worker.at.get(n) === "done"]),
      },
      rules: {
        crash: {
          for: { n: Node },
          writes: ({ n }) => [["worker.at", n]],
          do: (s, { n }) => s.worker.at.set(n, "away"),
        },
      },
      fairness: { fair: worker.strong({ except: ["away", "add.sum"] }) },
    });
    expect(made.rules.map(({ name }) => name)).toEqual([
      "worker away",
      "worker look",
      "worker other",
      "worker call",
      "worker add.sum",
      "worker add.back",
      "crash",
    ]);
    expect([...made.fairness.keys()]).toEqual(["fair", "worker goes on", "none"]);
  });

  it("are inferred where every step is made of functions with parameters", () => {
    const Side = range(0, 1);
    const shared = { fork: map(Side, Side) };
    const alone = program(shared, Side, {
      steps: { left: { writes: ({ self }) => [["fork", self]], do: (s, my) => s.fork.set(my.self, 1) } },
    });
    const several = program(shared, Side, {
      local: { k: Side },
      procedures: {
        take: {
          local: { v: Side },
          steps: {
            one: {
              writes: ({ self }) => [["fork", self]],
              do: (s, my) => s.fork.set(my.self, my.v),
            },
          },
        },
        drop: { steps: { all: { reads: ({ self }) => [["fork", self]] } } },
      },
      steps: {
        left: { await: (s, my) => s.fork.get(my.self) === 0, do: () => ({ call: "take", with: { v: 1 } }) },
        other: { at: "left", reads: ({ self }) => [["fork", self]], do: () => ({ call: "drop" }) },
        right: {
          writes: ({ self }) => [["fork", self]],
          do: (_, my) => {
            my.k = 1;
            return "left";
          },
        },
      },
    });
    const made = model({
      state: shared,
      programs: { alone, several },
      always: { x: (s) => s.alone.at.get(0) !== "left" || s.several.take.v.get(0) === 0 || s.several.k.get(1) === 1 },
      fairness: { fair: [alone.weak({ except: ["left"] }), several.weak({ except: ["right"] })] },
    });
    expect(made.rules.map(({ name }) => name)).toEqual([
      "alone left",
      "several left",
      "several other",
      "several right",
      "several take.one",
      "several drop.all",
    ]);
    expect(
      compiled(() => {
        // @ts-expect-error no label
        alone.weak({ except: ["lfet"] });
        // @ts-expect-error an alternative
        several.weak({ except: ["other"] });
        program(shared, Side, {
          steps: {
            one: {
              writes: ({ self }) => [["fork", self]],
              // @ts-expect-error no label
              do: (s, my) => (s.fork.get(my.self) === 1 ? "two" : "one"),
            },
          },
        });
        return program(shared, Side, {
          procedures: { f: { steps: { in: { reads: ({ self }) => [["fork", self]] } } } },
          steps: {
            one: {
              writes: ({ self }) => [["fork", self]],
              // @ts-expect-error no procedure
              do: () => ({ call: "g" }),
            },
          },
        });
      }),
    ).toBe(true);
  });

  it("refuse each mistake at its word", () => {
    const Process = enumeration("p", "q");
    expect(
      compiled(() =>
        program(state, Node, {
          local: { old: optional(Node) },
          procedures: {
            pop: {
              local: { x: Level },
              steps: {
                // @ts-expect-error no label of the procedure
                one: () => "away",
                // @ts-expect-error a procedure calls none
                two: () => ({ call: "pop" }),
              },
            },
          },
          steps: {
            first: (_, my) => {
              // @ts-expect-error no local variable
              my.odl = null;
              return "second";
            },
            // @ts-expect-error no label
            second: (s) => (s.up ? "frist" : "second"),
            third: {
              // @ts-expect-error no label
              at: "secnd",
            },
            fourth: {
              // @ts-expect-error no local variable
              forgets: ["odl"],
            },
            fifth: {
              // @ts-expect-error an await changes nothing
              await: (s) => s.level.set("n1", 2) === undefined,
            },
            sixth: {
              // @ts-expect-error no key of a step
              awiat: () => true,
            },
            choice: { at: "first" },
            // @ts-expect-error an alternative is no label
            seventh: () => "choice",
            // @ts-expect-error what a set answers is no label
            eighth: (s) => s.up,
            ninth: {
              // @ts-expect-error no place of the state
              reads: ["upp"],
            },
            // @ts-expect-error no procedure
            tenth: () => ({ call: "pip" }),
            // @ts-expect-error no label to go on at
            eleventh: () => ({ call: "pop", then: "none" }),
            // @ts-expect-error no value of the variable
            twelfth: () => ({ call: "pop", with: { x: true } }),
            thirteenth: {
              // @ts-expect-error no binding of that name
              for: { m: members(at(state.inbox, "node")) },
            },
          },
        }),
      ),
    ).toBe(true);
    expect(
      compiled(() => {
        program(state, Node, {
          procedures: {
            push: {
              local: { x: Level },
              steps: {
                one: (_, my) => {
                  // @ts-expect-error no variable of the procedure
                  my.y = 3;
                },
              },
            },
          },
          steps: { call: () => ({ call: "push" }) },
        });
        const shared = { turn: Process };
        const process = program(shared, Process, { steps: { away: {}, inside: {} } });
        // @ts-expect-error no label
        process.weak({ except: ["awya"] });
        model({
          state: shared,
          programs: { process },
          rules: {
            crash: {
              // @ts-expect-error no label
              do: (s) => s.process.at.set("p", "awya"),
            },
          },
        });
        return model({
          state: shared,
          programs: { process },
          // @ts-expect-error no label, so never equal
          always: { x: (s) => s.process.at.get("p") === "insied" },
          // @ts-expect-error no variable
          reachable: { y: (s) => s.process.old.get("p") },
        });
      }),
    ).toBe(true);
  });
});
