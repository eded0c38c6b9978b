/** Suites by the real command: what they print, and what they end with. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run, temporaryFolder } from "./run-synod.ts";

const counter = `import { integer, model, protocol, range } from "synod";
export const counter = protocol(
  {
    name: "counter",
    parameters: { most: integer({ from: 1, to: 9, default: 3 }) },
    mutants: { far: { about: "counts one too far", breaks: "small", at: { most: 2 }, steps: 3 } },
  },
  ({ most }, mutant) =>
    model({
      state: { n: range(0, 10) },
      rules: {
        up: {
          when: (s) => (mutant === "far" ? s.n <= most : s.n < most),
          do: (s) => {
            s.n += 1;
          },
        },
      },
      always: { small: (s) => s.n <= most },
      terminal: () => true,
    }),
);
`;

const suite = (checks: string) =>
  `import { defineSuite } from "synod/suite";\nexport default defineSuite({ checks: [${checks}] });\n`;

describe("a suite that is as expected", () => {
  const folder = temporaryFolder({
    "counter.ts": counter,
    "synod.config.ts": suite(
      `{ model: "./counter.ts", parameters: { most: [2, 4] }, mutants: "all", tags: ["quick"] },
       { model: "consensus" },
       { model: "paxos-retold", mutant: "p-majown", expect: { violated: "agreement", steps: 12 }, tags: ["text"] }`,
    ),
  });

  it("is a line for each check, smallest first, and ends with 0", async () => {
    const { code, stdout, stderr } = await run("suite", folder);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const rows = stdout.split("\n").map((line) => line.replace(/ +/g, " ").replace(/\d+(\.\d+)? m?s /, "TIME "));
    expect(rows.slice(0, 8)).toEqual([
      "synod.config.ts",
      "",
      " states depth time check came out",
      " ok 3 1 TIME consensus holds",
      " ok 3 2 TIME counter.ts most=2 holds",
      " ok 4 3 TIME counter.ts most=2 mutant=far violated: small, 3 steps",
      " ok 5 4 TIME counter.ts most=4 holds",
      " ok 4,147 12 TIME paxos-retold mutant=p-majown violated: agreement, 12 steps, and 1 other",
    ]);
    expect(stdout).toMatch(/\n\n5 checks: all as expected \(.*\)\n$/);
  });

  it("runs those with a tag only, and says what it left out", async () => {
    const { code, stdout } = await run("suite --tag quick --no-cache", folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/3 checks: all as expected \(.*\)\nleft out: 2 without the tag\n$/);
  });

  it("runs each check in one of its shards", async () => {
    const shards = await Promise.all([1, 2, 3].map((each) => run(`suite --shard ${each}/3 --json`, folder)));
    const ids = shards.map(({ stdout }) => JSON.parse(stdout).checks.map(({ id }: { id: string }) => id));
    expect(ids.flat().toSorted()).toEqual([
      "consensus",
      "counter.ts most=2",
      "counter.ts most=2 mutant=far",
      "counter.ts most=4",
      "paxos-retold mutant=p-majown",
    ]);
    expect(Math.max(...ids.map((each) => each.length))).toBe(2);
  });

  it("refuses a tag that nothing has", async () => {
    const { code, stderr } = await run("suite --tag qick", folder);
    expect(code).toBe(1);
    expect(stderr).toContain('SYN122 (nothing is selected): no check of the suite has the tag "qick"');
    expect(stderr).toContain('did you mean "quick"?');
  });
});

/** One claim looks at nothing; each of two mistakes breaks a claim, and one of them by what the model does without it. */
const doubtful = `import { model, protocol, range } from "synod";
const N = range(0, 5);
export const blind = model({
  state: { n: N },
  rules: { up: { when: (s) => s.n < 3, do: (s) => { s.n += 1; } }, never: { when: (s) => s.n > 3, do: (s) => { s.n = 0; } } },
  always: { fine: () => true },
});
export const other = protocol(
  {
    name: "other",
    parameters: {},
    mutants: {
      idle: { about: "changes what does not matter", breaks: "small", at: {}, steps: 3 },
      sooner: { about: "starts at 1", breaks: "small", at: {}, steps: 2 },
      real: { about: "goes on", breaks: "tiny", at: {}, steps: 4 },
    },
  },
  (_, mutant) => model({
    state: { n: N },
    init: (s) => { s.n = mutant === "sooner" ? 1 : 0; },
    rules: { up: { when: (s) => s.n < (mutant === "real" ? 5 : 3) || (mutant === "idle" && s.n === 4), do: (s) => { s.n += 1; } } },
    always: { small: (s) => s.n < 3, tiny: (s) => s.n < 4 },
  }),
);
`;

