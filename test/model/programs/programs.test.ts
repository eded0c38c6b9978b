/** What programs mean: labels, choice, procedures, local variables, and what is refused. */
import { describe, expect, it } from "vitest";
import { type PlainError, reviveError, SynodError } from "../../../src/errors/errors.ts";
import {
  boolean,
  check,
  enumeration,
  members,
  model,
  optional,
  program,
  range,
  scalarset,
  set,
} from "../../../src/index.ts";
import { refusal } from "../../support/refusal.ts";

// biome-ignore lint/suspicious/noExplicitAny: what types refuse is tried here all the same.
type Loose = any;

/** What an error says. */
function told(error: PlainError | Error | null): { readonly code: string; readonly text: string } | null {
  if (error === null) return null;
  const { code, message, likelyCause, remedy } = error instanceof SynodError ? error : reviveError(error as PlainError);
  return { code, text: [message, likelyCause, remedy].join(" | ") };
}

const Node = range(1, 2);
const Thread = enumeration("a", "b");
const state = { n: range(0, 3), up: boolean };

/** A model of one program with these steps, over `state`. */
function stepping(steps: Loose, more: Loose = {}, rest: Loose = {}): Loose {
  return model({ state, programs: { thread: program(state, Thread, { steps, ...more } as Loose) }, ...rest } as Loose);
}

const statesOf = async (of: Loose) => {
  const { verdict } = await check(of, { symmetry: false });
  return { outcome: verdict.outcome, states: verdict.states.distinct, error: told(verdict.error)?.code ?? null };
};

