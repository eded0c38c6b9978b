// `synod grade`: what a student without a browser sees.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runHere } from "./run-here.ts";
import { temporaryFolder } from "./run-synod.ts";

const lesson = join(import.meta.dirname, "..", "..", "lessons", "01-interleavings");
const grade = (...argv: string[]) => runHere(["grade", ...argv]);

describe("synod grade", () => {
  it("passes a right answer", async () => {
    const { code, stdout, stderr } = await grade("1", join(lesson, "reference.ts"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("PASSED  lesson 01, Any step may be next");
    expect(stdout).toContain("6 of 6 checks");
    expect(stdout).not.toContain("Hint");
  });

  it("of a wrong one tells row by row what was found, the counterexample, and a hint", async () => {
    const { code, stdout } = await grade("01-interleavings", join(lesson, "wrong-1.ts"));
    expect(code).toBe(22);
    expect(stdout).toContain(`
   1  ok       nothing is lost: holds
   2  ok       all are done: reached after 4 steps
   3  not yet  no deadlock: violated after 2 steps
   4  ok       Three workers: nothing is lost: holds
   5  ok       Three workers: all can be done: reached after 6 steps
   6  not yet  Three workers: nobody is stuck: violated after 3 steps

What check 3 found
 1  read(w: w1)
      noted[w1]  none → 0
 2  read(w: w2)
      noted[w2]  none → 0

Hint
`);
  });

  it("prints one object for a program", async () => {
    const { code, stdout } = await grade("01", join(lesson, "wrong-2.ts"), "--json");
    const { schemaVersion, lesson: id, exercise, passed, rows } = JSON.parse(stdout);
    expect({ code, schemaVersion, id, exercise, passed }).toEqual({
      code: 22,
      schemaVersion: 1,
      id: "01",
      exercise: "exercise",
      passed: false,
    });
    expect(rows.map(({ pass }: { pass: boolean }) => pass)).toEqual([true, true, false, true, true, false]);
    expect(rows[2].found).toMatchObject({ outcome: "violated", about: "no deadlock", steps: 3 });
  });

  it("takes what is outside of the open parts from the lesson, and says so", async () => {
    const folder = temporaryFolder({
      "counter.ts": "// edit:begin when\nconst mayRead = () => false;\nconst mayWrite = () => false;\n// edit:end\n",
    });
    const { code, stdout, stderr } = await grade("01", join(folder, "counter.ts"));
    expect(code).toBe(22);
    expect(stderr).toContain("only what stands between // edit:begin and // edit:end is graded");
    expect(stdout).toContain("2  not yet  all are done: never reached, in 1 state");
  });

  it("tells what is wrong with a file that does not load, once for each check", async () => {
    const folder = temporaryFolder({ "counter.ts": "// edit:begin when\nconst mayRead = (\n// edit:end\n" });
    const { code, stdout } = await grade("01", join(folder, "counter.ts"));
    expect(code).toBe(22);
    expect(stdout).toContain("0 of 6 checks");
    expect(stdout).toContain('SYN102: ./counter.ts does not load: counter.ts:25:5: Unexpected "return"');
    expect(stdout).not.toContain("Hint");
  });

  it.each([
    [["11", "x.ts"], "SYN153", 1],
    [["paxos", "x.ts"], "SYN153", 1],
    [["01", "x.ts", "--exercise", "own"], "SYN153", 1],
    [["01", "x.ts"], "SYN152", 151],
    [["01"], "SYN110", 1],
  ])("refuses %j with %s", async (argv, code, exit) => {
    const { stderr, code: found } = await grade(...argv);
    expect(stderr).toContain(`error ${code}`);
    expect(found).toBe(exit);
  });
});
