import { expect, it } from "vitest";
import { Account } from "../../src/cli/account.ts";
import { lastWords } from "../../src/cli/last-words.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

it.each(["reference", "kernel"] as const)("names the engine that was searching, %s, when nobody answers", (engine) => {
  const account = new Account(0);
  account.progress = { level: 7, engine, distinct: 30_000, generated: 70_000 };
  const printed: string[] = [];
  const terminal = { json: true, print: (text: string) => printed.push(text) } as unknown as Terminal;
  const asked = { kind: "asked", isCheck: true, model: "m", parameters: {}, mutant: null } as const;
  const known = { account: new Account(0, account.memory), asked, doing: null, verdict: null, limitMs: null };
  expect(lastWords({ ...known, isBrief: false, elapsedMs: 900 }, terminal)).toBe(20);
  expect(JSON.parse(printed.join(""))).toMatchObject({
    engine,
    outcome: "undecided",
    states: { distinct: 30_000, generated: 70_000, depth: 7 },
  });
});
