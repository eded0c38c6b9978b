import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { run, start, temporaryFolder } from "./run-synod.ts";
import { bank, counters } from "./user-models.ts";

const chatty = bank.replace("export const bank", 'console.log("loaded");\nexport const bank');
const folder = temporaryFolder({ "bank.ts": bank, "chatty.ts": chatty, "counters.ts": counters });
const text = (name: string) => readFileSync(join(folder, name), "utf8");

beforeAll(async () => {
  await run("check bank.ts tellers=2 --workers 1 --trace race.json", folder);
  await run("check counters.ts fault=guard --workers 1 --trace guard.json", folder);
  mkdirSync(join(folder, "folder"));
});

describe("synod trace", () => {
  it.each([
    ["itf", /^\{\n "#meta": \{\n {2}"format": "ITF",/],
    ["shiviz", /^\(\?<event>\.\*\)\\n/],
    ["mermaid", /^sequenceDiagram\n {2}participant h0 as t1\n/],
    ["dot", /^digraph \{\n/],
    ["graphml", /^<\?xml version="1.0" encoding="UTF-8"\?>\n<graphml /],
    ["markdown", /^### Counterexample to `no coin is lost`\n\n`bank`, 4 steps\n/],
    ["json", /^\{"schemaVersion":1,"model":"bank","parameters":\{"tellers":2\},/],
  ])("writes %s, the same bytes each time, to standard output or a file", async (format, begins) => {
    const [once, again] = await Promise.all([
      run(`trace race.json --to ${format}`, folder),
      run(`trace race.json --to ${format} --output ${format}.out`, folder),
    ]);
    expect([once.code, once.stderr, again.code, again.stderr, again.stdout]).toEqual([0, "", 0, "", ""]);
    expect(once.stdout).toMatch(begins);
    expect(text(`${format}.out`)).toBe(once.stdout);
  });

  it("names the property in ITF, and finds the trace again in Markdown", async () => {
    const { stdout } = await run("trace race.json --to itf", folder);
    expect(JSON.parse(stdout)["#meta"]).toMatchObject({
      property: "no coin is lost",
      propertyKind: "always",
      invariant: "no coin is lost",
      status: "violation",
      varTypes: { balance: "Int", seen: "(Str -> (None(UNIT) | Some(Int)))", done: "(Str -> Bool)" },
    });
    expect((await run("trace race.json --to markdown", folder)).stdout).toContain(
      "```sh\nsynod check bank.ts --property 'no coin is lost'\n```\n",
    );
  });

  it("writes the same JSON as replay", async () => {
    const [traced, replayed] = await Promise.all([
      run("trace race.json --to json", folder),
      run("replay race.json --json", folder),
    ]);
    expect(traced.stdout).toBe(replayed.stdout);
  });

  it("takes an ITF file without its model, in the formats that need states alone", async () => {
    await run("trace race.json --to itf -o race.itf.json", folder);
    for (const format of ["itf", "dot", "graphml", "markdown", "json"]) {
      const { code, stdout } = await run(`trace race.itf.json --to ${format}`, folder);
      expect([format, code]).toEqual([format, 0]);
      if (format === "itf") expect(stdout).toBe(text("race.itf.json"));
    }
    for (const format of ["shiviz", "mermaid"]) {
      const { code, stdout, stderr } = await run(`trace race.itf.json --to ${format}`, folder);
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toContain("SYN503");
    }
  });

  it("shows a step that throws", async () => {
    expect((await run("trace guard.json --to shiviz", folder)).stdout).toMatch(/ throws\n\S+ \{.*\}\n$/);
    expect((await run("trace guard.json --to mermaid", folder)).stdout).toMatch(
      / throws\n {2}Note over .*throws in this state\n {2}Note over .*\n$/,
    );
    expect((await run("trace guard.json --to markdown", folder)).stdout).toMatch(/^### The way to the error\n/);
  });

  it("is not mixed with what a model prints", async () => {
    await run("check chatty.ts --workers 1 --trace chatty.json", folder);
    const { stdout, stderr } = await run("trace chatty.json --to json", folder);
    expect(JSON.parse(stdout).model).toBe("bank");
    expect(stderr).toContain("loaded");
    expect(JSON.parse((await run("graph chatty.ts --to json", folder)).stdout).model).toBe("bank");
  });

  it("ends well when nobody reads on", async () => {
    const { child, ended } = start(["graph", "two-phase-commit", "participants=3", "--to", "json"], folder);
    child.stdout?.destroy();
    expect((await ended).stderr).not.toContain("EPIPE");
  });

  it.each([
    ["trace", "SYN110"],
    ["trace race.json", "SYN110"],
    ["trace race.json --to xml", "SYN109"],
    ["trace race.json --to marmaid", 'did you mean "mermaid"'],
    ["trace race.json --to dot --output folder", "SYN109"],
    ["trace race.json --to dot --output none/x.dot", "SYN109"],
    ["trace absent.json --to dot", "SYN502"],
    ["trace bank.ts --to dot", "SYN502"],
    ["graph consensus --to itf", "SYN109"],
    ["graph consensus --to dot --max-states 2", "SYN413"],
    ["graph consensus --to dot --max-states none", "SYN109"],
    ["graph consensus --to dot --mutant none", "SYN107"],
  ])("refuses: synod %s", async (command, said) => {
    const { code, stdout, stderr } = await run(command, folder);
    expect(stderr.replace(/\s+/g, " ")).toContain(said);
    expect(stdout).toBe("");
    expect(code).not.toBe(0);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });

  it("refuses an ITF file that is broken, and says where", async () => {
    writeFileSync(join(folder, "broken.itf.json"), JSON.stringify({ vars: ["x"], states: [{ x: 1 }, { y: 1 }] }));
    const { code, stderr } = await run("trace broken.itf.json --to dot", folder);
    expect([code, stderr.replace(/\s+/g, " ")]).toEqual([1, expect.stringContaining('"states"[1] has no "x"')]);
  });
});
