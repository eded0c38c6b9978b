// The lock of a suite by the real command: who is told of what, what is written, and what is left alone.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLock } from "../../src/cli/suite-lock.ts";
import { asSynodError } from "../../src/errors/errors.ts";
import { run, temporaryFolder } from "./run-synod.ts";

const counter = (most: number) => `import { model, range } from "synod";
export const counter = model({
  state: { n: range(0, 10) },
  rules: {
    up: { when: (s) => s.n < ${most}, do: (s) => { s.n += 1; } },
    down: { when: (s) => s.n > 1, do: (s) => { s.n -= 1; } },
  },
  always: { small: (s) => s.n <= 9 },
  reachable: { two: (s) => s.n === 2 },
});
`;
const suite = (checks: string) =>
  `import { defineSuite } from "synod/suite";\nexport default defineSuite({ checks: [${checks}] });\n`;
const both = `{ model: "./counter.ts", tags: ["own"] }, { model: "consensus" }`;

const folder = temporaryFolder({ "counter.ts": counter(3), "synod.config.ts": suite(both) });
const path = join(folder, "synod.lock.json");
const here = { CI: "" };
const ci = { CI: "true" };
const again = (commandLine: string, environment: NodeJS.ProcessEnv = here) =>
  run(`${commandLine} --workers 1`, folder, environment);

describe("the lock of a suite", () => {
  it("is not there until --update writes it, is a note then where a check is new, and a failure in CI", async () => {
    const before = await again("suite", ci);
    expect([before.code, before.stderr, existsSync(path)]).toEqual([0, "", false]);
    const frozen = await again("suite --frozen");
    expect([frozen.code, frozen.stdout, /SYN\d+/.exec(frozen.stderr)?.[0]]).toEqual([151, "", "SYN127"]);

    const updated = await again("suite --tag own --update");
    expect([updated.code, updated.stderr]).toEqual([0, ""]);
    expect(updated.stdout).toMatch(/\n\nsynod\.lock\.json written: 1 added\n$/);
    const part = readFileSync(path, "utf8");
    expect(Object.keys(JSON.parse(part).checks)).toEqual(["counter.ts"]);

    const noted = await again("suite");
    expect([noted.code, noted.stderr]).toEqual([
      0,
      "1 check not in synod.lock.json yet, which `synod suite --update` adds: consensus\n",
    ]);
    const failed = await again("suite", ci);
    expect(failed.code).toBe(22);
    expect(failed.stdout.replace(/\s+/g, " ")).toContain(
      "not as expected: consensus synod.lock.json does not have it yet: `synod suite --update` adds it",
    );
    // What a tag leaves out is neither lost nor demanded.
    expect((await again("suite --tag own", ci)).code).toBe(0);
    expect((await again("suite --update")).stdout).toMatch(/written: 1 added\n$/);
    expect(readFileSync(path, "utf8").startsWith(part.slice(0, part.indexOf('"counter.ts"')))).toBe(true);
    expect((await again("suite", ci)).code).toBe(0);
    expect((await again("suite --update")).stdout).toMatch(/synod\.lock\.json is as it was\n$/);
  }, 60_000);

  it("says which rule is enabled more often, and ends with 22, until it is updated", async () => {
    writeFileSync(join(folder, "counter.ts"), counter(5));
    const before = readFileSync(path, "utf8");
    const { code, stdout } = await again("suite");
    expect(code).toBe(22);
    expect(stdout).toMatch(
      new RegExp(
        [
          "not as expected: counter.ts",
          "  not as synod.lock.json records",
          "  distinct states: 4 → 6 \\(\\+2, \\+50.0 %\\)",
          "  generated states: 6 → 10 \\(\\+4, \\+66.7 %\\)",
          "  depth: 3 → 5",
          "  rule down: enabled 2 → 4 times \\(\\+2, \\+100.0 %\\)",
          "  rule up: enabled 3 → 5 times \\(\\+2, \\+66.7 %\\)",
        ].join("\n"),
      ),
    );
    expect(readFileSync(path, "utf8")).toBe(before);
    const told = await again("suite --report github --report junit=j.xml", ci);
    expect(told.stdout).toMatch(
      /^::error file=counter\.ts,line=6,title=counter\.ts::not as synod\.lock\.json records%0Adistinct states: 4 → 6 /m,
    );
    expect(readFileSync(join(folder, "j.xml"), "utf8")).toMatch(
      /<testcase name="\(counts\)" classname="counter.ts".*\n.*<failure/,
    );

    const updated = await again("suite --update");
    expect(updated.code).toBe(0);
    expect(updated.stdout).toMatch(
      /\n\nsynod\.lock\.json written: 1 changed\n {2}counter\.ts\n {4}distinct states: 4 → 6 /,
    );
    expect((await again("suite --frozen")).code).toBe(0);
    const changed = readFileSync(path, "utf8").split("\n");
    expect(changed.filter((line, at) => line !== before.split("\n")[at]).length).toBe(5);
  }, 60_000);

  it("does not lose a check silently: one that the suite has no more is noted, in CI a failure, and --update removes it", async () => {
    writeFileSync(join(folder, "synod.config.ts"), suite(`{ model: "consensus" }`));
    const noted = await again("suite");
    expect([noted.code, noted.stderr]).toEqual([
      0,
      "1 check in synod.lock.json and not in the suite, which `synod suite --update` removes: counter.ts\n",
    ]);
    const failed = await again("suite", ci);
    expect([failed.code, failed.stdout]).toEqual([
      22,
      expect.stringContaining("not as expected: synod.lock.json has a check that the suite has not: counter.ts"),
    ]);
    expect((await again("suite --update")).stdout).toMatch(/written: 1 removed\n$/);
  }, 60_000);

  it("is left as it is where it cannot be read, before anything is searched", async () => {
    const good = readFileSync(path, "utf8");
    for (const [text, code] of [
      [good.slice(0, 60), "SYN125"],
      [good.replace('"distinct"', '<<<<<<< HEAD\n"distinct"'), "SYN125"],
      [good.replace('"lockVersion": 1', '"lockVersion": 9'), "SYN126"],
      ['{ "name": "app" }\n', "SYN125"],
    ] as const) {
      writeFileSync(path, text);
      const { code: exit, stdout, stderr } = await again("suite --update");
      expect([exit, stdout, /SYN\d+/.exec(stderr)?.[0], readFileSync(path, "utf8")]).toEqual([151, "", code, text]);
    }
    rmSync(path);
  }, 60_000);

  it("takes no part where --no-symmetry has every check visit other states, and cannot be written and frozen at once", () => {
    const config = { path: join(folder, "synod.config.ts"), folder };
    const refused = (asked: object) => {
      try {
        return openLock(config, asked, {}).mode;
      } catch (error) {
        return asSynodError(error).code;
      }
    };
    expect(refused({ symmetry: false })).toBe("off");
    expect(refused({ symmetry: false, update: true })).toBe("SYN110");
    expect(refused({ frozen: true, update: true })).toBe("SYN110");
    expect(openLock({ path: join(folder, "nightly.ts"), folder }, {}, {}).name).toBe("nightly.lock.json");
  });
});

