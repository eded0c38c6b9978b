import { describe, expect, it } from "vitest";
import { partsInText, shortText } from "../../src/page/short-text.ts";

describe("a short text", () => {
  it.each([
    ["promise(by: a1, ballot: 0, last: none)", "a1", "promise 0, none"],
    ["promise(by: a1, ballot: 1, last: {ballot: 0, value: v1})", "a1", "promise 1, {0, v1}"],
    ["accept(by: a2, ballot: 0, value: v1)", "a1", "accept a2, 0, v1"],
    ["abort", "", "abort"],
    ["abort()", "", "abort"],
    ["{ballot: 0, value: v1}", "", "{0, v1}"],
    ["{v1, v2}", "", "{v1, v2}"],
    ["-1", "", "-1"],
  ])("of %s for %j is %s", (text, owner, short) => {
    expect(shortText(text, owner)).toBe(short);
  });

  it("keeps what stands in brackets together", () => {
    expect(partsInText("a: {b: 1, c: 2}, d: [1, 2], e: f(g: 3, h: 4)")).toEqual([
      ["a", "{b: 1, c: 2}"],
      ["d", "[1, 2]"],
      ["e", "f(g: 3, h: 4)"],
    ]);
  });
});
