import { describe, expect, it } from "vitest";
import { pages } from "./pages.ts";

const records = pages().filter(({ path }) => /^docs\/decisions\/\d/.test(path));

describe("decision records", () => {
  it("are numbered in order", () => {
    const numbers = records.map(({ path }) => Number(/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1]));
    expect(numbers).toEqual(records.map((_, at) => at + 1));
  });

  it.each(records)("$path has the form of a record", ({ path, text }) => {
    const number = /(\d{4})-/.exec(path)?.[1];
    expect(text).toMatch(
      new RegExp(`^# ${number}: .+\n\nDate: \\d{4}-\\d\\d-\\d\\d\\. Status: (accepted|superseded by \\d{4})\\.\n\n`),
    );
    const parts = [...text.matchAll(/^\*\*(\w+)\.\*\*/gm)].map((match) => match[1]);
    expect(parts).toEqual(["Question", "Decision", "Why", "Cost"]);
    expect(text.split("\n").length).toBeLessThan(45);
  });
});
