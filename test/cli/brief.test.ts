// `--brief`: at most two thousand bytes whatever the model and whatever goes wrong, the verdict first, nothing left out silently.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mutantsByModel } from "../support/schema-subjects.ts";
import { runHere } from "./run-here.ts";
import { run, temporaryFolder } from "./run-synod.ts";
import { bank, counters, full, server } from "./user-models.ts";

/** Steps and names of any length: a counterexample of `length` steps, of `rules` rules whose names have `letters` letters. */
const long = `
import { integer, map, model, protocol, range, scalarset } from "synod";
export const long = protocol(
  {
    name: "long",
    parameters: {
      length: integer({ from: 1, to: 400, default: 300 }),
      rules: integer({ from: 1, to: 60, default: 60 }),
      letters: integer({ from: 1, to: 500, default: 300 }),
    },
  },
  ({ length, rules, letters }) => {
    const name = (at) => "规则" + "r".repeat(letters) + at;
    const all = Array.from({ length: rules }, (_, at) => at);
    return model({
      state: { n: range(0, length), log: map(range(0, 30), range(0, length)) },
      rules: Object.fromEntries([
        ...all.map((at) => [name(at), {
          when: (s) => s.n < length && s.n % rules === at,
          do: (s) => { s.n += 1; s.log.set(s.n % 31, s.n); },
        }]),
        ...all.map((at) => ["never" + name(at), { when: (s) => s.n < 0, do: (s) => { s.n = 0; } }]),
      ]),
      always: Object.fromEntries(all.map((at) => ["small" + name(at), (s) => s.n < length])),
    });
  },
);
`;
/** Nothing in it can go wrong, since nothing in it happens. */
const never = `
import { model, range } from "synod";
export const idle = model({
  state: { n: range(0, 3) },
  rules: { up: { when: (s) => s.n > 1, do: (s) => { s.n = 3; } } },
  always: { small: (s) => s.n < 3 },
});
`;
/** Nothing keeps it from standing still, unless the one fairness that it declares is in force; and mutants, of which one is told wrongly. */
const steps = `
import { model, protocol, range, weak } from "synod";
const N = range(0, 3);
export const still = model({
  state: { n: N },
  rules: { up: { when: (s) => s.n < 3, do: (s) => { s.n += 1; } } },
  eventually: { three: (s) => s.n === 3 },
});
export const fair = model({
  state: { n: N },
  rules: { up: { when: (s) => s.n < 3, do: (s) => { s.n += 1; } } },
  eventually: { three: (s) => s.n === 3 },
  fairness: { ups: weak("up") },
});
export const mutated = protocol(
  { name: "mutated", parameters: {}, mutants: { far: { about: "goes on", breaks: "small", at: {}, steps: 2 } } },
  (_, mutant) => model({
    state: { n: N },
    rules: { up: { when: (s) => s.n < (mutant === "far" ? 3 : 2), do: (s) => { s.n += 1; } } },
    always: { small: (s) => s.n < 3 },
  }),
);
`;
const folder = temporaryFolder({
  "steps.ts": steps,
  "bank.ts": bank,
  "counters.ts": counters,
  "full.ts": full,
  "server.ts": server,
  "long.ts": long,
  "never.ts": never,
});

async function brief(words: string): Promise<{ code: number; text: string }> {
  const { code, stdout, stderr } = await runHere([...words.split(" "), "--workers", "1", "--brief"]);
  for (const text of [stdout, stderr]) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2000);
  return { code, text: stdout };
}