describe("a program", () => {
  it("goes from label to label, and ends behind the last", async () => {
    const { verdict } = await check(stepping({ one: {}, two: {}, three: {} }));
    expect(verdict.outcome).toBe("holds");
    expect(verdict.states).toMatchObject({ distinct: 16, depth: 6 });
    expect(verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([["no deadlock", "holds"]]);
  });

  it("is stuck where a process waits for ever, unless `terminal` says otherwise", async () => {
    const steps = { one: {}, two: { await: (s: Loose) => s.up } };
    expect(await statesOf(stepping(steps))).toMatchObject({ outcome: "violated", states: 4 });
    expect(await statesOf(stepping(steps, {}, { terminal: "allowed" }))).toMatchObject({ outcome: "holds" });
    const waits = (s: Loose) => s.thread.at.get("a") === "two";
    expect(await statesOf(stepping(steps, {}, { terminal: waits }))).toMatchObject({ outcome: "holds" });
  });

  it("goes where its effects answer, and to the end by done", async () => {
    const up = (s: Loose) => {
      if (s.n === 3) return "done";
      s.n += 1;
      return "one";
    };
    expect(await statesOf(stepping({ one: up, two: {} }))).toEqual({ outcome: "holds", states: 7, error: null });
  });

  it("chooses among what may happen at a label, each for the values that it binds", async () => {
    const steps = {
      one: {
        for: { k: Node },
        do: (s: Loose, _: Loose, { k }: Loose) => {
          s.n = k;
        },
      },
      other: { at: "one", await: (s: Loose) => s.n === 2, do: () => "done" },
      two: {},
    };
    const made = stepping(steps);
    expect(made.rules.map(({ name }: Loose) => name)).toEqual(["thread one", "thread other", "thread two"]);
    expect(await statesOf(made)).toMatchObject({ outcome: "holds", states: 17 });
  });

  it("has local variables, set by `init` and forgotten at the end of a step", async () => {
    const local = { k: range(0, 2), seen: set(Thread) };
    const made = stepping(
      {
        one: (_: Loose, my: Loose) => {
          my.k += 1;
          my.seen.add("b");
        },
        two: {
          forgets: ["k", "seen"],
          do: (s: Loose, my: Loose) => {
            s.n = my.k + my.seen.size;
          },
        },
      },
      {
        local,
        init: (my: Loose) => {
          my.k = my.self === "a" ? 1 : 0;
        },
      },
      {
        always: {
          forgotten: (s: Loose) =>
            ["a", "b"].every(
              (t) => s.thread.at.get(t) !== "done" || (s.thread.k.get(t) === 0 && s.thread.seen.get(t).size === 0),
            ),
        },
        reachable: { three: (s: Loose) => s.n === 3, two: (s: Loose) => s.n === 2 },
      },
    );
    const { verdict } = await check(made);
    expect(verdict.outcome).toBe("holds");
    expect(verdict.states.distinct).toBe(10);
  });

  it("ranges over the members of its own collections, one by one", async () => {
    const local = { left: set(Node) };
    const made = stepping(
      {
        pick: {
          for: { i: members(local.left) },
          do: (s: Loose, my: Loose, { i }: Loose) => {
            my.left.delete(i);
            s.n = i;
            return my.left.size > 0 ? "pick" : "done";
          },
        },
      },
      { local, init: (my: Loose) => Node.values.forEach((i) => void my.left.add(i)) },
    );
    const { verdict } = await check(made);
    expect(verdict).toMatchObject({ outcome: "holds", coverage: [{ rule: "thread pick", enabled: 44 }] });
  });

  it("runs beside rules, which see where processes are and may move them", async () => {
    const made = stepping(
      { one: {}, two: {} },
      {},
      {
        rules: {
          crash: {
            for: { t: Thread },
            when: (s: Loose, { t }: Loose) => s.thread.at.get(t) === "two" && !s.up,
            do: (s: Loose, { t }: Loose) => {
              s.up = true;
              s.thread.at.set(t, "one");
            },
          },
        },
        step: {
          "no way back": (s: Loose, next: Loose) => s.thread.at.get("a") !== "two" || next.thread.at.get("a") !== "one",
        },
      },
    );
    const { verdict } = await check(made);
    expect(verdict.outcome).toBe("violated");
  });
});

describe("a procedure", () => {
  const called = (body: Loose, steps: Loose, local: Loose = { got: range(0, 3) }) =>
    stepping(
      steps,
      { local, procedures: { add: body } },
      {
        reachable: { "a has it": (s: Loose) => s.thread.got.get("a") === 3 },
      },
    );

  it("is given values, leaves its answer in a variable of the process, and forgets its own", async () => {
    const made = called(
      {
        local: { x: range(0, 3), y: range(0, 3) },
        steps: {
          sum: (_: Loose, my: Loose) => {
            my.y = my.x + 1;
          },
          back: (_: Loose, my: Loose) => {
            my.got = my.y;
            return "return";
          },
          never: {},
        },
      },
      { one: () => ({ call: "add", with: { x: 2 }, then: "three" }), two: {}, three: {} },
    );
    const { verdict } = await check(made);
    expect(verdict.outcome).toBe("holds");
    // Each process is in one of five states: one, add.sum, add.back, three, done.
    expect(verdict.states.distinct).toBe(25);
    expect(verdict.warnings.filter(({ kind }) => kind === "rule-never-enabled")).toMatchObject([
      { subject: "thread two" },
      { subject: "thread add.never" },
    ]);
  });

  it("is over behind its last label, and goes on at the label behind the call", async () => {
    const made = called(
      {
        steps: {
          sum: (_: Loose, my: Loose) => {
            my.got = 3;
          },
        },
      },
      { one: () => ({ call: "add" }) },
    );
    expect(await statesOf(made)).toMatchObject({ outcome: "holds", states: 9 });
  });

  it.each<[string, Loose, Loose, string]>([
    [
      "calls nothing itself",
      { one: () => ({ call: "add" }) },
      { sum: () => ({ call: "add" }) },
      "calls are one level deep",
    ],
    ["must be there", { one: () => ({ call: "ad" }) }, { sum: {} }, 'did you mean "add"?'],
    [
      "has the variables that it is given",
      { one: () => ({ call: "add", with: { z: 1 } }) },
      { sum: {} },
      "no local variable",
    ],
    ["returns to a label", { one: () => ({ call: "add", then: "to" }), two: {} }, { sum: {} }, "no such label"],
    [
      "is called by keys that there are",
      { one: () => ({ call: "add", to: "two" }), two: {} },
      { sum: {} },
      'a key "to"',
    ],
  ])("%s", async (_, steps, inside, said) => {
    const { verdict } = await check(called({ local: { x: Node }, steps: inside }, steps));
    expect(verdict.outcome).toBe("error");
    expect(told(verdict.error)).toMatchObject({ code: "SYN330", text: expect.stringContaining(said) });
  });
});

describe("what an effect answers", () => {
  it.each<[string, Loose, string]>([
    ["a label that there is not", { one: () => "tow", two: {} }, 'did you mean "two"?'],
    ["an alternative", { one: () => "other", other: { at: "two" }, two: {} }, "which is an alternative"],
    ["what a call of a set answers", { one: () => true }, "the boolean true"],
    ["return, outside of a procedure", { one: () => "return" }, "no such label"],
  ])("is refused: %s", async (_, steps, said) => {
    const { verdict } = await check(stepping(steps));
    expect(told(verdict.error)).toMatchObject({ code: "SYN330", text: expect.stringContaining(said) });
  });
});

describe("a program is refused where it is declared", () => {
  it.each<[string, Loose, Loose, string, string]>([
    ["for a label that is a number", { 1: {} }, {}, "SYN230", "JavaScript puts numbers first"],
    ["for a label done", { done: {} }, {}, "SYN230", "which is where it ends"],
    ["for a label with a point", { "a.b": {} }, {}, "SYN230", "a point"],
    ["without labels", {}, {}, "SYN230", "nowhere to begin"],
    ["for alternatives alone", { a: { at: "b" }, b: { at: "a" } }, {}, "SYN230", "nowhere to begin"],
    ["for an alternative at no label", { one: {}, b: { at: "on" } }, {}, "SYN230", 'did you mean "one"?'],
    [
      "for an alternative at another",
      { one: {}, b: { at: "one" }, c: { at: "b" } },
      {},
      "SYN230",
      "an alternative itself",
    ],
    ["for a key that a step has not", { one: { wait: () => true } }, {}, "SYN206", 'did you mean "await"?'],
    ["for a step that is none", { one: 3 }, {}, "SYN206", "the number 3"],
    ["for forgetting what there is not", { one: { forgets: ["odl"] } }, { local: { old: Node } }, "SYN206", '"old"?'],
    ["for a binding self", { one: { for: { self: Node } } }, {}, "SYN207", "the name is taken"],
    ["for a variable self", { one: {} }, { local: { self: Node } }, "SYN230", "a name that is taken"],
    ["for a variable at", { one: {} }, { local: { at: Node } }, "SYN230", "a name that is taken"],
    ["for a variable that is none", { one: {} }, { local: { k: 3 } }, "SYN230", "neither a domain nor"],
    [
      "for a procedure called like a variable",
      { one: {} },
      { local: { k: Node }, procedures: { k: { steps: { a: {} } } } },
      "SYN230",
      "called like a local variable",
    ],
    [
      "for a procedure's variable called like another",
      { one: {} },
      { local: { k: Node }, procedures: { p: { local: { k: Node }, steps: { a: {} } } } },
      "SYN230",
      "a procedure sees both",
    ],
    [
      "for a procedure with a label return",
      { one: {} },
      { procedures: { p: { steps: { return: {} } } } },
      "SYN230",
      "which is where it ends",
    ],
    ["for a key that there is not", { one: {} }, { locals: {} }, "SYN230", 'did you mean "local"?'],
  ])("%s", (_, steps, more, code, said) => {
    expect(told(refusal(() => stepping(steps, more)))).toMatchObject({ code, text: expect.stringContaining(said) });
  });

  it.each<[string, () => unknown, string, string]>([
    [
      "that shares another's state",
      () =>
        model({
          state: { n: state.n },
          programs: { thread: program(state, Thread, { steps: { one: {} } }) },
        } as Loose),
      "SYN230",
      '"up"',
    ],
    [
      "that shares a field made anew",
      () =>
        model({
          state: { n: range(0, 3), up: boolean },
          programs: { thread: program(state, Thread, { steps: { one: {} } }) },
        }),
      "SYN230",
      "hand both the same state",
    ],
    [
      "called like a field",
      () =>
        model({
          state: { ...state, thread: Node },
          programs: { thread: program(state, Thread, { steps: { one: {} } }) },
        } as Loose),
      "SYN230",
      "called like a field",
    ],
    [
      "that is none",
      () => model({ state, programs: { thread: { steps: {} } } } as Loose),
      "SYN230",
      "not what program(...) made",
    ],
    [
      "that is there twice",
      () => {
        const thread = program(state, Thread, { steps: { one: {} } });
        return model({ state, programs: { thread, other: thread } });
      },
      "SYN230",
      "twice",
    ],
    [
      "whose rule there is",
      () =>
        model({
          state,
          programs: { thread: program(state, Thread, { steps: { one: {} } }) },
          rules: { "thread one": { do: () => {} } },
        }),
      "SYN230",
      "is there twice",
    ],
    [
      "whose fairness is of another's",
      () =>
        model({
          state,
          programs: { thread: program(state, Thread, { steps: { one: {} } }) },
          fairness: { fair: program(state, Thread, { steps: { one: {} } }).weak() },
        }),
      "SYN105",
      "not among the model's `programs`",
    ],
    [
      "whose fairness excepts what there is not",
      () => program(state, Thread, { steps: { one: {} } }).weak({ except: ["on" as "one"] }),
      "SYN105",
      'did you mean "one"?',
    ],
  ])("%s", (_, make, code, said) => {
    expect(told(refusal(make))).toMatchObject({ code, text: expect.stringContaining(said) });
  });
});

describe("processes of a scalarset", () => {
  it("are renamed, and their variables with them", async () => {
    const Worker = scalarset("w", 3);
    const shared = { free: boolean, last: optional(Worker) };
    const worker = program(shared, Worker, {
      local: { met: optional(Worker) },
      steps: {
        enter: {
          await: (s) => !s.free,
          do: (s, my) => {
            my.met = s.last;
            s.free = true;
          },
        },
        leave: (s, my) => {
          s.last = my.self;
          s.free = false;
        },
      },
    });
    const made = model({
      state: shared,
      programs: { worker },
      always: { one: (s) => s.worker.at.values().filter((at) => at === "leave").length <= 1 },
    });
    const { verdict: reduced } = await check(made, { symmetry: true, certify: true } as Loose);
    const { verdict: whole } = await check(made, { symmetry: false });
    expect([reduced.outcome, whole.outcome]).toEqual(["holds", "holds"]);
    expect(reduced.states).toMatchObject({ distinct: 7, unreduced: whole.states.distinct });
  });
});

describe("partial order", () => {
  it("puts off steps that touch what is their process's own", async () => {
    const shared = { n: range(0, 1) };
    const worker = program(shared, range(1, 3), {
      local: { k: range(0, 1) },
      steps: {
        a: {},
        b: (_, my) => {
          my.k = 1;
        },
        c: { reads: ["n"], await: (s) => s.n === 0 },
      },
    });
    const made = model({ state: shared, programs: { worker }, always: { none: (s) => s.n === 0 } });
    const { verdict: all } = await check(made);
    const { verdict: few } = await check(made, { reductions: ["partial-order"] });
    expect([all.outcome, few.outcome]).toEqual(["holds", "holds"]);
    expect(all.states.distinct).toBe(64);
    expect(few.reductions).toEqual(["partial-order"]);
    expect(few.states.distinct).toBe(30);
  });
});
