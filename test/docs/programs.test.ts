// What docs/reference/programs.md says of `check`'s options and rejections is what `check` does.
import { describe, expect, it } from "vitest";
import { check } from "../../src/check.ts";
import { model, range } from "../../src/index.ts";
import { readPage, tableBelow } from "./pages.ts";

const page = readPage("docs/reference/programs.md");

const counter = model({
  state: { n: range(0, 3) },
  rules: { up: { when: (s) => s.n < 3, do: (s) => void s.n++ } },
  always: { small: (s) => s.n <= 3 },
});

/** What `check` rejects with, of arguments that the compiler would not let through. */
async function rejection(...given: readonly unknown[]): Promise<{ code: string; details: { known?: string[] } }> {
  const loosely = check as unknown as (...given: readonly unknown[]) => Promise<unknown>;
  return loosely(...given).then(
    () => expect.fail("it does not reject"),
    (error) => error,
  );
}

describe("docs/reference/programs.md", () => {
  it("has every option of check", async () => {
    const { details } = await rejection(counter, { wokers: 2 });
    const named = tableBelow(page, "Options").flatMap(([cell = ""]) => cell.split(", "));
    expect(named.sort()).toEqual(details.known?.sort());
  });

  it("has every code that check rejects with before anything is done", async () => {
    const rejections = await Promise.all([
      rejection({}),
      rejection(counter, { timeMs: "1s" }),
      rejection(counter, { crew: {} }),
      rejection(counter, { wokers: 2 }),
      rejection(counter, { workers: 0 }),
      rejection(counter, { memoryBytes: 1 }),
      rejection(counter, { maxStates: 0.5 }),
      rejection(counter, { fairness: "strong" }),
      rejection(counter, { properties: ["smal"] }),
      rejection(counter, { reductions: ["all"] }),
    ]);
    const codes = tableBelow(page, "Options", 1).map(([code]) => code);
    // SYN408 is not to be had where there is a checker: test/surface/pure.test.ts.
    expect(codes).toEqual([...new Set(rejections.map(({ code }) => code)), "SYN408"]);
  });
});