describe("a brief answer", () => {
  it("has the verdict, the why, the steps and what to run next", async () => {
    const { code, text } = await brief(`check ${join(folder, "bank.ts")}`);
    expect(code).toBe(12);
    expect(text.replaceAll(folder, "FOLDER")).toMatchInlineSnapshot(`
      "VIOLATED  bank  (exit 12)
      covered every state up to depth 4: the search ended with the violation: 12 distinct states, 15 generated, depth 4, 2 of 2 rules ever enabled
      Why no coin is lost is false: balance is 1 (step 3)
        done[t2] and done[t1] are true (steps 3, 4)
      0 balance: 0; seen: [t1: none, t2: none]; done: [t1: false, t2: false]
      1 read(t: t1)  [seen[t1]: none → 0]
      2 read(t: t2)  [seen[t2]: none → 0]
      3 write(t: t2)  [balance: 0 → 1; seen[t2]: 0 → none; done[t2]: false → true]
      4 write(t: t1)  [seen[t1]: 0 → none; done[t1]: false → true]
      violated after 4 steps: no coin is lost
      next: synod check FOLDER/bank.ts --property 'no coin is lost' --brief --trace trace.json ; synod replay trace.json --step 4
      "
    `);
  });

  it.each(mutantsByModel.filter((_, at) => at % 12 === 0))("is short for a mutant: check %s", async (words) => {
    const { text } = await brief(`check ${words} --max-states 3000`);
    expect(text).toMatch(/^(VIOLATED|HOLDS|UNDECIDED|ERROR)/);
  });

  it.each(["length=1 rules=1 letters=1", "length=60 rules=20 letters=500", "length=60 rules=20 letters=3"])(
    "is short for names and traces of any length, and says that it is cut: %s",
    async (words) => {
      const { code, text } = await brief(`check ${join(folder, "long.ts")} ${words} --no-symmetry`);
      expect(code).toBe(12);
      expect(text).toMatch(/^VIOLATED/);
      const isWhole = words.startsWith("length=1 ");
      expect(text.includes("left out)")).toBe(!isWhole);
      expect(/\((cut|steps).*all of it: synod check .*long.ts/.test(text)).toBe(!isWhole);
    },
  );

  it.each(["guard", "effect", "overflow", "impure", "random", "writes", "property", "log", "never"])(
    "is short for whatever is wrong with a model: %s",
    async (fault) => {
      const { code, text } = await brief(`check ${join(folder, "counters.ts")} counters=2 fault=${fault}`);
      expect([12, 21, 23, 75, 0]).toContain(code);
      expect(text).toMatch(/^(VIOLATED|HOLDS|ERROR)/);
      if (text.startsWith("ERROR")) expect(text).toMatch(/\nSYN\d+ .*\ncause: .*\nremedy: /);
    },
  );

  it.each(["paxso", "paxos acceptors=none", "paxos --mutant none", "./absent.ts", "paxos --property none"])(
    "is short for a bad command line: %s",
    async (words) => {
      const { code, stdout, stderr } = await runHere(["check", ...words.split(" "), "--brief"]);
      expect([code, stdout]).toEqual([code, ""]);
      expect(stderr).toMatch(/^error SYN\d+ .*\n {2}likely cause: .*\n {2}remedy: .*\n$/);
      expect(Buffer.byteLength(stderr)).toBeLessThanOrEqual(2000);
    },
  );

  it("says of a rule that is never enabled that what holds may mean nothing", async () => {
    const { code, text } = await brief(`check ${join(folder, "never.ts")}`);
    expect(code).toBe(0);
    expect(text.replaceAll(folder, "FOLDER")).toMatchInlineSnapshot(`
      "HOLDS  idle  (exit 0)
      covered every reachable state of this configuration, complete: 1 distinct states, 1 generated, depth 0, 1 terminal, 0 of 1 rule ever enabled
      warning: rule up was never enabled: its guard is false in every reachable state
      holds: small
      next: synod list FOLDER/never.ts --rules
      "
    `);
  });

  it("keeps the step that the next command names, whatever is left out around it", async () => {
    // The step is in the midst of sixty, which do not fit.
    const { text } = await brief(`check ${join(folder, "long.ts")} length=60 rules=20 letters=3 --no-symmetry`);
    const step = Number(/--step (\d+)\n/.exec(text)?.[1]);
    expect(step).toBeGreaterThan(0);
    expect(text).toMatch(new RegExp(`\n ?${step} 规则`));
  });

  it("leads on from what stands still to what must not be put off", async () => {
    const still = await brief(`check ${join(folder, "steps.ts")}#still`);
    expect([still.code, still.text]).toEqual([
      13,
      expect.stringContaining("\nnext: say in the model what must not be put off for ever, such as fairness: {"),
    ]);
    const off = await brief(`check ${join(folder, "steps.ts")}#fair --fairness none`);
    expect(off.text.replaceAll(folder, "FOLDER")).toMatch(
      /\nnext: synod check FOLDER\/steps.ts#fair --property three --fairness ups --brief\n$/,
    );
    expect((await brief(`check ${join(folder, "steps.ts")}#fair`)).code).toBe(0);
  });

  it("leads on from what holds to the declared mutants, and from one that is not as it says to its trace", async () => {
    const model = `${join(folder, "steps.ts")}#mutated`;
    const holds = await brief(`check ${model}`);
    expect([holds.code, holds.text]).toEqual([0, expect.stringMatching(/\nnext: synod mutants .*#mutated --brief\n$/)]);
    const wrong = await brief(`check ${model} --mutants`);
    const told = (text: string) => text.replaceAll(folder, "FOLDER");
    const lines = [
      "mutants: 0 of 1 as expected, 1 not",
      "  not as expected: mutated far: expected small violated after 2 steps, found small violated after 3 steps",
      "next: synod check FOLDER/steps.ts#mutated --mutant far --property small --brief",
      "",
    ].join("\n");
    expect([wrong.code, told(wrong.text).endsWith(lines)]).toEqual([22, true]);
    const alone = await brief(`mutants ${model}`);
    expect([alone.code, told(alone.text)]).toEqual([22, lines]);
  });

  it("is the answer of synod mutants and synod mutate, too", async () => {
    expect((await brief("mutants two-phase-commit")).text).toMatch(/^mutants: \d+ of \d+ as expected\n$/);
    const { code, text } = await brief("mutate two-phase-commit participants=2");
    expect(code).toBe(0);
    expect(text).toMatch(
      /^two-phase-commit participants=2: every property holds as it is\nmutation: \d+ changes of rules, /,
    );
    const violated = await brief(`mutate ${join(folder, "bank.ts")}`);
    expect([violated.code, violated.text]).toEqual([12, expect.stringMatching(/^VIOLATED {2}bank/)]);
  });

  it("comes from a real command, that is interrupted by its clock too", async () => {
    const { code, stdout } = await run("check paxos acceptors=4 ballots=4 --time 1500ms --brief");
    expect(code).toBe(20);
    expect(stdout).toMatch(/^UNDECIDED {2}paxos acceptors=4 ballots=4 {2}\(exit 20\)\nSYN\d+ /);
    expect(stdout).toMatch(/\nnext: synod plan paxos acceptors=4 ballots=4\n$/);
  });

  it("is not asked for together with JSON or samples, nor mutants of a mutant", async () => {
    for (const words of [
      "--brief --json",
      "--brief --sample 2",
      "--mutants --mutant p-own",
      "--mutate --property chosen",
    ]) {
      const { code, stderr } = await runHere(["check", "paxos-retold", ...words.split(" ")]);
      expect([code, stderr]).toEqual([1, expect.stringContaining("SYN110")]);
    }
  });
});

describe("what is looked at beside a model that holds", () => {
  it("is in the one object of --json: declared mutants, and changes that no property notices", async () => {
    const { code, stdout } = await runHere(["check", "peterson", "--mutants", "--mutate", "--json"]);
    const json = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(json).toMatchObject({
      schemaVersion: 1,
      outcome: "holds",
      mutants: { summary: { differ: 0 }, interrupted: false },
      mutation: { summary: { mutations: 17, byProperty: 16, survived: 1 } },
    });
  });

  it("is told behind the verdict to people, and in lines when they are to be brief", async () => {
    const { stdout } = await runHere(["check", "peterson", "--mutants", "--mutate"]);
    expect(stdout).toMatch(
      /^HOLDS {2}peterson\n[\s\S]*\n\nDeclared mutants\n[\s\S]*\n\nRules changed one by one\nnot noticed: /,
    );
    const { text } = await brief("check peterson --mutants --mutate");
    expect(text).toMatch(
      /\nmutants: \d+ of \d+ as expected\nmutation: 17 changes of rules, 16 noticed, 1 not, score 94 %\n/,
    );
  });

  it("is nothing where the model does not hold", async () => {
    const { stdout } = await runHere(["check", join(folder, "bank.ts"), "--mutate", "--mutants", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "violated", mutants: null, mutation: null });
  });
});
