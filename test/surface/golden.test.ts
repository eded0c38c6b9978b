/**
 * All that people may rely on, in one list: a change of it is seen in a diff, and meant. Names that are there stay; see
 * docs/changing-synod.md.
 */
import { describe, expect, it } from "vitest";
import { exitCodes } from "../../src/errors/exit-codes.ts";
import { errorTable } from "../../src/errors/table.ts";
import { runHere } from "../cli/run-here.ts";
import { definitions } from "./definitions.ts";
import { keysOfInterface, publicExports } from "./exports.ts";

const HINT =
  "the public surface is not what test/surface/surface.golden.txt says; if that is meant: npx vitest run test/surface/golden.test.ts -u";

/** A command's options as its help lists them: `-w, --workers <count>`. */
async function optionsOf(command: string): Promise<string[]> {
  const { stdout } = await runHere(["help", ...(command === "" ? [] : [command])]);
  return [...stdout.matchAll(/^ {2}((?:-\w, )?--[\w-]+(?: <\w+>)?)/gm)].map((found) => found[1] as string);
}

async function surface(): Promise<string> {
  const exported = [...publicExports()].flatMap(([entry, all]) => [
    "",
    entry,
    ...all.map(({ name, kind }) => `  ${kind.padEnd(10)} ${name}`),
  ]);
  const { stdout } = await runHere(["--help"]);
  const names = [...(/Commands:\n((?: .*\n)+)/.exec(stdout)?.[1] ?? "").matchAll(/^ {2}(\w+)/gm)].map(
    (found) => found[1] as string,
  );
  const commands = await Promise.all(
    ["", ...names.filter((name) => name !== "help")].map(async (name) => [
      "",
      `synod ${name}`.trim(),
      ...(await optionsOf(name)).map((option) => `  ${option}`),
    ]),
  );
  const codes = Object.entries(exitCodes).map(([name, code]) => `  ${String(code).padStart(3)}  ${name}`);
  const errors = Object.entries(errorTable)
    .map(([id, { number, title, exitCode }]) => `  ${number}  ${String(exitCode).padStart(3)}  ${id}: ${title}`)
    .sort();
  return [
    "Exports, by entry point",
    ...exported,
    "",
    "What people write, by its keys",
    "",
    ...definitions.map(
      ([file, name]) =>
        `  ${name}: ${keysOfInterface({ file, name })
          .map((key) => key.name)
          .join(", ")}`,
    ),
    "",
    "Commands and their options",
    ...commands.flat(),
    "",
    "Exit codes",
    "",
    ...codes,
    "",
    "Errors, with their exit codes",
    "",
    ...errors,
    "",
  ].join("\n");
}

describe("the public surface", () => {
  it("is what surface.golden.txt says", async () => {
    const now = await surface();
    expect(now).toContain("  function   check\n");
    expect(now).toContain("synod check\n  -V, --version\n  -w, --workers <count>\n");
    expect(now).toContain("  SYN101  ");
    await expect(now, HINT).toMatchFileSnapshot("surface.golden.txt");
  });
});
