// `synod check --watch`, as a person uses it: files are saved, with slips in them too, and each saving is answered by a block.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { runHere } from "./run-here.ts";
import { type Running, start, temporaryFolder } from "./run-synod.ts";

const model = (limit: string, most: number) => `
import { model, range } from "synod";
import { limit } from "./limit.ts";
export const counter = model({
  state: { n: range(0, ${most}) },
  rules: { up: { when: (s) => s.n < ${limit}, do: (s) => { s.n += 1; } } },
  always: { small: (s) => s.n < 4 },
});
`;

let running: Running | null = null;
afterEach(async () => {
  running?.child.kill("SIGKILL");
  await running?.ended;
});

/** Watches, and answers the blocks as they come. */
function watching(folder: string, words: readonly string[] = []) {
  running = start(["check", "counter.ts", "--workers", "1", "--watch", ...words], folder);
  const { child, ended } = running;
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  /** The block of a run, up to where the next one begins, when nothing came for a while. */
  const block = async (run: number): Promise<string> => {
    for (let before = ""; ; ) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      const [, text = ""] = printed.split(new RegExp(`^--- .* counter.ts, run ${run}$`, "m"));
      const [own = ""] = text.split(/^--- .* counter.ts, run \d+$/m);
      if (own !== "" && own === before) return own.trim();
      before = own;
    }
  };
  return { child, ended, block };
}

describe("synod check --watch", () => {
  it("checks again whenever a file of the model is saved, says what changed, and goes on through slips", async () => {
    const folder = temporaryFolder({ "counter.ts": model("limit", 9), "limit.ts": "export const limit = 3;\n" });
    const { child, ended, block } = watching(folder);
    expect(await block(1)).toMatch(/^HOLDS {2}counter\n/);
    expect(await block(1)).not.toMatch(/last run/);
    // One that it imports.
    writeFileSync(join(folder, "limit.ts"), "export const limit = 5;\n");
    const second = await block(2);
    expect(second).toMatch(/^VIOLATED {2}counter\n/);
    expect(second).toMatch(
      /\nSince the last run\n {2}outcome: holds → violated\n {2}states: 4 → 5 \(\+25 %\)\n {2}generated: 4 → 5 \(\+25 %\)\n {2}depth: 3 → 4 \(\+33 %\)\n {2}small: holds → violated after 4 steps$/,
    );
    writeFileSync(join(folder, "counter.ts"), "import { model } from 'synod'; export const = ;\n");
    const third = await block(3);
    expect(third).toMatch(/^error SYN102 \(the model does not load\)/);
    expect(third).toMatch(/\nno verdict; the last one was violated$/);
    writeFileSync(join(folder, "counter.ts"), model("3 && s.n < limit", 9));
    expect(await block(4)).toMatch(/^HOLDS[\s\S]*\n {2}small: violated after 4 steps → holds$/);
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 0 });
  }, 60_000);

  it("ends a check that is out of date", async () => {
    const slow = (limit: number) => `
import { map, model, range } from "synod";
export const counter = model({
  state: { n: map(range(0, 6), range(0, ${limit})) },
  rules: { up: { for: { at: range(0, 6) }, when: (s, { at }) => s.n.get(at) < ${limit}, do: (s, { at }) => s.n.set(at, s.n.get(at) + 1) } },
  always: { fine: () => true },
});
`;
    const folder = temporaryFolder({ "counter.ts": slow(20) });
    const { block } = watching(folder, ["--brief"]);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    writeFileSync(join(folder, "counter.ts"), slow(1));
    expect(await block(1)).toBe("saved again before the check was done");
    expect(await block(2)).toMatch(/^HOLDS {2}counter {2}\(exit 0\)\n/);
  }, 60_000);

  it("shows what TypeScript says of the model, where it is installed", async () => {
    const folder = temporaryFolder({
      "counter.ts": `${model("limit", 9)}\nconst wrong: number = "three";\n`,
      "limit.ts": "export const limit = 3;\n",
    });
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(
      join(import.meta.dirname, "..", "..", "node_modules", "typescript"),
      join(folder, "node_modules", "typescript"),
    );
    const { block } = watching(folder);
    const text = await block(1);
    expect(text).toMatch(/^HOLDS/);
    expect(text).toMatch(/\nTypes\n {2}counter\.ts:\d+:7: TS2322: Type 'string' is not assignable to type 'number'\.$/);
  }, 120_000);

  it("is refused where it makes no sense", async () => {
    expect(await runHere(["check", "paxos", "--watch"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("SYN138"),
    });
    expect(await runHere(["check", "paxso", "--watch"])).toMatchObject({ code: 150 });
    expect(await runHere(["check", "./absent.ts", "--watch", "--json"])).toMatchObject({ code: 1 });
  });
});
