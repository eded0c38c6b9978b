// An object that does what it says it does not is wrong whoever its callers are, and in whatever order it is asked.
import { describe, expect, it } from "vitest";
import { historyOf, linearizable, object, sequentiallyConsistent } from "../../invariants/index.ts";
import type { AnyDomain } from "../../src/domain/domain.ts";
import { type PlainError, reviveError } from "../../src/errors/errors.ts";
import { check, enumeration, model, range, scalarset, union } from "../../src/index.ts";

/** Each caller increments once; some of them return. `room`: the most that the object says it holds. */
const counted = (By: AnyDomain, room: number, judge = linearizable, answered = room) => {
  const calls = historyOf(
    object({
      holds: range(0, room),
      operations: { inc: { answers: range(0, answered) } },
      does: { inc: (held) => [held + 1, held + 1] as const },
    }),
    { each: 1, by: By },
  );
  return model({
    state: { log: calls.field, count: range(0, 9) },
    rules: {
      go: {
        for: { c: By },
        when: (s, { c }) => s.log.get(c).length === 0,
        do: (s, { c }) => {
          s.count += 1;
          calls.of(s.log, c).invoke.inc();
          if (s.count <= answered) calls.of(s.log, c).return.inc(s.count);
        },
      },
    },
    always: { explained: judge((s: { log: Parameters<typeof calls.operations>[0] }) => calls.operations(s.log)) },
    terminal: "allowed",
  });
};

/** Each caller increments once, which nothing answers; it is under way for a while. */
const unanswered = (By: AnyDomain, judge: typeof linearizable) => {
  const calls = historyOf(object({ holds: range(0, 1), operations: { inc: {} }, does: { inc: (held) => held + 1 } }), {
    each: 1,
    by: By,
  });
  return model({
    state: { log: calls.field },
    rules: {
      go: {
        for: { c: By },
        when: (s, { c }) => s.log.get(c).length === 0,
        do: (s, { c }) => {
          calls.of(s.log, c).invoke.inc();
        },
      },
      back: {
        for: { c: By },
        when: (s, { c }) => s.log.get(c).at(-1)?.kind === "inc…",
        do: (s, { c }) => {
          calls.of(s.log, c).return.inc();
        },
      },
    },
    always: { explained: judge((s: { log: Parameters<typeof calls.operations>[0] }) => calls.operations(s.log)) },
    terminal: "allowed",
  });
};

const outcome = async (made: Parameters<typeof check>[0], symmetry = true) => {
  const { verdict } = await check(made, { symmetry });
  if (verdict.error === null) return verdict.outcome;
  const { code, message, likelyCause, remedy } = reviveError(verdict.error as PlainError);
  return { code, message, likelyCause, remedy };
};

const BEYOND = {
  code: "SYN212",
  message: "what `does` answers for inc is 2",
  likelyCause: "an operation does more than the object has room for, or is done where it cannot be",
  remedy:
    "let it hold a value of range(0, 1), or answer undefined where it cannot be done now; or let that domain have more",
};

describe("an object whose operation leaves what it holds", () => {
  it.each<[string, AnyDomain, boolean]>([
    ["a scalarset", scalarset("p", 3), true],
    ["a scalarset, told apart", scalarset("p", 3), false],
    ["an enumeration", enumeration("a", "b", "c"), true],
    ["a range", range(1, 3), true],
  ])("is refused for callers of %s", async (_, By, symmetry) => {
    for (const judge of [linearizable, sequentiallyConsistent] as (typeof linearizable)[])
      for (const made of [counted(By, 1, judge, 2), unanswered(By, judge)])
        expect(await outcome(made, symmetry)).toEqual(BEYOND);
  });

  it("is refused for an answer as well", async () => {
    expect(await outcome(counted(scalarset("p", 3), 2, linearizable, 1))).toMatchObject({
      code: "SYN212",
      message: "what `does` answers for inc is 2",
      remedy: expect.stringMatching(/^let it give an answer of range\(0, 1\), or answer undefined/),
    });
  });

  it("is none as long as no history has it do so, whatever it would do of what it never holds", async () => {
    // At 3 an increment would leave range(0, 3), and three callers come to 3.
    expect(await outcome(counted(scalarset("p", 3), 3))).toBe("holds");
  });

  it("is none where it would look in vain for a field of what it never holds", async () => {
    const holds = union({ free: {}, taken: { times: range(1, 2) } });
    const By = enumeration("a", "b");
    const calls = historyOf(
      object({
        holds,
        operations: { acquire: {}, release: {} },
        does: {
          acquire: (held) => (held.kind === "free" ? holds.taken({ times: 1 }) : undefined),
          // Nobody acquires it twice.
          release: (held) => (held.kind === "taken" && held.times === 1 ? holds.free({}) : Reflect.get(held, "owner")),
        },
      }),
      { each: 2, by: By },
    );
    const made = model({
      state: { log: calls.field },
      rules: {
        go: {
          for: { c: By },
          when: (s, { c }) =>
            s.log.get(c).length === 0 && By.values.every((other) => s.log.get(other).length % 4 === 0),
          do: (s, { c }) => {
            for (const operation of ["acquire", "release"] as const) {
              calls.of(s.log, c).invoke[operation]();
              calls.of(s.log, c).return[operation]();
            }
          },
        },
      },
      always: { explained: linearizable((s) => calls.operations(s.log)) },
      terminal: "allowed",
    });
    expect(await outcome(made)).toBe("holds");
  });
});
