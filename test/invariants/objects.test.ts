/**
 * Objects and the judges of histories of their operations: known histories by name, and random ones against the definition,
 * by trying every order.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareAndSwapRegister,
  counter,
  historyOf,
  keyValueStore,
  linearizable,
  lock,
  object,
  queue,
  register,
  sequentiallyConsistent,
  stack,
} from "../../invariants/index.ts";
import type { AnyDomain } from "../../src/domain/domain.ts";
import {
  check,
  enumeration,
  list,
  map,
  model,
  optional,
  range,
  record,
  scalarset,
  set,
  subset,
} from "../../src/index.ts";
import type { AnyObject, Signature } from "../../src/model/histories/sequential-object.ts";
import { layoutOf } from "../../src/state/layout.ts";
import { SlotMemory } from "../../src/state/memory.ts";
import { viewState } from "../../src/state/views.ts";

const Value = range(0, 2);
const OBJECTS: Readonly<Record<string, AnyObject>> = {
  register: register(Value),
  "register of sets": register(subset(range(0, 1))),
  "register of lists": register(list(range(0, 1), { max: 2 })),
  "compare-and-swap register": compareAndSwapRegister(Value),
  queue: queue(Value),
  "queue for one": queue(Value, { max: 1 }),
  stack: stack(Value),
  counter: counter(range(0, 4)),
  "key-value store": keyValueStore({ keys: enumeration("x", "y"), values: range(0, 1) }),
  lock: lock(),
  "user's object": object({
    holds: range(0, 2),
    operations: { fill: {}, drain: { answers: range(0, 2) } },
    does: { fill: (level) => (level < 2 ? level + 1 : undefined), drain: (level) => [0, level] },
  }),
};

const CALLERS = 3;
const EACH = 2;

/** An operation in time. */
interface Timed {
  readonly caller: number;
  readonly name: string;
  readonly argument: unknown;
  readonly invoked: number;
  returned: number | null;
  answer: unknown;
}

interface Event {
  readonly caller: number;
  readonly which: number;
  readonly value: number;
  /** Whether the object answers by what it holds; otherwise anything. */
  readonly honest: boolean;
}
const events = fc.array(
  fc.record({
    caller: fc.integer({ min: 0, max: CALLERS - 1 }),
    which: fc.nat(99),
    value: fc.nat(99),
    honest: fc.boolean(),
  }),
  { minLength: 4, maxLength: 10, size: "max" },
);

const nth = (domain: AnyDomain, at: number): unknown => domain.decode(at % domain.size);

/** Callers invoke and return; what happens is recorded, and noted with its times. */
function run(subject: AnyObject, script: readonly Event[]) {
  const calls = historyOf(subject, { each: EACH, by: range(0, CALLERS - 1) });
  const layout = layoutOf({ log: calls.field });
  const state = viewState<{ log: typeof calls.field }>(layout, new SlotMemory(layout.slots));
  const names = Object.keys(subject.operations);
  const done: Timed[] = [];
  let held = subject.first;
  for (const [time, { caller, which, value, honest }] of script.entries()) {
    const recorder = calls.of(state.log as never, caller) as unknown as Record<
      "invoke" | "return",
      Record<string, (value?: unknown) => void>
    >;
    const own = done.filter((each) => each.caller === caller);
    const open = own.find(({ returned }) => returned === null);
    if (open === undefined) {
      if (own.length === EACH) continue;
      const name = names[which % names.length] as string;
      const { takes } = subject.operations[name] as Signature;
      const argument = takes === undefined ? undefined : nth(takes, value);
      done.push({ caller, name, argument, invoked: time, returned: null, answer: undefined });
      recorder.invoke[name]?.(argument);
    } else {
      const { answers } = subject.operations[open.name] as Signature;
      const effect = (subject.does as Record<string, (...given: unknown[]) => unknown>)[open.name];
      const found = effect?.(held, open.argument);
      if (found === undefined && honest) continue;
      if (answers === undefined) held = found ?? held;
      else {
        const [after, answer] = (found ?? [held, nth(answers, value)]) as [unknown, unknown];
        open.answer = honest && answers.encode(answer) >= 0 ? answer : nth(answers, value);
        held = after;
      }
      open.returned = time;
      recorder.return[open.name]?.(open.answer);
    }
  }
  return { view: calls.operations(state.log as never), done };
}

