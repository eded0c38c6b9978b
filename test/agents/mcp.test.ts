// The server for coding agents, spoken to by the SDK's own client as an agent's program does: what it answers, that it keeps to
// its folder, to its time, and to so many bytes.
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../cli/run-synod.ts";
import { bank, counters } from "../cli/user-models.ts";

const root = join(import.meta.dirname, "..", "..");
const outside = temporaryFolder({ "secret.ts": bank });
const folder = temporaryFolder({ "package.json": '{ "type": "module" }', "bank.ts": bank, "counters.ts": counters });
mkdirSync(join(folder, "node_modules"));
symlinkSync(root, join(folder, "node_modules", "synod"));
symlinkSync(join(outside, "secret.ts"), join(folder, "link.ts"));

const client = new Client({ name: "test", version: "1.0.0" });
beforeAll(async () => {
  const args = [join(root, "packages", "mcp", "main.mjs"), folder, "--time", "20"];
  await client.connect(new StdioClientTransport({ command: process.execPath, args }));
});
afterAll(() => client.close());

async function call(name: string, given: Record<string, unknown>): Promise<{ text: string; isError: boolean }> {
  const answer = await client.callTool({ name, arguments: given }, undefined, { timeout: 120_000 });
  const [content] = answer["content"] as { text: string }[];
  return { text: content?.text ?? "", isError: answer["isError"] === true };
}

describe("synod-mcp", () => {
  it("offers six tools", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["list", "check", "replay", "mutants", "mutate", "plan"]);
  });

  it("checks a model of the folder, saves its trace, and answers what a step needed", async () => {
    const { text, isError } = await call("check", {
      model: "bank.ts",
      parameters: { tellers: 2 },
      trace: "race.trace.json",
    });
    expect(isError).toBe(false);
    expect(text).toMatch(/^VIOLATED {2}bank {2}\(exit 12\)\n/);
    expect(JSON.parse(readFileSync(join(folder, "race.trace.json"), "utf8"))).toMatchObject({ format: "synod-trace" });
    expect((await call("replay", { trace: "race.trace.json", step: 4 })).text).toMatch(/^Step 4: write\(t: t\d\)\n/);
    const whyNot = { state: 0, instance: "write(t: t1)" };
    expect((await call("replay", { trace: "race.trace.json", whyNot })).text).toMatch(/write\(t: t1\) is disabled/);
  });

  it("answers in JSON, with mutants and mutations, plans and lists", async () => {
    const { text } = await call("check", { model: "peterson", mutate: true, format: "json", maxBytes: 100_000 });
    expect(JSON.parse(text)).toMatchObject({
      schemaVersion: 1,
      outcome: "holds",
      mutation: { summary: { survived: 1 } },
    });
    expect((await call("plan", { model: "paxos" })).text).toMatch(/^PLAN {2}paxos\n {2}states {4}443/);
    expect((await call("mutants", { model: "peterson" })).text).toBe("mutants: 3 of 3 as expected");
    expect((await call("mutate", { model: "peterson" })).text).toMatch(/\nmutation: 17 changes of rules, /);
    expect((await call("list", {})).text).toMatch(/^\d+ built-in models: two-phase-commit, /);
    expect((await call("list", { model: "paxos" })).text).toMatch(/^paxos\n/);
  });

  it("keeps to its folder", async () => {
    for (const model of [join(outside, "secret.ts"), "../secret.ts", "link.ts", "..", "/etc/passwd", "--version"])
      expect(await call("check", { model }), model).toMatchObject({
        isError: true,
        text: expect.stringMatching(/ in \//),
      });
    for (const trace of ["../t.trace.json", "bank.ts", join(outside, "t.trace.json"), "link.ts", "none/t.trace.json"])
      expect(await call("check", { model: "bank.ts", trace }), trace).toMatchObject({ isError: true });
    expect(await call("replay", { trace: "/etc/passwd" })).toMatchObject({ isError: true });
    // What looks like an option is none.
    expect((await call("check", { model: "bank.ts", property: "--help" })).text).toMatch(/SYN106/);
    expect(await call("check", { model: "bank.ts", parameters: { "--json": 1 } })).toMatchObject({ isError: true });
  });

  it("ends a call whose time is up, and says what is known", async () => {
    const given = { model: "counters.ts", parameters: { counters: 9, limit: 99 } };
    const { text, isError } = await call("check", given);
    expect(isError).toBe(false);
    expect(text).toMatch(/^UNDECIDED {2}counters counters=9 limit=99 {2}\(exit (20|152)\)\nSYN4\d\d /);
  }, 120_000);

  it("answers in so many bytes", async () => {
    for (const [name, given] of [
      ["list", { model: "raft", rules: true }],
      ["check", { model: "paxos-retold", mutant: "p-majown", format: "text" }],
    ] as const) {
      const { text } = await call(name, given);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2000);
      expect(text).toMatch(/\(cut: \d+ bytes in all; ask with maxBytes\)$/);
      expect((await call(name, { ...given, maxBytes: 100_000 })).text.length).toBeGreaterThan(2000);
    }
    const json = await call("check", { model: "paxos", format: "json" });
    expect(json).toMatchObject({ isError: true, text: expect.stringMatching(/^the object has \d+ bytes/) });
  });
});
