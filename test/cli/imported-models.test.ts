// Models that a suite imports: that very one is checked, or none is.
import { describe, expect, it } from "vitest";
import { run, temporaryFolder } from "./run-synod.ts";

const HEAD = 'import { defineSuite } from "synod/suite";\n';
const made = `import { model, range } from "synod";
export const make = (most: number) => model({
  state: { n: range(0, 10) },
  rules: { up: { when: (s) => s.n < most, do: (s) => { s.n += 1; } } },
  always: { small: (s) => s.n <= 3 },
});
`;

async function suiteOf(files: Record<string, string>) {
  const { code, stdout } = await run("suite --json --no-cache", temporaryFolder(files));
  const { checks } = JSON.parse(stdout);
  const [{ result, error }] = checks;
  return { code, outcome: error === null ? result.outcome : null, error: error?.code ?? null };
}

describe("a model that a suite imports", () => {
  it("is a built-in one only if it is that very one, at its own parameters", async () => {
    const config = `${HEAD}import { twoPhaseCommit } from "synod/models";
export default defineSuite({ checks: [{ model: twoPhaseCommit({ participants: 4 }), expect: "holds" }] });\n`;
    const { code, error } = await suiteOf({ "synod.config.ts": config });
    expect([code, error]).toEqual([22, "SYN121"]);
  });

  it("is not another one from the same mould", async () => {
    const config = `${HEAD}import { zbad } from "./m.ts";
export default defineSuite({ checks: [{ model: zbad, expect: "holds" }] });\n`;
    const both = `${made}export const agood = make(3);\nexport const zbad = make(9);\n`;
    const { outcome, error } = await suiteOf({ "synod.config.ts": config, "m.ts": both });
    expect([outcome, error]).toEqual(["violated", null]);
  });

  it("is not what the file exports where it was made by the suite itself", async () => {
    const config = `${HEAD}import { make } from "./m.ts";
export default defineSuite({ checks: [{ model: make(9), expect: "holds" }] });\n`;
    const { outcome, error } = await suiteOf({
      "synod.config.ts": config,
      "m.ts": `${made}export const agood = make(3);\n`,
    });
    expect([outcome, error]).toEqual([null, "SYN121"]);
  });

  it("is checked by the file that exports it", async () => {
    const config = `${HEAD}import { bad } from "./m.ts";
export default defineSuite({ checks: [{ model: bad, expect: { violated: "small", steps: 4 } }] });\n`;
    const { code, outcome, error } = await suiteOf({
      "synod.config.ts": config,
      "m.ts": `${made}export const bad = make(9);\n`,
    });
    expect([code, outcome, error]).toEqual([0, "violated", null]);
  });
});

describe("what has not changed since it passed", () => {
  it("is not what its lock does not agree with", async () => {
    const counter = (most: number) =>
      `${made.replace("(s) => s.n <= 3", "(s) => s.n <= 9")}export const it = make(${most});\n`;
    const config = `${HEAD}export default defineSuite({ checks: [{ model: "./m.ts", expect: "holds" }] });\n`;
    const folder = temporaryFolder({ "synod.config.ts": config, "m.ts": counter(3) });
    expect((await run("suite --update", folder)).code).toBe(0);
    expect((await run("suite", folder)).code).toBe(0);
    expect((await run("suite --changed", folder)).stdout).toContain("unchanged");
    const { writeFileSync } = await import("node:fs");
    writeFileSync(`${folder}/m.ts`, counter(4));
    expect((await run("suite", folder)).code).toBe(22);
    expect((await run("suite --changed", folder)).code).toBe(22);
  });
});