/** The definition: some of what has not returned is left out, the rest stands in some order that the object can do. */
function hasOrder(subject: AnyObject, operations: readonly Timed[], inTime: boolean): boolean {
  const go = (left: readonly Timed[], held: unknown): boolean =>
    left.every(({ returned }) => returned === null) ||
    left.some((next) => {
      const before = left.filter(
        (other) =>
          other !== next &&
          (inTime || other.caller === next.caller) &&
          other.returned !== null &&
          other.returned < next.invoked,
      );
      if (before.length > 0) return false;
      const effect = (subject.does as Record<string, (...given: unknown[]) => unknown>)[next.name];
      const done = effect?.(held, next.argument);
      if (done === undefined) return false;
      const { answers } = subject.operations[next.name] as Signature;
      const [after, answer] = answers === undefined ? [done, undefined] : (done as [unknown, unknown]);
      if (answers !== undefined && next.returned !== null && answers.encode(answer) !== answers.encode(next.answer))
        return false;
      return go(
        left.filter((other) => other !== next),
        after,
      );
    });
  return go(operations, subject.first);
}

describe.each(Object.entries(OBJECTS))("histories of a %s", (_, subject) => {
  it("are judged as by trying all orders, linearizable or sequentially consistent", () => {
    const found = { linear: 0, consistent: 0, neither: 0 };
    fc.assert(
      fc.property(events, (script) => {
        const { view, done } = run(subject, script);
        const judged = [linearizable(() => view)({}), sequentiallyConsistent(() => view)({})];
        expect(judged).toEqual([hasOrder(subject, done, true), hasOrder(subject, done, false)]);
        found[judged[0] ? "linear" : judged[1] ? "consistent" : "neither"]++;
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(found.linear).toBeGreaterThan(20);
    expect(found.neither).toBeGreaterThan(0);
  });
});

/** Two callers at once: the first one's operation returns before the second one's begins. */
function one(subject: AnyObject, first: (recorder: never) => void, second: (recorder: never) => void) {
  const calls = historyOf(subject, { each: 2, by: range(0, 1) });
  const layout = layoutOf({ log: calls.field });
  const state = viewState<{ log: typeof calls.field }>(layout, new SlotMemory(layout.slots));
  first(calls.of(state.log as never, 0) as never);
  second(calls.of(state.log as never, 1) as never);
  const view = calls.operations(state.log as never);
  return [linearizable(() => view)({}), sequentiallyConsistent(() => view)({})];
}

// biome-ignore lint/suspicious/noExplicitAny: recorders of many objects.
type Any = any;

describe("a stale answer", () => {
  it("of a read is consistent and not linearizable", () => {
    expect(
      one(
        register(Value),
        (caller: Any) => {
          caller.invoke.write(1);
          caller.return.write();
        },
        (caller: Any) => {
          caller.invoke.read();
          caller.return.read(0);
        },
      ),
    ).toEqual([false, true]);
  });

  it("of one's own is neither", () => {
    expect(
      one(
        queue(Value),
        (caller: Any) => {
          caller.invoke.enqueue(1);
          caller.return.enqueue();
          caller.invoke.dequeue();
          caller.return.dequeue(null);
        },
        () => {},
      ),
    ).toEqual([false, false]);
  });
});

describe("a history in a model of rules", () => {
  /** One thread pushes, the others pop: in one step, or they look at what is on top in one and take it in another. */
  const popped = (atomic: boolean, Thread: AnyDomain) => {
    const calls = historyOf(stack(Value), { each: 1, by: Thread });
    const state = {
      top: optional(Value),
      pusher: Thread,
      seen: map(Thread, optional(record({ top: optional(Value) }))),
      log: calls.field,
    };
    return model({
      state,
      init: {
        for: { pusher: Thread },
        do: (s, { pusher }) => {
          s.pusher = pusher;
        },
      },
      rules: {
        push: {
          for: { t: Thread },
          when: (s, { t }) => s.pusher === t && s.log.get(t).length === 0,
          do: (s, { t }) => {
            calls.of(s.log, t).invoke.push(2);
            s.top = 2;
            calls.of(s.log, t).return.push();
          },
        },
        look: {
          for: { t: Thread },
          when: (s, { t }) => s.pusher !== t && s.log.get(t).length === 0,
          do: (s, { t }) => {
            calls.of(s.log, t).invoke.pop();
            s.seen.set(t, { top: s.top });
          },
        },
        take: {
          for: { t: Thread },
          when: (s, { t }) => s.log.get(t).at(-1)?.kind === "pop…",
          do: (s, { t }) => {
            calls.of(s.log, t).return.pop(atomic ? s.top : (s.seen.get(t)?.top ?? null));
            s.seen.set(t, null);
            s.top = null;
          },
        },
      },
      always: { linearizable: linearizable((s) => calls.operations(s.log)) },
      reachable: { "all done": (s) => Thread.values.every((t) => s.log.get(t).at(-1)?.kind.endsWith("…") === false) },
    });
  };

  it("is judged: two that look before they take may take the same", async () => {
    const Thread = scalarset("t", 3);
    const [atomic, apart] = await Promise.all([true, false].map((each) => check(popped(each, Thread))));
    const [reduced, whole] = await Promise.all(
      [true, false].map((symmetry) => check(popped(true, Thread), { symmetry })),
    );
    expect(atomic?.verdict.outcome).toBe("holds");
    expect(apart?.verdict.properties[0]).toMatchObject({ outcome: "violated", steps: 5 });
    expect(reduced?.verdict.states.unreduced).toBe(whole?.verdict.states.distinct);
  });
});

describe("what is no object, history or reader", () => {
  const Client = scalarset("c", 2);
  const bad = (make: () => unknown) => {
    try {
      make();
    } catch (error) {
      return error as { code: string; message: string; remedy: string };
    }
    throw new Error("accepted");
  };
  it.each<[string, () => unknown, RegExp]>([
    [
      "an object without effects",
      () => object({ holds: Value, operations: { a: {} }, does: {} as never }),
      /`does`.*a.*missing/,
    ],
    [
      "an effect of no operation",
      () =>
        object({ holds: Value, operations: { a: {} }, does: { a: (n: number) => n, b: (n: number) => n } as never }),
      /no key "b"/,
    ],
    [
      "a collection that is held",
      () => object({ holds: set(Value) as never, operations: { a: {} }, does: { a: (n: never) => n } as never }),
      /`holds`.*a set/,
    ],
    [
      "an operation that takes a number",
      () => object({ holds: Value, operations: { a: { takes: 3 as never } }, does: { a: (n: never) => n } as never }),
      /`takes`.*3/,
    ],
    [
      "a misspelt signature",
      () =>
        object({ holds: Value, operations: { a: { take: Value } as never }, does: { a: (n: never) => n } as never }),
      /no key "take"/,
    ],
    // It would be taken for one that has not returned, and need not be explained.
    [
      "an operation that is called as those under way are",
      () => object({ holds: Value, operations: { "a…": {} }, does: { "a…": (n: number) => n } }),
      /the operation a… .*under way/,
    ],
    ["an object without operations", () => object({ holds: Value, operations: {}, does: {} }), /`operations`.*empty/],
    ["a history of a domain", () => historyOf(Value as never, { each: 1 }), /the object/],
    ["a history without a length", () => historyOf(register(Value), {} as never), /`each`.*missing/],
    ["a history of half an operation", () => historyOf(register(Value), { each: 0.5 }), /`each`.*0.5/],
    [
      "a history with a misspelt key",
      () => historyOf(register(Value), { each: 1, bye: Client } as never),
      /no key "bye"/,
    ],
    ["a history by nobody", () => historyOf(register(Value), { each: 1, by: 3 as never } as never), /`by`.*3/],
    ["a queue of nothing", () => queue(3 as never), /`values` of queue/],
    ["a queue for none", () => queue(Value, { max: 0 }), /`max` of queue/],
    ["a claim about a name", () => linearizable("log" as never), /linearizable/],
    ["a claim about a name, too", () => sequentiallyConsistent("log" as never), /sequentiallyConsistent/],
    ["a reader of a map", () => linearizable((() => new Map()) as never)({}), /reader of linearizable/],
  ])("is refused: %s", (_, make, message) => {
    const { code, message: found } = bad(make);
    expect(["SYN211", "SYN212"]).toContain(code);
    expect(found).toMatch(message);
  });

  it("is told when it judges: an effect that answers no pair, no answer or holds what it cannot", () => {
    const judge = (does: (n: number) => unknown) => () => {
      const odd = object({ holds: Value, operations: { ask: { answers: Value } }, does: { ask: does as never } });
      one(
        odd,
        (caller: Any) => {
          caller.invoke.ask();
          caller.return.ask(0);
        },
        () => {},
      );
    };
    const found = (does: (n: number) => unknown) => {
      const { message, remedy } = bad(judge(does));
      return `${message}: ${remedy}`;
    };
    expect(found((n) => n)).toMatch(/`does` answers for ask is 0: .*afterwards, the answer/);
    expect(found((n) => [n, 7])).toMatch(/`does` answers for ask is 7: .*an answer of range\(0, 2\)/);
    expect(found((n) => [n + 9, 0])).toMatch(/`does` answers for ask is 9: .*hold a value of range\(0, 2\)/);
  });
});

describe("records as values", () => {
  it("are the same when their parts are", () => {
    const Point = record({ x: range(0, 1), y: range(0, 1) });
    expect(
      one(
        compareAndSwapRegister(Point),
        (caller: Any) => {
          caller.invoke.compareAndSwap({ expected: { x: 0, y: 0 }, next: { x: 1, y: 0 } });
          caller.return.compareAndSwap(true);
        },
        (caller: Any) => {
          caller.invoke.read();
          caller.return.read({ x: 1, y: 0 });
        },
      ),
    ).toEqual([true, true]);
  });
});
