import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { formatError, synodError } from "../../src/errors/errors.ts";
import { enumeration, map, model, protocol, range } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { printable, printableParts, shortName } from "../../src/printable.ts";
import { counterexampleText } from "../../src/report/counterexample-text.ts";
import { describeProtocol } from "../../src/report/description.ts";
import { listText } from "../../src/report/list-text.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { checkText } from "../../src/report/verdict-text.ts";

/** What a terminal, or a reader, would not take for text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
const unsafe = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const evil = (name: string) => `${name}\u001b[2J\r\nHOLDS  ${name}\u202e\u0085`;
const page = { paint: plainPaint, width: 80 };

describe("printable text", () => {
  it.each([
    ["a\nb", "a\\nb"],
    ["\u001b[31mred", "\\u001b[31mred"],
    ["tab\there", "tab\\there"],
    ["\u202eltr", "\\u202eltr"],
    ["\u009b2J", "\\u009b2J"],
    ["\u2028", "\\u2028"],
    ["\ud800!", "\\ud800!"],
    ["a\u{e0041}", "a\\u{e0041}"],
    ["找到 é 👩‍💻 \\n", "找到 é 👩‍💻 \\n"],
  ])("of %j is %j", (text, expected) => expect(printable(text)).toBe(expected));

  it("has nothing unsafe in it, whatever it is of, and does not change any more", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const safe = printable(text);
        expect(safe).not.toMatch(unsafe);
        expect(safe).not.toContain("\n");
        expect(printable(safe)).toBe(safe);
      }),
    );
  });

  it("is cut only where it says so", () => {
    expect(shortName("x".repeat(60))).toBe("x".repeat(60));
    expect(shortName("x".repeat(300))).toBe(`${"x".repeat(40)}… (300 characters)`);
  });

  it("of parts is the same object where nothing is unsafe, and whole elsewhere", () => {
    const safe = { a: ["b", 1, null], c: new Map([["d", { e: true }]]) };
    expect(printableParts(safe)).toBe(safe);
    const parts = printableParts({ "a\n": ["\u0007", 1], m: new Map([["k\r", "v"]]), ["__proto__"]: "\n" });
    expect(Object.entries(parts)).toEqual([
      ["a\\n", ["\\u0007", 1]],
      ["m", new Map([["k\\r", "v"]])],
      ["__proto__", "\\n"],
    ]);
  });
});

const Who = enumeration(evil("who"), "__proto__", "constructor", "toString");
const named = protocol(
  {
    name: evil("model"),
    about: evil("about"),
    source: evil("source"),
    parameters: {},
    mutants: { [evil("mutant")]: { about: evil("change"), breaks: evil("breaks"), at: {}, steps: 2 } },
  },
  () =>
    model({
      state: { [evil("field")]: range(0, 3), ["__proto__"]: map(Who, range(0, 1)) },
      rules: {
        [evil("rule")]: {
          for: { [evil("for")]: Who },
          do: (s: Record<string, number>) => {
            s[evil("field")] = (s[evil("field")] as number) + 1;
          },
        },
        ["__proto__"]: { when: () => false, do: () => {} },
      },
      always: { [evil("property")]: (s: Record<string, number>) => (s[evil("field")] as number) < 2 },
      reachable: { ["__proto__"]: (s: Record<string, number>) => (s[evil("field")] as number) > 9 },
    } as never),
);

describe("names that a terminal would obey", () => {
  it("are escaped in verdict, coverage, warnings and trace", async () => {
    const { verdict, counterexamples } = await check(named() as Model, { name: evil("model"), keepGoing: true });
    const text = checkText({ verdict, counterexamples }, { ...page, place: evil("place") });
    expect(text).not.toMatch(unsafe);
    // Each on a line that begins with something else.
    expect(text.split("\n").filter((line) => line.startsWith("HOLDS"))).toEqual([]);
    for (const name of ["model", "rule", "property", "field", "who"])
      expect(text).toContain(`${name}\\u001b[2J\\r\\nHOLDS`);
    const shown = { kind: "property", property: evil("property"), propertyKind: "always" } as const;
    const first = counterexamples.find(({ property }) => property === evil("property"));
    expect(counterexampleText(first!, shown, page)).not.toMatch(unsafe);
  });

  it("are escaped in an error of the model, and in lists", async () => {
    expect(listText([describeProtocol(named as never)], page)).not.toMatch(unsafe);
    const thrown = new Error(evil("thrown"));
    const error = formatError(synodError("guard-threw", { rule: evil("rule") }, thrown));
    expect(error).not.toMatch(unsafe);
    expect(error.split("\n").map((line) => line.replace(/:.*/, ""))).toEqual([
      "error SYN303 (a guard threw)",
      "  thrown at",
      "  likely cause",
      "  remedy",
    ]);
  });
});
