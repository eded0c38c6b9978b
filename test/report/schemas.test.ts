// The published schemas against what is really printed and saved: all of it fits, every field of it is in them, and what is
// otherwise is refused. Who adds a field to an output adds it to the schema.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { runHere } from "../cli/run-here.ts";
import { run, synod, temporaryFolder } from "../cli/run-synod.ts";
import { bank, counters, full, server } from "../cli/user-models.ts";
import { mutantsByModel } from "../support/schema-subjects.ts";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Fields = { [name: string]: Json };

const root = join(import.meta.dirname, "..", "..");
const schemaOf = (name: string): Fields =>
  JSON.parse(readFileSync(join(root, "schemas", `${name}.schema.json`), "utf8"));
const ajv = new Ajv2020({ strict: true, allErrors: true, strictTypes: false, strictRequired: false });

/** The same without room for fields that it does not name. */
function closedSchema(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(closedSchema);
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closedSchema(part)]));
  const isObject = schema["type"] === "object" && "properties" in schema && "required" in schema;
  return isObject ? { ...parts, additionalProperties: false } : parts;
}

const judges = (name: string) => {
  const { $id: _, ...rest } = closedSchema(schemaOf(name)) as Fields;
  return { open: ajv.compile(schemaOf(name)), closed: ajv.compile(rest) };
};
const check = judges("check");
const traceFile = judges("trace-file");
const graph = judges("graph");
const simulation = judges("simulate");
const proof = judges("proof");

function expectFits({ open, closed }: { open: ValidateFunction; closed: ValidateFunction }, json: unknown): void {
  for (const judge of [open, closed]) {
    judge(json);
    expect(judge.errors ?? []).toEqual([]);
  }
}

const folder = temporaryFolder({ "bank.ts": bank, "counters.ts": counters, "full.ts": full, "server.ts": server });

/** A check's object, and the trace that it saved, if it did. */
async function checked(
  words: string,
  runs: (argv: string[]) => Promise<{ stdout: string }> = runHere,
): Promise<Fields> {
  const file = join(folder, "saved.json");
  const { stdout } = await runs(["check", ...words.split(" "), "--workers", "1", "--json", "--trace", file]);
  const json = JSON.parse(stdout);
  expectFits(check, json);
  if (json.outcome === "violated") expectFits(traceFile, JSON.parse(readFileSync(file, "utf8")));
  return json;
}

describe("the schema of a simulation", () => {
  it.each([
    ["paxos ballots=2", 0],
    ["peterson --depth 30", 0],
    ["gossip --runs 20 --depth 0", 0],
    ["paxos-retold --mutant p-majown --runs 5000", 12],
    ["full.ts", null],
  ] as const)("has what is printed of %s", async (words, expected) => {
    const file = join(folder, "simulated.json");
    const argv = words.replace(/(\w+\.ts)/, join(folder, "$1")).split(" ");
    const { stdout, code } = await runHere(["simulate", ...argv, "--workers", "1", "--json", "--trace", file]);
    const json = JSON.parse(stdout);
    expectFits(simulation, json);
    if (expected !== null) expect(code).toBe(expected);
    if (json.outcome !== "no-violation") expectFits(traceFile, JSON.parse(readFileSync(file, "utf8")));
  });

  it("has what is printed of a model that throws", async () => {
    const words = ["simulate", join(root, "examples", "mistakes", "overdraft.ts"), "--workers", "1", "--json"];
    const { stdout, code } = await runHere(words);
    expect(code).toBe(75);
    expectFits(simulation, JSON.parse(stdout));
  });
});

