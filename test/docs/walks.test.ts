// A page with files to write is walked as a reader would: from an empty folder, block by block. `write: FILE` and
// `append: FILE` are what is typed, a `diff` block with `change: FILE` is what is changed, a `console` block is what is run
// there. At the end every state in which a file was run has to compile, strictly.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Block, isWalk, pages, root } from "./pages.ts";
import { expectShown, sessionsIn } from "./terminal.ts";

const TSC = join(root, "node_modules", "typescript", "bin", "tsc");

for (const page of pages().filter(isWalk)) {
  describe.sequential(page.path, () => {
    const home = mkdtempSync(join(tmpdir(), "synod-walk-"));
    const [folder, typed] = [join(home, "folder"), join(home, "typed")];
    for (const path of [folder, typed]) mkdirSync(path);
    afterAll(() => rmSync(home, { recursive: true, force: true }));

    for (const [at, block] of page.blocks.entries()) {
      const typing = typingIn(block);
      if (typing !== null) it(`has ${block.place} typed`, () => typing(folder));
      if (block.language !== "console") continue;
      for (const session of sessionsIn(block)) {
        it(`shows what \`${session.command}\` prints (${block.place})`, async () => {
          for (const file of readdirSync(folder))
            if (file.endsWith(".ts")) copyFileSync(join(folder, file), join(typed, `${at}-${file}`));
          await expectShown(block, session, folder);
        });
      }
    }

    it("compiles at every stop, strictly", () => {
      const config = {
        extends: join(root, "examples", "tsconfig.json"),
        compilerOptions: { typeRoots: [join(root, "node_modules", "@types")] },
        include: ["*.ts"],
      };
      writeFileSync(join(typed, "package.json"), '{ "type": "module" }');
      writeFileSync(join(typed, "tsconfig.json"), JSON.stringify(config));
      const { stdout, status } = spawnSync(process.execPath, [TSC, "-p", typed], { encoding: "utf8" });
      expect(stdout).toBe("");
      expect(status).toBe(0);
    });
  });
}

/** What a block has its reader type, or null. */
function typingIn({ marks, lines, language }: Block): ((folder: string) => void) | null {
  const text = lines.map((line) => `${line}\n`).join("");
  const [write, append, change] = [marks.get("write"), marks.get("append"), marks.get("change")];
  if (write !== undefined) return (folder) => writeFileSync(join(folder, write), text);
  if (append !== undefined) return (folder) => writeFileSync(join(folder, append), text, { flag: "a" });
  if (change === undefined) return null;
  return (folder) => {
    expect(language).toBe("diff");
    const path = join(folder, change);
    writeFileSync(path, changed(readFileSync(path, "utf8").split("\n"), lines).join("\n"));
  };
}

/** The file with each hunk of the diff put in its place, of which there must be one. */
function changed(file: readonly string[], diff: readonly string[]): string[] {
  let result = [...file];
  for (const hunk of hunksOf(diff)) {
    const [before, after] = ["-", "+"].map((sign) =>
      hunk.filter((line) => line === "" || line.startsWith(" ") || line.startsWith(sign)).map((line) => line.slice(1)),
    ) as [string[], string[]];
    const places = result.flatMap((_, at) => (before.every((line, index) => line === result[at + index]) ? [at] : []));
    expect(places, hunk.join("\n")).toHaveLength(1);
    result = result.toSpliced(places[0] as number, before.length, ...after);
  }
  return result;
}

/** A line of dots stands between hunks. */
function hunksOf(diff: readonly string[]): string[][] {
  const hunks: string[][] = [[]];
  for (const line of diff) {
    if (line.trim() === "...") hunks.push([]);
    else hunks.at(-1)?.push(line);
  }
  return hunks;
}
