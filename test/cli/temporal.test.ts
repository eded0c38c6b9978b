// Properties over time from the command line: verdict, exit code, lasso, fairness, list, trace and replay.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { run, temporaryFolder } from "./run-synod.ts";
import { server } from "./user-models.ts";

const folder = temporaryFolder({ "server.ts": server });
/** What both commands print from the heading of the trace on. */
const shown = (text: string) => text.slice(text.indexOf("Counterexample"));
const unwrapped = (text: string) => text.replace(/\n {2,}/g, " ");

describe("synod check of a property over time", () => {
  it("exits 13 and prints the lasso with the reasons why it is fair", async () => {
    const { code, stdout, stderr } = await run("check server.ts --workers 2", folder);
    expect(stderr).toBe("");
    expect(code).toBe(13);
    expect(stdout).toMatch(/\n {2}fairness {2}weak\n/);
    expect(stdout).toMatch(/\n {2}all done +eventually +violated: a loop of 2 steps from state 0 on\n/);
    expect(shown(stdout).trimEnd()).toBe(
      `Counterexample to all done: 2 steps, a loop

 0  initial state
      up    true
      done  [j1: false]
    loop starts here (state 0)
 1  crash
      up    true → false
 2  recover
      up    false → true
    back to state 0

  fair because:
    weak fairness of work(j: j1): disabled in state 1
    weak fairness of recover: taken at step 2

  all done is violated: it is false in every state of this fair behaviour

Why all done never becomes true
  done[j1] is false

Why nothing changes that
  work(j: j1) would, and is enabled in states 0, 2 of the loop`,
    );
  });

  it("depends on the fairness that is chosen", async () => {
    const strong = await run("check server.ts --fairness strong", folder);
    expect(strong.code).toBe(0);
    expect(strong.stdout).toMatch(/\n {2}fairness {2}strong\n/);
    const none = await run("check server.ts --fairness none", folder);
    expect(none.code).toBe(13);
    expect(none.stdout).toMatch(/\n {2}fairness {2}none: any step may be put off for ever\n/);
    expect(none.stdout).toContain("all done         eventually       violated: nothing happens any more in an initial");
    expect(none.stdout).not.toContain("fair because");
    expect(none.stdout).toContain("all done is violated: it is false in every state of this behaviour");
  });

  it("names the fairness there is when it is asked for another", async () => {
    const { code, stderr } = await run("check server.ts --fairness wek", folder);
    expect(code).toBe(1);
    expect(unwrapped(stderr)).toContain('--fairness cannot be "wek"');
    expect(unwrapped(stderr)).toContain("one of weak, strong, none");
  });

  it("says of a dead end from which state on nothing helps", async () => {
    const all = await run("check server.ts crash=once", folder);
    expect(all.code).toBe(13);
    expect(all.stdout).toMatch(/may finish +alwaysReachable +violated: out of reach after 1 step\n/);
    expect(all.stdout).toMatch(/\n {2}may finish is violated: from state 1 on it cannot be reached any more\n/);
    expect(all.stdout).toContain("\n    and nothing happens ever after\n");
  });

  it("fits 80 columns, however many classes there are", async () => {
    const { code, stdout } = await run("check server.ts jobs=9", folder);
    expect(code).toBe(13);
    expect(unwrapped(stdout)).toContain(
      "weak fairness of work(j: j1), work(j: j2), work(j: j3) and 6 more: disabled in state 1",
    );
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("warns of one that is true of itself, and fails when strict", async () => {
    const vacuous = server.replace('"all done": (s) =>', '"all done": (s) => s.up ||');
    const elsewhere = temporaryFolder({ "server.ts": vacuous });
    const lenient = await run("check server.ts", elsewhere);
    expect(lenient.code).toBe(0);
    expect(unwrapped(lenient.stdout)).toContain("all done holds, but every initial state satisfies it already");
    expect((await run("check server.ts --strict", elsewhere)).code).toBe(21);
  });

  it("prints JSON with the fairness in force, the lasso and the reasons", async () => {
    const { code, stdout } = await run("check server.ts --workers 1 --json", folder);
    expect(code).toBe(13);
    const verdict = JSON.parse(stdout);
    expect(verdict).toMatchObject({ outcome: "violated", complete: true, ending: "complete", fairness: "weak" });
    const [allDone, mended, mayFinish] = verdict.properties;
    expect(allDone).toMatchObject({ kind: "eventually", outcome: "violated", steps: 2, loop: 0 });
    expect(allDone.trace).toMatchObject({
      loop: 0,
      fairness: ["weak fairness of work(j: j1): disabled in state 1", "weak fairness of recover: taken at step 2"],
    });
    expect(allDone.trace.steps.map((step: { rule: string }) => step.rule)).toEqual(["crash", "recover"]);
    expect(mended).toEqual({
      name: "crash is mended",
      kind: "leadsTo",
      outcome: "holds",
      steps: null,
      loop: null,
      trace: null,
      reasons: null,
    });
    expect(mayFinish).toMatchObject({ kind: "alwaysReachable", outcome: "holds" });
  });

  it("is silent on fairness where nothing over time is asked", async () => {
    const { stdout } = await run("check consensus --json");
    expect(JSON.parse(stdout).fairness).toBe(null);
  });
});

describe("synod list of a model with properties over time", () => {
  it("names their kinds and the fairness to choose from", async () => {
    const { stdout } = await run("list server.ts", folder);
    expect(stdout).toMatch(/ {4}all done +eventually\n {4}crash is mended +leadsTo\n {4}may finish +alwaysReachable\n/);
    expect(unwrapped(stdout)).toContain("weak fairness of work, per j; weak fairness of recover (default)");
    expect(stdout).toMatch(/\n {2}fairness \(--fairness\)\n {4}weak .*\n {4}strong .*\n {4}none +assumes nothing\n/);
    const { models } = JSON.parse((await run("list server.ts --json", folder)).stdout);
    expect(models[0].fairness.map(({ name }: { name: string }) => name)).toEqual(["weak", "strong", "none"]);
  });
});

describe("a saved lasso", () => {
  beforeAll(async () => {
    const { code } = await run("check server.ts --workers 1 --trace lasso.json", folder);
    expect(code).toBe(13);
  });

  it.each([
    ["a lasso", "crash=again"],
    ["a behaviour that ends", "crash=once"],
    ["one that does nothing", "--fairness none"],
    ["one of many classes", "jobs=9"],
  ])("is shown again: %s", async (_what, subject) => {
    const checked = await run(`check server.ts ${subject} --workers 1 --trace saved.json`, folder);
    const replayed = await run("replay saved.json", folder);
    expect(replayed).toMatchObject({ code: 0, stderr: "" });
    expect(replayed.stdout).toMatch(/^server( \w+=\w+)?, fairness (weak|none), replayed from saved.json\n/);
    // The check has all traces first, and then why each is one.
    const [again, ...why] = shown(replayed.stdout)
      .trimEnd()
      .split(/\n\n(?=Why )/) as [string, ...string[]];
    expect(again.length).toBeGreaterThan(100);
    for (const part of [again, ...why]) expect(checked.stdout).toContain(part);
  });

  it("is shown again: a dead end", async () => {
    const dead = temporaryFolder({ "server.ts": server.replace(/eventually: .*\n.*leadsTo: .*\n/, "") });
    const checked = await run("check server.ts crash=once --trace saved.json", dead);
    expect(checked.code).toBe(13);
    const { code, stdout } = await run("replay saved.json", dead);
    expect(code).toBe(0);
    expect(stdout.trimEnd()).toMatch(/may finish is violated: from state 1 on it cannot be reached any more\n\nWhy /);
  });

  it("is for programs, too", async () => {
    const { stdout } = await run("replay lasso.json --json", folder);
    expect(JSON.parse(stdout)).toMatchObject({
      fairness: "weak",
      shows: { property: "all done", propertyKind: "eventually" },
      trace: { loop: 0, fairness: [expect.stringContaining("disabled in state 1"), expect.any(String)] },
    });
  });

  it("can be read by a person as it is", () => {
    const file = JSON.parse(readFileSync(join(folder, "lasso.json"), "utf8"));
    expect(file).toMatchObject({
      version: 1,
      loop: 0,
      fairness: "weak",
      fairBecause: [expect.any(String), expect.any(String)],
    });
  });

  it("does not fit a model in which it is not fair, not violated, or not closed any more", async () => {
    const cases: readonly (readonly [string, string, string])[] = [
      [
        'weak: [weak("work", { per: "j" })',
        'weak: [strong("work", { per: "j" })',
        "the behaviour is not fair: strong work",
      ],
      ["weak: [weak", "feeble: [weak", "no longer has the fairness weak"],
      ['"all done": (s) =>', '"all done": (s) => !s.up ||', "the behaviour satisfies the property"],
      ["s.up = true; } },", "s.up = true; s.done.set(Job.values[0], true); } },", "is not state 0"],
    ];
    for (const [from, to, problem] of cases) {
      expect(server).toContain(from);
      const changed = temporaryFolder({
        "server.ts": server.replace(from, to),
        "lasso.json": readFileSync(join(folder, "lasso.json"), "utf8"),
      });
      const { code, stdout, stderr } = await run("replay lasso.json", changed);
      expect(unwrapped(stderr)).toContain(problem);
      expect(stderr).toContain("error SYN501");
      expect(stdout).toBe("");
      expect(code).toBe(151);
    }
  });

  const broken: readonly (readonly [string, (text: string) => string, string])[] = [
    ["past its end", (text) => text.replace('"loop": 0', '"loop": 3'), '"loop" is 3, and its last state is number 2'],
    ["before its start", (text) => text.replace('"loop": 0', '"loop": -1'), '"loop" is not a whole number'],
    ["that is no number", (text) => text.replace('"loop": 0', '"loop": "0"'), '"loop" is not a whole number'],
    ["that is absent", (text) => text.replace('"loop": 0,', ""), '"loop" is missing'],
    ["without a fairness", (text) => text.replace('"fairness":', '"was":'), '"fairness" is missing'],
    [
      "for a claim about one state",
      (text) => text.replace('"eventually"', '"always"'),
      'it has a "loop", and shows "always"',
    ],
  ];
  it.each(broken)("with a loop %s is no trace", async (_what, change, problem) => {
    const text = readFileSync(join(folder, "lasso.json"), "utf8");
    expect(change(text)).not.toBe(text);
    writeFileSync(join(folder, "bad.json"), change(text));
    const { code, stderr } = await run("replay bad.json", folder);
    expect(stderr).toContain("error SYN502");
    expect(unwrapped(stderr)).toContain(problem);
    expect(code).toBe(1);
  });
});