describe("the schema of a check", () => {
  it.each([
    "consensus",
    "two-phase-commit participants=2",
    "two-phase-commit participants=3 --no-symmetry",
    "peterson",
    "gossip nodes=2",
    "paxos acceptors=2 ballots=2 values=1 --certify --store exact",
    "duelling-proposers",
    "lock-free-queue --reduce all",
    "transaction-commit --property consistent",
    "swim --max-states 50",
    "paxos --max-depth 3 --engine reference",
    "basic-paxos numbers=2 --reduce stale-messages,partial-order",
    "two-phase-commit-processes --max-states 400",
    "bakery --max-states 300",
    "two-phase-commit participants=2 --sample 3 --seed 2",
    "two-phase-commit-processes --sample 1 --max-depth 3",
  ])("has what is printed of %s", async (words) => void (await checked(words)));

  it.each(mutantsByModel)("has what is printed of a mutant: %s", async (words) => {
    // A process each: here a model that is imported once more would bring a second copy of synod along.
    expect((await checked(`${words} --max-states 3000`, synod))["outcome"]).not.toBe("error");
  });

  it("has a lasso, a step that throws, an error, a limit, what made the space grow, a constraint", async () => {
    const at = (name: string) => join(folder, name);
    expect(await checked(`${at("server.ts")} --fairness weak --keep-going`)).toMatchObject({ outcome: "violated" });
    expect(await checked(`${at("server.ts")} --fairness none`)).toMatchObject({ fairness: "none" });
    for (const fault of ["guard", "effect", "property", "overflow", "never"])
      await checked(`${at("counters.ts")} counters=2 fault=${fault} --no-symmetry`);
    expect(await checked(at("full.ts"))).toMatchObject({ outcome: "error", error: { code: "SYN302", trace: {} } });
    expect(await checked(`${at("counters.ts")} counters=6 --memory 40MB --no-symmetry`)).toMatchObject({
      ending: "memory",
      growth: {},
    });
    expect(await checked("examples/endless-bakery.ts")).toMatchObject({ constraint: {} });
  });

  it.each(["paxso", "paxos acceptors=none", "paxos --mutant none", "./absent.ts", "paxos --workers 0"])(
    "has what is printed of a bad command line: %s",
    async (words) => {
      const { stdout } = await runHere(["check", ...words.split(" "), "--json"]);
      expectFits(check, JSON.parse(stdout));
    },
  );

  it("refuses what is otherwise", async () => {
    const right = await checked("two-phase-commit-crashes participants=2 --mutant t-firstyes --property consistent");
    const [first] = right["properties"] as Fields[];
    const wrong: Json[] = [
      ...Object.keys(right).map((name) =>
        Object.fromEntries(Object.entries(right).filter(([other]) => other !== name)),
      ),
      { ...right, outcome: "proved" },
      { ...right, outcome: "error" },
      { ...right, states: { distinct: -1, generated: 0, depth: 0 } },
      { ...right, collisionProbability: 2 },
      { ...right, properties: [] },
      { ...right, properties: [{ ...(first as Fields), trace: null }] },
      { ...right, properties: [{ ...(first as Fields), steps: null }] },
      { ...right, properties: [{ ...(first as Fields), kind: "never" }] },
      { ...right, warnings: [{ kind: "odd", subject: "", message: "" }] },
      { ...right, parameters: { participants: [2] } },
      [right],
    ];
    for (const json of wrong) expect([check.open(json), JSON.stringify(json)]).toEqual([false, JSON.stringify(json)]);
    // Fields that a later version may add are no fault.
    expect(check.open({ ...right, later: 1 })).toBe(true);
    expect(check.closed({ ...right, later: 1 })).toBe(false);
  });
});

describe("the schema of saved traces", () => {
  it("refuses what is otherwise", async () => {
    await run("check bank.ts --workers 1 --trace race.json", folder);
    await run("check server.ts --workers 1 --fairness weak --property crash --trace none.json", folder);
    const right = JSON.parse(readFileSync(join(folder, "race.json"), "utf8"));
    expectFits(traceFile, right);
    const wrong = [
      ...Object.keys(right).map((name) =>
        Object.fromEntries(Object.entries(right).filter(([other]) => other !== name)),
      ),
      { ...right, version: 2 },
      { ...right, format: "itf" },
      { ...right, failing: { step: 0, text: "x" } },
      { ...right, shows: { kind: "rule-throws", because: "x" } },
      { ...right, steps: [{ step: "first", text: "x" }] },
      { ...right, loop: 0 },
    ];
    for (const json of wrong)
      expect([traceFile.open(json), JSON.stringify(json)]).toEqual([false, JSON.stringify(json)]);
  });
});

describe("the schema of state graphs", () => {
  it.each(["consensus", "two-phase-commit participants=2", "peterson", "examples/endless-bakery.ts --max-states 5000"])(
    "has what is printed of %s",
    async (words) => {
      const { stdout } = await runHere(["graph", ...words.split(" "), "--to", "json"]);
      expectFits(graph, JSON.parse(stdout));
    },
  );

  it("refuses what is otherwise", async () => {
    const right = JSON.parse((await runHere(["graph", "consensus", "--to", "json"])).stdout);
    for (const name of Object.keys(right)) expect(graph.open({ ...right, [name]: undefined })).toBe(false);
    expect(graph.open({ ...right, states: [] })).toBe(false);
    expect(graph.open({ ...right, steps: [{ ...right.steps[0], from: -1 }] })).toBe(false);
  });
});

describe("the schema of proofs", () => {
  const proved = async (words: string) =>
    JSON.parse((await runHere(["prove", ...words.split(" "), "--workers", "1", "--json"])).stdout);

  it.each([
    "two-phase-commit participants=2 --table",
    "two-phase-commit participants=2 --invariant consistent",
    "paxos acceptors=1 ballots=1 --invariant published",
    "gossip nodes=2 --sample 20",
  ])("has what is printed of %s", async (words) => {
    expectFits(proof, await proved(words));
  });

  it("refuses what is otherwise", async () => {
    const right = await proved("two-phase-commit participants=2 --invariant consistent");
    for (const name of Object.keys(right)) expect(proof.open({ ...right, [name]: undefined })).toBe(false);
    expect(proof.open({ ...right, outcome: "holds" })).toBe(false);
    expect(proof.open({ ...right, typeStates: 3072 })).toBe(false);
    expect(proof.open({ ...right, counterexample: { ...right.counterexample, before: null } })).toBe(false);
  });
});

describe("the schemas", () => {
  it("are found by the package's name, and have names of their own", () => {
    const { exports, files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect([exports["./schemas/*.json"], files.includes("schemas")]).toEqual(["./schemas/*.json", true]);
    const ids = ["check", "trace-file", "graph", "proof"].map((name) => String(schemaOf(name)["$id"]));
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});
