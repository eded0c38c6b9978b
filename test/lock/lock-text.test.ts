// The text of a lock: stable, a figure a line; and whatever else lies where a lock should is refused and left as it is.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isSynodError } from "../../src/errors/errors.ts";
import { readLock, updateLock } from "../../src/lock/lock-file.ts";
import { updatedLock } from "../../src/lock/lock-run.ts";
import { type Lock, lockText, parseLock } from "../../src/lock/lock-text.ts";
import type { SuiteReport } from "../../src/suite/suite-report.ts";
import { temporaryFolder } from "../cli/run-synod.ts";
import { hostileNames } from "../formats/hostile.ts";
import { Dice } from "../random/dice.ts";
import { mixedSuite } from "../reporters/suite-reports.ts";

const root = join(import.meta.dirname, "..", "..");

/** The mixed suite with nothing that is not as expected. */
async function rightSuite(): Promise<SuiteReport> {
  const report = await mixedSuite();
  return { ...report, checks: report.checks.map((each) => ({ ...each, surprises: [] })) };
}

describe("a lock as text", () => {
  it("has a figure a line, sorted, of what does not depend on the machine", async () => {
    const { checks, ...suite } = await rightSuite();
    const two = checks.filter(({ id }) => id === "bank clerks=2" || id === "bank clerks=3" || id === "lost");
    expect(lockText(updatedLock(null, { ...suite, checks: two.toReversed() }))).toBe(`{
  "lockVersion": 1,
  "synod": "0.1.0",
  "checks": {
    "bank clerks=2": {
      "outcome": "violated",
      "distinct": 14,
      "generated": 19,
      "depth": 4,
      "reductions": [],
      "properties": {
        "alice is broke": { "outcome": "holds", "steps": 4 },
        "bob is rich": { "outcome": "holds", "steps": 4 },
        "no coin is made or lost": { "outcome": "violated", "steps": 4 }
      },
      "rules": {
        "look": 10,
        "transfer": 8
      }
    },
    "bank clerks=3": {
      "outcome": "undecided",
      "distinct": 4,
      "unreduced": 8,
      "generated": 13,
      "depth": 2,
      "reductions": ["symmetry"],
      "properties": {
        "alice is broke": { "outcome": "undecided", "steps": null },
        "bob is rich": { "outcome": "undecided", "steps": null },
        "no coin is made or lost": { "outcome": "undecided", "steps": null }
      },
      "rules": {
        "look": 9,
        "transfer": 3
      }
    }
  }
}
`);
  });

  it("is read as what was written, whatever anything is called, and written the same in any order", async () => {
    const [check] = updatedLock(null, await rightSuite()).checks.values();
    if (check === undefined) throw new Error("there is one");
    const names = [...hostileNames, "__proto__", "constructor", "10", "9", ""];
    const checks = names.map((id, at) => {
      const properties = new Map(names.map((name) => [name, { outcome: "violated", steps: at, loop: 0 } as const]));
      return [id, { ...check, properties, rules: new Map(names.map((name) => [name, at])) }] as const;
    });
    const lock: Lock = { synod: "0.1.0", checks: new Map(checks) };
    const text = lockText(lock);
    expect(parseLock("synod.lock.json", text)).toEqual(lock);
    const other = [...checks]
      .reverse()
      .map(([id, each]) => [id, { ...each, rules: new Map([...each.rules].reverse()) }] as const);
    expect(lockText({ synod: "0.1.0", checks: new Map(other) })).toBe(text);
    expect(lockText(parseLock("", JSON.stringify(JSON.parse(text))))).toBe(text);
    expect(lockText({ synod: "0.1.0", checks: new Map() })).toBe(
      '{\n  "lockVersion": 1,\n  "synod": "0.1.0",\n  "checks": {}\n}\n',
    );
  });
});

