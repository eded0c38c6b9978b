/** `synod init` in projects of all kinds: what it writes works there, and what was there is as it was. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run, temporaryFolder } from "./run-synod.ts";

const root = join(import.meta.dirname, "..", "..");

/** A project with these files, where synod and vitest are installed. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(files);
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(root, join(folder, "node_modules", "synod"));
  symlinkSync(join(root, "node_modules", "vitest"), join(folder, "node_modules", "vitest"));
  return folder;
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.parentPath.includes("node_modules"))
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    .toSorted();

const kinds: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
  [
    "an empty folder",
    {},
    [".github/workflows/synod.yml", "models/lock.ts", "package.json", "synod.config.ts", "test/synod.test.mjs"],
  ],
  [
    "a package of ES modules in JavaScript",
    { "package.json": '{ "type": "module" }' },
    [".github/workflows/synod.yml", "models/lock.js", "package.json", "synod.config.js", "test/synod.test.mjs"],
  ],
  [
    "a package of CommonJS",
    { "package.json": "{}" },
    [".github/workflows/synod.yml", "models/lock.mjs", "package.json", "synod.config.mjs", "test/synod.test.mjs"],
  ],
  [
    "a package of CommonJS in TypeScript",
    { "package.json": "{}", "tsconfig.json": "{}" },
    [
      ".github/workflows/synod.yml",
      "models/lock.mts",
      "package.json",
      "synod.config.mts",
      "test/synod.test.mjs",
      "tsconfig.json",
    ],
  ],
  [
    "a package in TypeScript with vitest",
    { "package.json": '{ "type": "module", "devDependencies": { "typescript": "5", "vitest": "4" } }' },
    [".github/workflows/synod.yml", "models/lock.ts", "package.json", "synod.config.ts", "test/lock.test.ts"],
  ],
  [
    "a package of CommonJS in JavaScript with vitest",
    { "package.json": '{ "devDependencies": { "vitest": "4" } }' },
    [".github/workflows/synod.yml", "models/lock.mjs", "package.json", "synod.config.mjs", "test/lock.test.mjs"],
  ],
];

describe("synod init", () => {
  it.each(kinds)("writes into %s what its suite and its tests pass with", async (_, files, written) => {
    const folder = project(files);
    const { code, stdout, stderr } = await run("init", folder);
    expect([code, stderr]).toEqual([0, ""]);
    expect(filesIn(folder)).toEqual(written);
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(folder, name), "utf8")).toBe(text);
    for (const file of written.filter((each) => !(each in files))) expect(stdout).toContain(`wrote       ${file}`);
    const suite = await run("suite", folder);
    expect([suite.code, suite.stderr]).toEqual([0, ""]);
    expect(suite.stdout).toContain("3 checks: all as expected");
    const test = written.find((each) => each.startsWith("test/"))?.includes("lock")
      ? spawnSync(process.execPath, [join(root, "node_modules", "vitest", "vitest.mjs"), "run"], { cwd: folder })
      : spawnSync(process.execPath, ["--test"], { cwd: folder });
    expect([test.status, test.status === 0 ? "" : `${test.stdout}${test.stderr}`]).toEqual([0, ""]);
  });

  it("leaves alone what is there, in any language, and says so", async () => {
    const folder = project({
      "package.json": '{ "type": "module" }',
      "models/lock.ts": "mine",
      "synod.config.mjs": "mine",
      ".github/workflows/synod.yaml": "mine",
    });
    const before = filesIn(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]);
    const { code, stdout } = await run("init", folder);
    expect(code).toBe(0);
    for (const [name, text] of before) expect(readFileSync(join(folder, name as string), "utf8")).toBe(text);
    expect(filesIn(folder)).toEqual([...before.map(([name]) => name as string), "test/synod.test.mjs"].toSorted());
    for (const name of ["models/lock.ts", "synod.config.mjs", ".github/workflows/synod.yaml"])
      expect(stdout).toMatch(new RegExp(`left alone {2}${name} +it is there already`));
    const again = await run("init", folder);
    expect(again.stdout).not.toContain("wrote");
  });

  it("puts the workflow where the repository begins, and has it run in the package", async () => {
    const folder = project({ ".git/HEAD": "", "packages/lock/package.json": "{}" });
    const { code } = await run("init", join(folder, "packages", "lock"));
    expect(code).toBe(0);
    const workflow = readFileSync(join(folder, ".github", "workflows", "synod.yml"), "utf8");
    expect(workflow).toContain('working-directory: "packages/lock"');
    expect(workflow).toContain("      - run: npx synod suite --report github\n");
    expect(existsSync(join(folder, "packages", "lock", ".github"))).toBe(false);
  });

  it("says what it could not write, and what it had written by then", async () => {
    const folder = project({ "package.json": "{}", "synod.config.mjs/in-its-way": "" });
    writeFileSync(join(folder, "test"), "a file where a folder should be");
    const { code, stdout, stderr } = await run("init", folder);
    expect(code).toBe(255);
    expect(stdout).toContain("wrote       models/lock.mjs");
    expect(stderr).toMatch(
      /^error SYN124 \(a file cannot be written\): test\/synod\.test\.mjs cannot be written\s+\(E\w+\)/,
    );
    expect(readFileSync(join(folder, "test"), "utf8")).toBe("a file where a folder should be");
  });

  it("is refused another language", async () => {
    const { code, stderr } = await run("init --language typescrip", temporaryFolder());
    expect(code).toBe(1);
    expect(stderr).toContain('did you mean "typescript"?');
  });
});
