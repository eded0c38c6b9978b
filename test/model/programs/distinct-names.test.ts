/** Names of programs, procedures, variables and labels may be put together alike: two things of one name are refused. */
import { describe, expect, it } from "vitest";
import { check, enumeration, model, optional, program, range } from "../../../src/index.ts";
import { refusal } from "../../support/refusal.ts";

// biome-ignore lint/suspicious/noExplicitAny: names are put together here that types do not know.
type Loose = any;

const state = { x: range(0, 2) };
const One = enumeration("p");
const Bit = range(0, 1);
const made = (body: Loose): Loose => program(state, One, body);
const one = { steps: { one: {} } };

const refused = (programs: Loose, more: Loose = {}) => refusal(() => model({ state, programs, ...more } as Loose));

describe("a field of the state keeps one thing", () => {
  it.each<[string, Loose, string, string, string]>([
    [
      "not a variable of the process and one of a procedure",
      { th: made({ local: { "pr.w": Bit }, procedures: { pr: { local: { w: Bit }, steps: { p: {} } } }, ...one }) },
      "th.pr.w",
      'the local variable "pr.w" of the program "th"',
      'the local variable "w" of the procedure "pr" of the program "th"',
    ],
    [
      "not variables of two programs",
      { "a.b": made({ local: { c: Bit }, ...one }), a: made({ local: { "b.c": Bit }, ...one }) },
      "a.b.c",
      'the local variable "c" of the program "a.b"',
      'the local variable "b.c" of the program "a"',
    ],
    [
      "not variables of two procedures",
      {
        th: made({
          procedures: {
            a: { local: { "b.c": Bit }, steps: { p: {} } },
            "a.b": { local: { c: Bit }, steps: { p: {} } },
          },
          ...one,
        }),
      },
      "th.a.b.c",
      'the local variable "b.c" of the procedure "a" of the program "th"',
      'the local variable "c" of the procedure "a.b" of the program "th"',
    ],
    [
      "not a variable and where processes return to",
      {
        th: made({
          local: { "returns to": optional(enumeration("one", "done")) },
          procedures: { pr: { steps: { p: {} } } },
          ...one,
        }),
      },
      "th.returns to",
      'where the processes of the program "th" return to',
      'the local variable "returns to" of the program "th"',
    ],
    [
      "not a variable and where processes of another program are",
      { a: made({ local: { "b.at": Bit }, ...one }), "a.b": made(one) },
      "a.b.at",
      'the local variable "b.at" of the program "a"',
      'where the processes of the program "a.b" are',
    ],
  ])("%s", (_, programs, field, first, second) => {
    const error = refused(programs);
    expect(error.code).toBe("SYN230");
    expect(error.message).toBe(
      `the program cannot be made: the field "${field}" of the state would keep two things: ${first}, and ${second}`,
    );
    expect(error.remedy).toBe("give one of the two another name");
  });

  it("not one of the model and where processes are", () => {
    const fields = { "th.at": Bit };
    const error = refused({ th: program(fields, One, one as Loose) }, { state: fields });
    expect(error.code).toBe("SYN230");
    expect(error.message).toContain(
      `a field of the model's own \`state\`, and where the processes of the program "th" are`,
    );
  });
});

describe("a rule is one step", () => {
  const THE_STEP = 'the step "one" of the program "th"';
  const spaced = { a: made({ steps: { "b c": {} } }), "a b": made({ steps: { c: {} } }) };

  it.each<[string, Loose, Loose, string, string, string]>([
    ["of two programs", spaced, {}, "a b c", 'the step "b c" of the program "a"', 'the step "c" of the program "a b"'],
    [
      "also where one is switched off",
      { ...spaced, "a b": made({ steps: { c: false, d: {} } }) },
      {},
      "a b c",
      'the step "b c" of the program "a"',
      'the step "c" of the program "a b"',
    ],
    ["or a rule", { th: made(one) }, { rules: { "th one": { do: () => {} } } }, "th one", THE_STEP, "that in `rules`"],
    [
      "or a rule that is switched off, which would take the step away",
      { th: made(one) },
      { rules: { "th one": false } },
      "th one",
      THE_STEP,
      "that in `rules`",
    ],
    [
      "of a procedure, or a rule",
      { th: made({ procedures: { pr: { steps: { p: {} } } }, ...one }) },
      { rules: { "th pr.p": { do: () => {} } } },
      "th pr.p",
      'the step "pr.p" of the program "th"',
      "that in `rules`",
    ],
  ])("%s", (_, programs, more, rule, first, second) => {
    const error = refused(programs, more);
    expect(error.code).toBe("SYN230");
    expect(error.message).toBe(
      `the program cannot be made: the rule "${rule}" is there twice: ${first}, and ${second}`,
    );
    expect(error.remedy).toBe("give one of the two another name");
  });
});

it("names with points and spaces are taken where nothing clashes", async () => {
  const programs = {
    "a.b": made({
      local: { "c.d": Bit, "returns to": Bit },
      steps: {
        "go on": (s: Loose, my: Loose) => {
          my["c.d"] = 1;
          s.x = my["returns to"] + 1;
        },
      },
    }),
    a: made({ local: { c: Bit }, steps: { "b c": {} } }),
  };
  const claims = { always: { small: (s: Loose) => s.x === s["a.b"]["c.d"].get("p") } };
  const { verdict } = await check(model({ state, programs, ...claims } as Loose));
  expect([verdict.outcome, verdict.states.distinct]).toEqual(["holds", 4]);
});
