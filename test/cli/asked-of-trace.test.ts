import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runHere } from "./run-here.ts";
import { run, temporaryFolder } from "./run-synod.ts";

const folder = temporaryFolder();
const file = join(folder, "t.json");
const replayed = (...words: string[]) => runHere(["replay", file, ...words]);
/** What is behind the heading of the trace's reasons. */
const lines = (text: string, from: string) => text.slice(text.indexOf(from)).trimEnd().split("\n");

beforeAll(async () => {
  await run("check paxos-retold --mutant p-majown --workers 1 --trace t.json", folder);
});

describe("a trace is asked", () => {
  it("to be told in chapters: all its steps, fact by fact", async () => {
    const { code, stdout } = await replayed("--chapters");
    expect(code).toBe(0);
    expect(lines(stdout, "Chapter 1")).toEqual([
      "Chapter 1: v1 is chosen",
      "   1  prepare(ballot: 0)",
      "   2  promise(by: a1, ballot: 0)",
      "   3  promise(by: a2, ballot: 0)",
      "   4  propose(ballot: 0, value: v1)",
      "   6  accept(by: a1, ballot: 0, value: v1)",
      "   8  accept(by: a2, ballot: 0, value: v1)",
      "",
      "Chapter 2: v2 is chosen",
      "   5  prepare(ballot: 1)",
      "   7  promise(by: a1, ballot: 1)",
      "   9  promise(by: a3, ballot: 1)",
      "  10  propose(ballot: 1, value: v2)",
      "  11  accept(by: a1, ballot: 1, value: v2)",
      "  12  accept(by: a3, ballot: 1, value: v2)",
    ]);
  });

  it("what a step changed, wrote and needed, and what its rule lacks elsewhere", async () => {
    const { code, stdout } = await replayed("--step", "10", "--rule", "propose");
    expect(code).toBe(0);
    expect(stdout.split("\n").slice(0, 14)).toEqual([
      "Step 10: propose(ballot: 1, value: v2)",
      "      sent  + propose(ballot: 1, value: v2)",
      "  needed",
      "    a1 promised ballot 1 and reported {ballot: 0, value: v1} (step 7)",
      "    a3 promised ballot 1 and reported none (step 9)",
      "    v1 was not proposed in ballot 1",
      "    v2 was not proposed in ballot 1",
      "",
      "propose in state 9",
      "  propose(ballot: 0, value: v1) is disabled, since v1 was proposed in ballot 0",
      "  propose(ballot: 0, value: v2) is disabled, since v1 was proposed in ballot 0",
      "  propose(ballot: 1, value: v1) is enabled",
      "  propose(ballot: 1, value: v2) is enabled",
      "",
    ]);
    const last = JSON.parse((await replayed("--step", "12", "--json")).stdout);
    expect(last.step).toMatchObject({ number: 12, rule: [], needs: { proof: "proved" } });
    expect(last.step.wrote.map(({ says }: { says: string }) => says)).toEqual(["a3 voted for v2 in ballot 1"]);
  });

  it("why a rule instance is disabled in a state, with the step that wrote each fact", async () => {
    const { code, stdout } = await replayed("--why-not", "4", "propose(ballot:0, value: v2)", "--json");
    expect(code).toBe(0);
    const { whyNot } = JSON.parse(stdout);
    expect(whyNot).toMatchObject({ state: 4, instance: "propose(ballot: 0, value: v2)", is: "disabled" });
    expect(whyNot.whyNot).toMatchObject({ proof: "proved", telling: [0] });
    expect(whyNot.whyNot.facts[0]).toMatchObject({ says: "v1 was proposed in ballot 0", value: "true", step: 4 });
    expect((await replayed("--why-not", "9", "propose(ballot: 1, value: v1)")).stdout).toBe(
      "In state 9\n  propose(ballot: 1, value: v1) is enabled\n",
    );
  });

  it.each([
    [["--step", "0"], "a step of the trace, 1 to 12"],
    [["--step", "13"], "a step of the trace, 1 to 12"],
    [["--step", "1", "--rule", "propse"], 'did you mean "propose"?'],
    [["--why-not", "13", "propose(ballot: 1, value: v1)"], "a state of the trace, 0 to 12"],
    [["--why-not", "9", "propose(ballot: 1, value: v3)"], 'did you mean "propose(ballot: 1,'],
    [["--why-not", "9"], "--why-not takes the number of a state and a rule"],
    [["--rule", "propose"], "--rule is about a step, and there is no --step"],
    [["--chapters", "--step", "1"], "--chapters, --step and --why-not are asked"],
  ])("what there is, or refuses: %j", async (words, says) => {
    const { code, stdout, stderr } = await replayed(...words);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(says);
  });
});
