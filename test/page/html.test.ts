// `synod check --html`: one file, whatever the model's names are.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { start, temporaryFolder } from "../cli/run-synod.ts";
import { bank } from "../cli/user-models.ts";
import { inBrowser } from "./chromium.ts";
import { packedIn } from "./packed-in.ts";

/** Names that would be markup, code, or the end of a script, if they ever were anything but text. */
const HOSTILE = [
  "</script><script>globalThis.pwned=1</script>",
  "\"'><img src=x onerror=pwned=1>",
  "\u202Ekcab",
  "<!--<script>",
  "a".repeat(5000),
];
const hostile = `
import { enumeration, model } from "synod";
const names = ${JSON.stringify(HOSTILE)};
const Name = enumeration(...names);
export const hostile = model({
  name: names[0],
  state: { [names[1]]: Name },
  rules: { [names[3]]: { for: { to: Name }, do: (s, { to }) => { s[names[1]] = to; } } },
  always: { [names[0]]: (s) => s[names[1]] !== names[2] },
});
`;
const needsNode = `
import { readFileSync } from "node:fs";
import { model, range } from "synod";
export const counter = model({ state: { n: range(0, readFileSync("size", "utf8").length) }, rules: { up: { do: (s) => { s.n = 0; } } } });
`;
const asksProcess = `
import { model, range } from "synod";
const size = Number(process.env.SIZE ?? 3);
export const counter = model({ state: { n: range(0, size) }, rules: { up: { do: (s) => { s.n = 0; } } } });
`;
const neverBegins = `
import { model, range } from "synod";
export const stuck = model({
  state: { n: range(0, 3) },
  init: () => { throw new Error("<i>\u202Eno beginning</i>"); },
  rules: { up: { do: (s) => { s.n = 0; } } },
});
`;
const folder = temporaryFolder({
  "asks-process.ts": asksProcess,
  "never-begins.ts": neverBegins,
  "bank.ts": bank,
  "hostile.js": hostile,
  "needs-node.ts": needsNode,
  size: "123",
});
const run = (...words: string[]) => start(["check", ...words, "--workers", "1"], folder).ended;
const read = (file: string) => readFileSync(join(folder, file), "utf8");

/** What the page has of the JSON of that name. */
function inside(html: string, id: string): unknown {
  const [, json] = new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`, "s").exec(html) ?? [];
  return JSON.parse(json as string);
}

describe("synod check --html", () => {
  it("writes verdict, traces, rules' sources and the model into one file, below 400 kB for paxos", async () => {
    const { code, stdout } = await run(
      "paxos-retold",
      "--mutant",
      "p-majown",
      "--property",
      "agreement",
      "--html",
      "p.html",
    );
    expect(code).toBe(12);
    expect(stdout).toMatch(/\npage written: p\.html\n$/);
    expect(statSync(join(folder, "p.html")).size).toBeLessThan(400_000);
    const capsule = inside(read("p.html"), "capsule") as Record<string, never>;
    expect(capsule).toMatchObject({
      model: { name: "paxos-retold", mutant: "p-majown" },
      verdict: { outcome: "violated", states: { distinct: 447 } },
      traces: [{ property: "agreement", kind: "always", list: { initial: 0 } }],
      command: "synod check paxos-retold --mutant p-majown --property agreement",
    });
    expect(Object.keys(capsule["sources"] as unknown as object)).toEqual(["prepare", "promise", "propose", "accept"]);
    expect(packedIn(read("p.html"))[2]).toMatch(/^globalThis\.synodModel=/);
  });

  it("prints with --json nothing but the object", async () => {
    const { stdout } = await run("bank.ts", "--html", "bank.html", "--json");
    const verdict = JSON.parse(stdout);
    expect(inside(read("bank.html"), "capsule")).toMatchObject({
      verdict: { states: verdict.states, outcome: "violated" },
    });
    const { sources } = inside(read("bank.html"), "capsule") as {
      sources: Record<string, { place: string; lines: string[][][] }>;
    };
    expect(sources["write"]?.place).toBe("bank.ts:19");
    expect(sources["write"]?.lines.map((line) => line.map(([, text]) => text).join("")).slice(0, 3)).toEqual([
      "write: {",
      "  for: { t: Teller },",
      "  when: (s, { t }) => s.seen.get(t) !== null,",
    ]);
  });

  it("finds out before the search that it cannot write there", async () => {
    const { code, stdout, stderr } = await run("paxos", "--html", "no/such/folder.html");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain('SYN109 (bad option value): --html cannot be "no/such/folder.html"');
  });

  it("finds out before the search that a model cannot be in a page, and says so by a code", async () => {
    const { code, stdout, stderr } = await run("needs-node.ts", "--html", "n.html");
    expect([code, stdout]).toEqual([150, ""]);
    expect(stderr.replace(/\s+/g, " ")).toMatch(
      /SYN114 \(no model for a page\): \S+ does not load in a page: needs-node\.ts:2:\d+: Could not resolve "node:fs"/,
    );
  });
});

describe("a model that asks for what Node alone has", () => {
  it("is refused before the search, though esbuild finds nothing to complain of", async () => {
    const { code, stdout, stderr } = await run("asks-process.ts", "--html", "a.html");
    expect([code, stdout]).toEqual([150, ""]);
    expect(stderr.replace(/\s+/g, " ")).toMatch(
      /SYN114 \(no model for a page\): \S+ does not load in a page: it throws while it loads: TypeError: .*env/,
    );
  });
});

inBrowser("a page whose model cannot begin", (open) => {
  it("says what came out and what was thrown, as text", async () => {
    const { code } = await run("never-begins.ts", "--html", "never.html");
    expect(code).toBe(75);
    const { page, complaints } = await open();
    await page.goto(pathToFileURL(join(folder, "never.html")).href);
    await page.waitForSelector("h1");
    expect(await page.locator("h1").innerText()).toBe("Error: `init` of stuck threw Error: <i>\\u202eno beginning</i>");
    expect(await page.locator("main").innerText()).toContain("In a terminal: synod check never-begins.ts");
    expect(complaints).toEqual([]);
  });
});

inBrowser("a page of hostile names", (open) => {
  it("writes out what would turn the direction of writing, and stays as wide as the window", async () => {
    await run("hostile.js", "--html", "turned.html");
    const { page, complaints } = await open();
    await page.goto(pathToFileURL(join(folder, "turned.html")).href);
    await page.waitForSelector("h1");
    const seen = await page.evaluate(() => ({
      text: document.getElementById("page")?.textContent ?? "",
      wide: document.documentElement.scrollWidth - innerWidth,
    }));
    expect(seen.text).toContain("\\u202ekcab");
    expect(seen.text).not.toContain("\u202E");
    expect(seen.wide).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("has them as text and nothing else", async () => {
    const { code } = await run("hostile.js", "--html", "hostile.html");
    expect(code).toBe(12);
    const { page, complaints, asked } = await open();
    await page.goto(pathToFileURL(join(folder, "hostile.html")).href);
    await page.waitForFunction(() => globalThis.synodPage?.checker !== undefined);
    const found = await page.evaluate(async () => {
      const question = { name: "hostile", parameters: {}, mutant: null, options: {} };
      const answer = await globalThis.synodPage?.checker?.check(question);
      return { pwned: "pwned" in globalThis, verdict: answer?.verdict };
    });
    expect(found).toMatchObject({ pwned: false, verdict: { outcome: "violated" } });
    expect(await page.title()).toContain(HOSTILE[0]);
    expect(await page.locator("img").count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(asked).toEqual([]);
  });
});