describe("what is no lock", () => {
  const refusal = (text: string): string => {
    try {
      parseLock("synod.lock.json", text);
      return "read";
    } catch (error) {
      return isSynodError(error) ? `${error.code} ${error.message}` : String(error);
    }
  };

  it("is told for what it is", async () => {
    const text = lockText(updatedLock(null, await rightSuite()));
    const conflict = text.replace(
      '"distinct": 14',
      '<<<<<<< HEAD\n      "distinct": 14\n=======\n      "distinct": 15\n>>>>>>> theirs',
    );
    const cases: readonly (readonly [string, string])[] = [
      [
        "",
        "SYN125 synod.lock.json cannot be read as a lock: it is not JSON: SyntaxError: Unexpected end of JSON input",
      ],
      [conflict, "SYN125 synod.lock.json cannot be read as a lock: it has the marks of a merge conflict"],
      ["[]", 'SYN125 synod.lock.json cannot be read as a lock: it has no "lockVersion"'],
      [
        '{"name":"synod","version":"1.0.0"}',
        'SYN125 synod.lock.json cannot be read as a lock: it has no "lockVersion"',
      ],
      [
        text.replace('"lockVersion": 1', '"lockVersion": 2'),
        "SYN126 synod.lock.json has format 2, and this synod knows format 1",
      ],
      [
        text.replace('"lockVersion": 1', '"lockVersion": 0'),
        'SYN125 synod.lock.json cannot be read as a lock: "lockVersion" is 0',
      ],
      [
        text.replace('"look": 10', '"look": 10, "look": 14'),
        "SYN125 synod.lock.json cannot be read as a lock: a name stands twice in the same object",
      ],
      [
        text.replace('"look": 10', '"look": "10"'),
        'SYN125 synod.lock.json cannot be read as a lock: "checks"."bank clerks=2"."rules"."look" is not a whole number',
      ],
      [
        text.replace('"depth": 4', '"deep": 4'),
        'SYN125 synod.lock.json cannot be read as a lock: "checks"."bank clerks=1"."deep" is nothing that a lock has',
      ],
      [
        text.replace('"outcome": "violated", "steps"', '"outcome": "broken", "steps"'),
        'SYN125 synod.lock.json cannot be read as a lock: "checks"."bank clerks=2"."properties"."no coin is made or lost"."outcome" is none of holds, violated, undecided',
      ],
    ];
    for (const [wrong, says] of cases) expect(refusal(wrong)).toBe(says);
  });

  it("is refused with a code, 500 times damaged, and nothing is overwritten", async () => {
    const report = await rightSuite();
    const text = lockText(updatedLock(null, report));
    const path = join(temporaryFolder(), "synod.lock.json");
    const foreign = ["package.json", "schemas/check.schema.json", "README.md", "tsconfig.json"].map((file) =>
      readFileSync(join(root, file), "utf8"),
    );
    const codes = new Map<string, number>();
    for (let seed = 0; seed < 500; seed++) {
      const damaged = damage(text, foreign, new Dice(seed, 0x10c5));
      writeFileSync(path, damaged);
      for (const attempt of [() => readLock(path), () => updateLock(path, report)]) {
        let code = "none";
        try {
          attempt();
        } catch (error) {
          code = isSynodError(error) ? error.code : String(error);
        }
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (code !== "SYN125" && code !== "SYN126") throw new Error(`seed ${seed}: ${code}\n${damaged}`);
      }
      expect(readFileSync(path, "utf8")).toBe(Buffer.from(damaged).toString());
    }
    expect([...codes.keys()].sort()).toEqual(["SYN125", "SYN126"]);
    expect([...codes.values()].reduce((sum, count) => sum + count)).toBe(1000);
  });
});

/** Something that no lock of this version is. */
function damage(text: string, foreign: readonly string[], dice: Dice): string {
  const lines = text.split("\n");
  const line = () => 3 + dice.below(lines.length - 6);
  const at = line();
  const changed = (to: string) => lines.map((each, index) => (index === at ? to : each)).join("\n");
  switch (dice.below(9)) {
    case 0:
      return text.slice(0, dice.below(text.length - 2));
    case 1:
      return text.slice(1 + dice.below(text.length - 2));
    case 2:
      return dice.pick(foreign);
    case 3:
      return changed(`<<<<<<< HEAD\n${lines[at]}\n=======\n${lines[at]}\n>>>>>>> other`);
    case 4:
      return text.replace('"lockVersion": 1', `"lockVersion": ${2 + dice.below(9)}`);
    case 5:
      // Merged without a conflict: the same check twice.
      return text.replace('"checks": {', '"checks": {\n"bank clerks=2": {},');
    case 6:
      return `${text.slice(0, dice.below(text.length)) + String.fromCharCode(dice.below(32))}\u0000${text.slice(-1)}`;
    case 7:
      return text
        .replace(/"(steps|distinct|generated|depth)": (\d+|null)/g, (all, name) =>
          dice.below(3) === 0 ? `"${name}": ${dice.pick(["-1", "1.5", '"1"', "[]", "{}", "true", "1e99"])}` : all,
        )
        .replace('"depth": 4', '"depth": -4');
    default:
      return text.replace('"reductions"', dice.pick(['"reduction"', '"__proto__"', '"lockVersion"']));
  }
}
