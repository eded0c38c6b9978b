import { describe, expect, it } from "vitest";
import { countOf, countText } from "../../src/errors/counts.ts";
import { columnsOf, padColumns } from "../../src/report/columns.ts";
import { bytesText, durationText, probabilityText, rateText } from "../../src/report/quantities.ts";
import { beside, wrap } from "../../src/report/wrap.ts";

describe("quantities", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [1_316_584, "1,316,584"],
  ])("count %i is %s", (count, text) => expect(countText(count)).toBe(text));

  it("agree with their noun", () => {
    expect([0, 1, 2].map((count) => countOf(count, "step"))).toEqual(["0 steps", "1 step", "2 steps"]);
  });

  it.each([
    [0.4, "0 ms"],
    [999.4, "999 ms"],
    [999.6, "1.0 s"],
    [59_940, "59.9 s"],
    [59_960, "1 min 00 s"],
    [125_000, "2 min 05 s"],
    [11_220_000, "3 h 07 min"],
  ])("%d ms is %s", (ms, text) => expect(durationText(ms)).toBe(text));

  it.each([
    [512, "512 B"],
    [91 * 2 ** 20, "91 MiB"],
    [1.5 * 2 ** 30, "1.5 GiB"],
    [12 * 2 ** 30, "12 GiB"],
  ])("%d bytes are %s", (bytes, text) => expect(bytesText(bytes)).toBe(text));

  it.each([
    [940, "940/s"],
    [12_300, "12 k/s"],
    [999_499, "999 k/s"],
    [999_999, "1.0 M/s"],
    [2_600_000, "2.6 M/s"],
  ])("%d per second are %s", (rate, text) => expect(rateText(rate)).toBe(text));

  it.each([
    [0, "0"],
    [4.23e-13, "4.2e-13"],
    [0.0213, "0.021"],
  ])("probability %d is %s", (probability, text) => expect(probabilityText(probability)).toBe(text));
});

describe("wrap", () => {
  it("breaks at spaces and cuts what is longer than a line", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrap("abcdefghij kl", 4)).toEqual(["abcd", "efgh", "ij", "kl"]);
    expect(wrap("", 4)).toEqual([""]);
  });

  it("counts ideographs as two columns", () => {
    expect(columnsOf("超过半数")).toBe(8);
    expect(padColumns("票", 4)).toBe("票  ");
    expect(wrap("超过半数 ok", 8)).toEqual(["超过半数", "ok"]);
    expect(wrap("超过半数", 5)).toEqual(["超过", "半数"]);
  });

  it("loses no word", () => {
    const text = "the quick brown fox jumps over the lazy dog";
    for (let width = 1; width < 50; width++)
      expect(wrap(text, width).join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
  });

  it("puts a text beside its label", () => {
    expect(beside("  store", 10, "compact and very small indeed", 30)).toEqual([
      "  store   compact and very",
      "          small indeed",
    ]);
  });
});
