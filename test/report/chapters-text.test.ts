import { describe, expect, it } from "vitest";
import { chaptersLines } from "../../src/report/chapters-text.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { NO_REASONS } from "../../src/why/all-reasons.ts";
import type { Chapter } from "../../src/why/reasons.ts";

const lines = (chapters: readonly (readonly [says: string, steps: readonly number[]])[] | null, width = 80) => {
  const told = chapters?.map(([says, steps]): Chapter => ({ says, part: 0, steps })) ?? null;
  const slice = { matters: [], key: [], cones: [], chapters: told };
  return chaptersLines({ ...NO_REASONS, slice }, { paint: plainPaint, width });
};

describe("chapters in a line", () => {
  it("names each with its steps in the order told, three and more in a row as a range", () => {
    expect(
      lines([
        ["v1 is chosen", [1, 2, 3, 4, 6, 8]],
        ["v2 is chosen", [5, 7, 9, 10]],
        ["v3 is chosen", [12, 11]],
      ]),
    ).toEqual(["  as chapters  v1 is chosen: 1-4 6 8; v2 is chosen: 5 7 9 10; v3 is chosen: 12", "    11"]);
  });

  it("says nothing of a trace told in one", () => {
    expect(lines(null)).toEqual([]);
    expect(lines([["v1 is chosen", [1, 2]]])).toEqual([]);
    expect(chaptersLines(NO_REASONS, { paint: plainPaint, width: 80 })).toEqual([]);
  });

  it("takes three lines at most, and says how many there are where that is too few", () => {
    const many = Array.from({ length: 9 }, (_, at) => [`the log of s${at} is as long as that`, [at + 1]] as const);
    expect(lines(many.slice(0, 5))).toHaveLength(3);
    expect(lines(many)).toEqual(["  as chapters  9, too long for a few lines"]);
  });
});