describe("a suite that could be content with nothing", () => {
  const folder = temporaryFolder({
    "doubtful.ts": doubtful,
    "synod.config.ts": suite('{ model: "./doubtful.ts#blind", mutationScore: 0.1 }'),
    "score.ts": suite('{ model: "./doubtful.ts#blind", mutationScore: 0.5 }'),
    "mutants.ts": suite('{ model: "./doubtful.ts#other", properties: ["tiny"], mutants: "all" }'),
  });

  it("tells warnings that it does not call surprises, and the mutation score", async () => {
    const { code, stdout } = await run("suite --no-cache", folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ holds, \d\d % of changes noticed\n/);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "warning: rule never was never enabled: its guard is false in every reachable state " +
        "warning: fine claims nothing: it does not look at the state, so it holds whatever the model does",
    );
    expect(stdout).toContain("\n2 warnings of 1 check: with `strict` they are not as expected\n");
  });

  it("is not content with a mutant that is noticed by what the model does without it, cached or not", async () => {
    const runs = [await run("suite --config mutants.ts", folder), await run("suite --config mutants.ts", folder)];
    for (const { code, stdout } of runs) {
      expect(code).toBe(22);
      expect(stdout).toContain("4 checks: 3 as expected, 1 not");
      expect(stdout.replace(/\s+/g, " ")).toContain(
        "not as expected: doubtful.ts#other mutant=idle small is violated after 3 steps, and so it is without the mutant, " +
          "by the same steps: they say nothing of the mistake synod check ./doubtful.ts#other --mutant idle --property small",
      );
    }
    expect(runs[1]?.stdout).toContain("4 from the cache");
  });

  it("says all of that briefly, in 2000 bytes at most", async () => {
    const wrong = await run("suite --config mutants.ts --brief", folder);
    expect([wrong.code, wrong.stdout.replace(/\(\d+ m?s\)/, "(TIME)")]).toEqual([
      22,
      `NOT AS EXPECTED  mutants.ts  (exit 22)
4 checks: 3 as expected, 1 not; 4 from the cache (TIME)
not as expected: doubtful.ts#other mutant=idle: violated: small, 3 steps
  small is violated after 3 steps, and so it is without the mutant, by the same steps: they say nothing of the mistake
next: synod check ./doubtful.ts#other --mutant idle --property small --brief
`,
    ]);
    const fine = await run("suite --brief", folder);
    expect([fine.code, fine.stdout]).toEqual([
      0,
      expect.stringMatching(/^AS EXPECTED {2}synod\.config\.ts {2}\(exit 0\)\n/),
    ]);
    expect(fine.stdout).toMatch(/\nwarning: doubtful\.ts#blind: rule never was never enabled/);
    const score = await run("suite --config score.ts --brief", folder);
    expect([score.code, score.stdout]).toEqual([
      22,
      expect.stringMatching(/\nnext: synod mutate \.\/doubtful\.ts#blind --brief\n$/),
    ]);
    const both = await run("suite --brief --json", folder);
    expect([both.code, both.stderr]).toEqual([1, expect.stringContaining("SYN110")]);
    const many = temporaryFolder({
      "doubtful.ts": doubtful,
      "synod.config.ts": `export default { checks: Array.from({ length: 200 }, (_, at) => ({ model: "./doubtful.ts#other", name: "check " + at })) };`,
    });
    const long = await run("suite --brief", many);
    expect(long.code).toBe(22);
    expect(Buffer.byteLength(long.stdout)).toBeLessThanOrEqual(2000);
    expect(long.stdout).toMatch(/\(\d+ lines left out\)\nnext: synod check .*\n\(cut; all of it: synod suite\)\n$/);
  });
});

describe("the suite that the pages show", () => {
  it("is as expected", async () => {
    const { code, stdout } = await run("suite --no-cache", join(import.meta.dirname, "..", "..", "examples", "suites"));
    expect(code).toBe(0);
    expect(stdout).toContain("7 checks: all as expected");
  });
});

describe("a suite that is not", () => {
  it("says what differs of each check, goes on past those that do not load, and ends with 22", async () => {
    const folder = temporaryFolder({
      "counter.ts": counter,
      "synod.config.mjs": suite(
        `{ model: "./gone.ts" },
         { model: "./counter.ts", mutant: "far", expect: { violated: "small", steps: 4 } },
         { model: "./counter.ts", parameters: { most: 12 } },
         { model: "./counter.ts", expect: { violated: "small" } },
         { model: "two-phase-commit", parameters: { participants: 6 }, budget: { states: 100 } }`,
      ),
    });
    const { code, stdout } = await run("suite", folder);
    expect(code).toBe(22);
    expect(stdout).toContain("\n5 checks: 0 as expected, 5 not (");
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain('not as expected: gone.ts SYN101 (unknown model): there is no file "./gone.ts"');
    expect(text).toContain(
      "not as expected: counter.ts mutant=far small is violated after 3 steps, not 4 why: n is 3 " +
        "synod check ./counter.ts most=2 --mutant far",
    );
    expect(text).toContain("counter.ts most=12 SYN104 (bad parameter value): counter cannot take most=12");
    expect(text).toContain("not as expected: counter.ts small holds; expected: small violated");
    expect(text).toMatch(/participants=6 undecided after \d+ states, since it had as many states as it may/);
  });

  it.each([
    ["export default { checks: [] };", 151, "a suite that checks nothing is always as expected"],
    ["export default {};", 151, "SYN121 (bad suite): checks of synod.config.ts is undefined"],
    ["export default { cheks: [] };", 151, 'did you mean "checks"?'],
    ['export default { checks: [{ model: "paxos", expext: "holds" }] };', 151, 'check 1 has no key "expext"'],
    [
      'export default { checks: [{ model: "paxos" }, { model: "paxos" }] };',
      151,
      "check 2 (paxos) is paxos, as check 1",
    ],
    ["export const a = 1;", 150, "SYN120 (the suite does not load): synod.config.ts does not load: it has no default"],
    ["export default {", 150, "SYN120"],
  ])("is refused where it is none: %s", async (text, expected, said) => {
    const { code, stderr } = await run("suite", temporaryFolder({ "synod.config.ts": text }));
    expect(code).toBe(expected);
    expect(stderr.replace(/\s+/g, " ")).toContain(said);
  });

  it("is refused where there is none and something of a suite is asked", async () => {
    const { code, stderr } = await run("suite --tag quick", temporaryFolder());
    expect(code).toBe(1);
    expect(stderr).toContain("SYN123 (no suite here)");
  });
});
