// What may be assigned to a collection with `=`: as types have it, another collection of its kind; what JavaScript has besides,
// for those who have no types, but not a set that is a value. The engine, the interpreter, rows of roles and a program's own variables say the same.
import { describe, expect, it } from "vitest";
import { type PlainError, reviveError } from "../../src/errors/errors.ts";
import {
  bag,
  check,
  list,
  type Model,
  map,
  model,
  program,
  range,
  sequence,
  set,
  subset,
  system,
} from "../../src/index.ts";
import { referenceOf } from "../explore/reference.ts";

// biome-ignore lint/suspicious/noExplicitAny: what does not compile.
type Any = any;
const Digit = range(0, 2);
const Some = subset(Digit);
const schema = {
  few: set(Digit),
  many: bag(Digit, { capacity: 3 }),
  queue: sequence(Digit, { capacity: 3 }),
  sets: map(Digit, set(Digit)),
  chosen: Some,
  line: list(Digit, { max: 3 }),
};
const inState = (effect: (s: Any) => void): Model =>
  model({
    state: schema,
    init: (s) => {
      s.chosen = Some([0, 2]);
      s.line = [2, 2, 0];
    },
    rules: { go: { do: effect } },
    always: { fine: () => true },
    terminal: "allowed",
  });

/** How often a step led somewhere: by the engine, and by the interpreter. */
async function told(made: Model): Promise<string> {
  const { verdict } = await check(made);
  const reference = referenceOf(made, { keepGoing: true, limit: 100 });
  expect(reference?.distinct).toBe(verdict.states?.distinct);
  if (verdict.outcome !== "error") return `${verdict.states?.distinct} states`;
  const { code, message, remedy } = reviveError(verdict.error as PlainError);
  return `${code} ${message}; ${remedy}`;
}
describe("what is assigned to a collection", () => {
  it.each([
    ["few", "set"],
    ["many", "bag"],
    ["queue", "sequence"],
  ] as const)("is no set that is a value: %s, a %s", async (place, kind) => {
    const made = inState((s) => {
      s[place] = s.chosen;
    });
    expect(await told(made)).toBe(
      `SYN320 ${place} is a ${kind}, and what is assigned to it is copied: a set that is a value is no collection of the state; write s.${place}.assign(...), which takes whatever can be gone through`,
    );
  });

  it.each<[string, (s: Any) => void]>([
    ["a set that is a value, by assign", (s) => s.few.assign(s.chosen)],
    ["a list, by assign", (s) => s.queue.assign(s.line)],
    ["a set that is a value, at a key", (s) => s.sets.set(1, s.chosen)],
    [
      "an array",
      (s) => {
        s.few = [0, 2];
      },
    ],
    [
      "JavaScript's set",
      (s) => {
        s.few = new Set([1]);
      },
    ],
    [
      "a list, which is an array",
      (s) => {
        s.queue = s.line;
      },
    ],
  ])("is whatever can be gone through otherwise: %s", async (_, effect) => {
    expect(await told(inState(effect))).toBe("2 states");
  });

  it("is the same in rows and in a program's own variables", async () => {
    const world = system({
      roles: { node: { processes: range(1, 1), stable: { few: set(Digit), chosen: Some } } },
      messages: {},
      network: "set",
    });
    const node = world.role("node", {
      rules: {
        go: {
          do: (row) => {
            (row as Any).few = row.chosen;
          },
        },
      },
    });
    const inRow = await told(world.model({ roles: [node], always: { fine: () => true }, terminal: "allowed" }));
    expect(inRow).toMatch(/^SYN320 .*few.*: a set that is a value is no collection of the state; write .*few\.assign/);
    const p = program({ chosen: Some }, range(1, 1), {
      local: { few: set(Digit) },
      steps: {
        go: (s, my) => {
          (my as Any).few = s.chosen;
        },
      },
    });
    const inProgram = await told(
      model({ state: { chosen: Some }, programs: { p }, always: { fine: () => true }, terminal: "allowed" }),
    );
    expect(inProgram).toMatch(
      /^SYN320 .*few.*: a set that is a value is no collection of the state; write my\.few\.assign/,
    );
  });
});

/** Never run: types say the same, at the word that is wrong. */
void function typed(): void {
  model({
    state: schema,
    rules: {
      go: {
        do: (s) => {
          s.few.assign(s.chosen);
          s.sets.set(1, s.chosen);
          // @ts-expect-error a value is handed to assign
          s.few = s.chosen;
          // @ts-expect-error a list too
          s.queue = s.line;
        },
      },
    },
  });
};
