// What closures of a model must not do, wherever they are run: by the engine's trees, by its direct runs, by the interpreter.
import { afterEach, describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import { room, STEP_LIMIT } from "../../src/closed-room.ts";
import { boolean, range } from "../../src/domain/scalars.ts";
import { reviveError, type SynodError } from "../../src/errors/errors.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { type Model, model } from "../../src/model/model.ts";
import { map, sequence, set } from "../../src/state/field.ts";

const state = {
  n: range(0, 3),
  q: sequence(range(0, 3), { capacity: 3 }),
  m: map(range(0, 1), range(0, 3)),
  s: set(boolean),
};
type Closure = (s: never, other: never) => unknown;

/** Models whose one odd closure is this one. */
const places: Readonly<Record<string, (odd: Closure) => Model>> = {
  "a guard": (odd) => counting({ when: odd }),
  "an effect": (odd) => counting({ do: odd as never }),
  "an effect after reads": (odd) =>
    counting({
      do: (s: { n: number }, b: never) => {
        s.n = Math.min(3, s.n + 1);
        return odd(s as never, b);
      },
    }),
  "a property": (odd) => counting({}, { always: { odd } }),
  "a property of steps": (odd) => counting({}, { step: { odd } }),
  init: (odd) => counting({}, { init: odd }),
  normalise: (odd) => counting({}, { normalise: odd }),
};

function counting(rule: object, rest: object = {}): Model {
  const up = { when: (s: { n: number }) => s.n < 2, do: (s: { n: number }) => void s.n++, ...rule };
  return model({ state, rules: { up }, ...rest } as never);
}

async function errorOf(made: Model): Promise<SynodError | null> {
  const { verdict } = await check(made);
  return verdict.error === null ? null : reviveError(verdict.error);
}

/** What the interpreter says to the same model, going through it. */
function interpreted(made: Model): unknown {
  const interpreter = interpret(made);
  const seen = new Set<string>();
  try {
    for (let level = interpreter.initialStates(); level.length > 0; ) {
      level = level.flatMap((from) => {
        if (seen.has(from.text)) return [];
        seen.add(from.text);
        for (const property of made.properties) if (property.kind !== "step") interpreter.holds(property, from, from);
        return interpreter.successors(from).map(({ state: to }) => {
          for (const property of made.properties) if (property.kind === "step") interpreter.holds(property, from, to);
          return to;
        });
      });
    }
    return null;
  } catch (error) {
    return error;
  }
}

const date = Date;
const impure: Readonly<Record<string, () => unknown>> = {
  "Math.random()": () => Math.random(),
  "new Date()": () => new Date(),
  "Date()": () => Date(),
  "Date.now()": () => Date.now(),
  "a Date kept from before": () => date.now(),
  "performance.now()": () => performance.now(),
  "crypto.randomUUID()": () => crypto.randomUUID(),
  "setTimeout()": () => setTimeout(() => {}, 1),
  "setInterval()": () => setInterval(() => {}, 1),
  "setImmediate()": () => setImmediate(() => {}),
  "queueMicrotask()": () => queueMicrotask(() => {}),
  "process.env": () => process.env["HOME"],
  "process.hrtime()": () => process.hrtime(),
  "process.memoryUsage()": () => process.memoryUsage(),
};

afterEach(() => {
  room.stepLimit = STEP_LIMIT;
});

describe.each(Object.entries(places))("%s", (_, make) => {
  test.each(Object.entries(impure))("must not ask for %s, even if it catches the refusal", async (_, ask) => {
    const plainly = () => ask() !== false;
    const caught = () => {
      try {
        ask();
      } catch {}
      return true;
    };
    for (const odd of [plainly, caught]) {
      const made = make(odd);
      expect(await errorOf(made)).toMatchObject({ code: "SYN307" });
      expect(interpreted(made)).toMatchObject({ code: "SYN307" });
    }
  });

  test.each<[string, Closure, string]>([
    [
      "a field that is not there",
      (s: { m: number }) => s.m === undefined || Reflect.get(s, "nn"),
      'the state has no field "nn" to read',
    ],
    ["an index of a map", (s: { m: number[] }) => s.m[1] === 2, 'the map m has no "1"; it has get, set'],
    [
      "insides of a sequence",
      (s: { q: { capacity: number } }) => s.q.capacity > 2,
      'the sequence q has no "capacity"; it has at',
    ],
  ] as never)("cannot read %s", async (_, odd, problem) => {
    const caught: Closure = (s) => {
      try {
        return odd(s, s);
      } catch {
        return true;
      }
    };
    for (const made of [make(odd), make(caught)]) {
      expect(await errorOf(made)).toMatchObject({ code: "SYN320", message: expect.stringContaining(problem) });
      expect(interpreted(made)).toMatchObject({ code: "SYN320", message: expect.stringContaining(problem) });
    }
  });

  test("must be done when it returns, and what it does later is not heard of", async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on("unhandledRejection", note);
    const later = async () => {
      await null;
      throw new Error("later");
    };
    for (const odd of [later, function* () {}, async function* () {}]) {
      const made = make(odd);
      expect(await errorOf(made)).toMatchObject({ code: "SYN321" });
      expect(interpreted(made)).toMatchObject({ code: "SYN321" });
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
  });

  test("comes to an end, after so many reads and writes at most", async () => {
    room.stepLimit = 1000;
    const made = make(((s: { n: number }) => {
      while (s.n < 5);
      return true;
    }) as never);
    const error = { code: "SYN322", message: expect.stringContaining("stopped after 1,000 reads and writes") };
    expect(await errorOf(made)).toMatchObject(error);
    expect(interpreted(made)).toMatchObject(error);
  });
});

test.each<[string, Closure]>([
  ["a variable", (s: { n: number }) => Reflect.set(s, "n", 1)],
  ["a collection", (s: { s: Set<boolean> }) => s.s.add(true).size > 0],
] as never)("a guard or a property must not write %s, even if it catches the refusal", async (_, write) => {
  const caught: Closure = (s) => {
    try {
      write(s, s);
    } catch {}
    return true;
  };
  for (const where of ["a guard", "a property", "a property of steps"]) {
    const made = (places[where] as (odd: Closure) => Model)(caught);
    expect(await errorOf(made)).toMatchObject({ code: "SYN307" });
    expect(interpreted(made)).toMatchObject({ code: "SYN307" });
  }
});

test("outside of runs, clocks, random numbers, timers and the process are what they are", async () => {
  await check(counting({}));
  expect(Math.random()).toBeLessThan(1);
  expect(Date.now()).toBeGreaterThan(new Date(2026, 0, 1).getTime());
  expect(new Date()).toBeInstanceOf(Date);
  expect(new Date(2020, 1, 1).constructor).toBe(Date);
  expect(typeof Date()).toBe("string");
  expect(crypto.randomUUID()).toHaveLength(36);
  expect(process.hrtime.bigint()).toBeGreaterThan(0n);
  expect(await new Promise((resolve) => setTimeout(resolve, 1, "waited"))).toBe("waited");
  expect(structuredClone(new Date(5)).getTime()).toBe(5);
});

test("a closure may compute with given dates and print", async () => {
  const made = counting({
    when: (s: { n: number }) => s.n < 2 && new Date(2020, 1, 1).getTime() > Date.UTC(2019, 1, 1),
  });
  expect((await check(made)).verdict.outcome).toBe("holds");
});

describe("what a closure was handed", () => {
  type Handed = { n: number; q: Iterable<number>; m: { get(key: number): number } };
  const keeps: Readonly<Record<string, (s: Handed) => () => unknown>> = {
    "the state": (s) => () => s.n,
    "the state, to write": (s) => () => Object.assign(s, { n: 1 }),
    "a collection":
      ({ m }) =>
      () =>
        m.get(0),
    "a method":
      ({ m: { get } }) =>
      () =>
        get(0),
    "an iterator": ({ q }) => {
      const iterator = q[Symbol.iterator]();
      return () => iterator.next();
    },
    "its text": (s) => () => JSON.stringify(s),
  };
  test.each(Object.entries(keeps))("cannot be used when its run is over: %s", async (_, keep) => {
    const uses: Readonly<Record<string, (kept: { use: () => unknown }) => Model>> = {
      "a guard's in a property": (kept) =>
        counting(
          {
            when: (s: Handed) => {
              kept.use = keep(s);
              return s.n < 2;
            },
          },
          { always: { odd: () => kept.use() !== kept } },
        ),
      "an effect's in a guard": (kept) =>
        counting({
          when: (s: Handed) => kept.use() !== kept && s.n < 2,
          do: (s: Handed) => {
            s.n++;
            kept.use = keep(s);
          },
        }),
      "an earlier run's in the next": (kept) =>
        counting({
          do: (s: Handed) => {
            const { use } = kept;
            kept.use = keep(s);
            use();
            s.n++;
          },
        }),
      "a property's of steps in the next": (kept) =>
        counting(
          {},
          {
            step: {
              odd: (_: Handed, after: Handed) => {
                const { use } = kept;
                kept.use = keep(after);
                return use() !== kept;
              },
            },
          },
        ),
    };
    for (const [use, make] of Object.entries(uses)) {
      expect(await errorOf(make({ use: () => null })), use).toMatchObject({ code: "SYN307" });
      expect(interpreted(make({ use: () => null })), use).toMatchObject({ code: "SYN307" });
    }
  });
});

test("a counterexample that the model does not have any more shows that it is impure, and is a verdict", async () => {
  // The last step is possible until the guard has been asked about it twice.
  let asked = 0;
  const { verdict } = await check(
    counting(
      { when: (s: { n: number }) => s.n < 3 && (s.n < 2 || ++asked <= 2) },
      { always: { below: (s: { n: number }) => s.n < 3 } },
    ),
  );
  expect(verdict).toMatchObject({ outcome: "error", properties: [{ outcome: "undecided" }] });
  expect(reviveError(verdict.error as never)).toMatchObject({ code: "SYN307" });
});
