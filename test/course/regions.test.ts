import { describe, expect, it } from "vitest";
import { keepsTheRest, regionsOf, withAnswer } from "../../src/course/regions.ts";
import { refusal } from "../support/refusal.ts";

const file = (one: string, two = "b") =>
  [
    "above",
    "  // edit:begin one",
    one,
    "  // edit:end",
    "between",
    "// edit:begin two",
    two,
    "// edit:end",
    "below",
  ].join("\n");

describe("regions", () => {
  it("are found by name, with their lines", () => {
    expect(regionsOf(file("a\na"), "x.ts")).toEqual([
      { name: "one", from: 3, to: 5, text: "a\na" },
      { name: "two", from: 8, to: 9, text: "b" },
    ]);
  });

  it("of an answer are all that counts of it", () => {
    const answer = file("mine\nand mine", "").replace("between", "// all is well").replace("above", "// hacked");
    expect(withAnswer(file("a"), answer, "x.ts")).toBe(file("mine\nand mine", ""));
    expect(keepsTheRest(file("a"), answer, "x.ts")).toBe(false);
    expect(keepsTheRest(file("a"), file("mine"), "x.ts")).toBe(true);
  });

  it("may be empty, in the lesson and in an answer, and lines may end as on Windows", () => {
    const empty = "// edit:begin one\n// edit:end";
    expect(withAnswer(empty, "// edit:begin one\r\na\r\n// edit:end\r\n", "x.ts")).toBe(
      "// edit:begin one\na\n// edit:end",
    );
    expect(withAnswer(file("a"), empty.concat("\n// edit:begin two\n// edit:end"), "x.ts").split("\n")).toHaveLength(7);
  });

  it("that are none leave the whole file open", () => {
    expect(withAnswer("a", "b", "x.ts")).toBe("b");
  });

  it.each([
    ["// edit:begin one", "has no // edit:end for the region one"],
    ["// edit:end", "has // edit:end in line 1 without a beginning"],
    ["// edit:begin one\n// edit:begin two\n// edit:end", "has // edit:begin in line 2, within another region"],
    ["// edit:begin\n// edit:end", "has // edit:begin without a name in line 1"],
    ["// edit:begin one\n// edit:end\n// edit:begin one\n// edit:end", "has the region one twice"],
  ])("of %j are refused", (text, problem) => {
    const { code, message } = refusal(() => withAnswer(text, "// edit:begin one\n// edit:end", "x.ts"));
    expect({ code, message }).toEqual({ code: "SYN152", message: `x.ts ${problem}` });
  });

  it("that an answer lacks are named", () => {
    const { message } = refusal(() => withAnswer(file("a"), "// edit:begin one\n// edit:end", "x.ts"));
    expect(message).toBe("x.ts has no region two");
  });
});