describe("synod diff", () => {
  const place = temporaryFolder({ "counter.ts": counter(3), "synod.config.ts": suite(both), "package.json": "{}" });
  const inPlace = (commandLine: string) => run(commandLine, place, here);

  it("compares checks, suites and locks in the same words: 0 for the same, 22 for others", async () => {
    await inPlace("suite --workers 1 --update --report json=suite.json");
    const { stdout: checked } = await inPlace("check counter.ts --json");
    writeFileSync(join(place, "check.json"), checked);
    for (const [one, other, checks] of [
      ["suite.json", "synod.lock.json", "2 checks"],
      ["check.json", "suite.json", "1 check"],
      ["synod.lock.json", "check.json", "1 check"],
    ] as const) {
      const { code, stdout, stderr } = await inPlace(`diff ${one} ${other}`);
      expect([code, stdout, stderr]).toEqual([0, `the same: ${checks}\n`, ""]);
    }
    writeFileSync(join(place, "counter.ts"), counter(4));
    const { stdout: changed } = await inPlace("check counter.ts --json");
    writeFileSync(join(place, "changed.json"), changed);
    const { code, stdout } = await inPlace("diff check.json changed.json");
    expect([code, stdout]).toEqual([
      22,
      `counter
  distinct states: 4 → 5 (+1, +25.0 %)
  generated states: 6 → 8 (+2, +33.3 %)
  depth: 3 → 4
  rule up: enabled 3 → 4 times (+1, +33.3 %)
  rule down: enabled 2 → 3 times (+1, +50.0 %)

1 check different, 0 new, 0 gone, 0 the same
`,
    ]);
    const json = await inPlace("diff check.json changed.json --json");
    expect([json.code, JSON.parse(json.stdout)]).toEqual([
      22,
      {
        same: false,
        differences: [
          {
            check: "counter",
            figures: expect.arrayContaining([expect.objectContaining({ figure: "depth", before: "3", after: "4" })]),
          },
        ],
        added: [],
        removed: [],
        notCompared: [],
      },
    ]);
  }, 60_000);

  it("refuses what is no result, and does not call the same what it could not compare", async () => {
    for (const [file, says] of [
      ["absent.json", "absent.json cannot be compared: there is no such file"],
      ["package.json", "package.json cannot be compared: it is neither a check, nor a suite, nor a lock"],
      ["counter.ts", "counter.ts cannot be compared: it is not JSON: SyntaxError"],
    ] as const) {
      const { code, stderr } = await inPlace(`diff ${file} synod.lock.json`);
      expect([code, stderr.replace(/\s+/g, " ")]).toEqual([
        1,
        expect.stringContaining(`error SYN128 (nothing to compare): ${says}`),
      ]);
    }
    const { stdout } = await inPlace("check counter.ts --json --max-states 2");
    writeFileSync(join(place, "cut.json"), stdout);
    const { code, stdout: said, stderr } = await inPlace("diff cut.json cut.json");
    expect([code, said, stderr]).toEqual([
      20,
      "nothing was compared\n",
      "not compared, being undecided or an error: counter\n",
    ]);
  }, 60_000);
});
