// What a person sees: on one screen, what is printed and what is noted come in the order in which they were said.
import { afterEach, expect, it, vi } from "vitest";
import { openTerminal } from "../../src/cli/terminal.ts";

afterEach(() => vi.restoreAllMocks());

/** Which stream each piece goes to, when these streams are screens. */
function pieces(stdout: boolean, stderr: boolean, json = false): string[] {
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(`out ${text}`) > 0);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(`err ${text}`) > 0);
  const terminal = openTerminal(
    { json },
    { stdout: { isTTY: stdout, columns: 80 }, stderr: { isTTY: stderr, columns: 80 } },
  );
  terminal.rewrite("level 3");
  terminal.print("HOLDS");
  terminal.note("error");
  return written;
}

it("is one stream where both are a screen: a progress line is gone before the verdict is there", () => {
  expect(pieces(true, true)).toEqual(["out level 3", "out HOLDS\n", "out error\n"]);
});

it.each([
  [false, true],
  [true, false],
  [false, false],
])("is two streams where stdout (a screen: %s) or stderr (%s) leads elsewhere", (stdout, stderr) => {
  expect(pieces(stdout, stderr)).toEqual(["err level 3", "out HOLDS\n", "err error\n"]);
});

it("is two streams with --json, always", () => {
  const { write } = process.stdout;
  expect(pieces(true, true, true)).toEqual(["err level 3", "out HOLDS\n", "err error\n"]);
  process.stdout.write = write;
});
