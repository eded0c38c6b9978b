// Every command that skills/synod/SKILL.md and llms.txt name in passing is one that can be typed: run in a folder that has the
// skill's own model as m.ts, and a trace of it. Its console blocks are walked like any page's (walks.test.ts).
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { program, temporaryFolder } from "../cli/run-synod.ts";
import { readPage, root } from "./pages.ts";

const skill = readPage("skills/synod/SKILL.md");
const model = skill.blocks.find(({ language }) => language === "ts")?.lines.join("\n") ?? "";
const folder = temporaryFolder({ "m.ts": model });
spawnSync(process.execPath, [program, "check", "m.ts", "--brief", "--trace", "t.json"], { cwd: folder });

const texts = [skill.text.replace(/^```[\s\S]*?^```$/gm, ""), readFileSync(join(root, "llms.txt"), "utf8")];
const commands = new Set(texts.flatMap((text) => text.match(/(?<=`)synod [^`]+(?=`)/g) ?? []));

describe("what agents are told to type", () => {
  it("is something", () => expect(commands.size).toBeGreaterThan(8));

  it.each([...commands].map((command) => [command.replace(/\s+/g, " ")]))("runs: %s", (command) => {
    const words = command.match(/"[^"]*"|\S+/g)?.map((word) => word.replace(/^"|"$/g, "")) ?? [];
    const argv = words.slice(1).map((word) => (word === "COMMAND" ? "check" : word));
    const { status, stderr } = spawnSync(process.execPath, [program, ...argv], { cwd: folder, encoding: "utf8" });
    // The model's own mistake; nothing is wrong with the command.
    expect([status, stderr]).toEqual([
      expect.toSatisfy((code) => code === 0 || code === 12),
      expect.not.stringContaining("error SYN1"),
    ]);
  });

  it("has its files in the package", () => {
    const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(files).toEqual(expect.arrayContaining(["skills", "llms.txt"]));
  });

  it("begins with what the skill is for, short enough to be read each time", () => {
    expect(skill.text).toMatch(/^---\nname: synod\ndescription: .{100,1000}\n---\n/);
    expect(Buffer.byteLength(skill.text)).toBeLessThan(10_000);
  });
});
