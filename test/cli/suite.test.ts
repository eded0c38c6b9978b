import { describe, expect, it } from "vitest";
import { run } from "./run-synod.ts";

describe("synod suite", () => {
  it("checks the built-in protocols and ends with the text's mistake in 12 steps", async () => {
    const { code, stdout, stderr } = await run("suite");
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^no synod\.config\.ts here, so the built-in protocols are checked;\n`.* init` writes a first suite/,
    );
    expect(stdout.match(/ HOLDS /g)).toHaveLength(12);
    expect(stdout).toMatch(/ states +visited +depth /);
    expect(stdout).toMatch(/two-phase-commit {2}participants=6 .* 50,816 +553 +19/);
    expect(stdout).toMatch(/paxos .* 185,369 +17,153 +24/);
    expect(stdout).toMatch(/gossip .* 25,000 +4,320 +15/);
    expect(stdout).toMatch(/paxos-register .* 16,668 +16,668 +20/);
    expect(stdout).toContain("找到所有回复中超过半数的那个");
    expect(stdout).toContain("Counterexample to agreement: 12 steps");
    expect(stdout).toMatch(/agreement is violated: it is false in this state\n/);
    expect(stdout).toMatch(/What next:\n( {2}\S.*\n){4}$/);
  });

  it("visits every state when told to, and then compares generated states too", async () => {
    const { code, stdout, stderr } = await run("suite --no-symmetry");
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toMatch(/ states +generated +depth /);
    expect(stdout).toMatch(/two-phase-commit {2}participants=6 .* 50,816 +402,306 +19/);
    expect(stdout).toMatch(/paxos .* 185,369 +1,316,584 +24/);
    expect(stdout).toMatch(/gossip .* 25,000 +185,401 +15/);
  });
});
