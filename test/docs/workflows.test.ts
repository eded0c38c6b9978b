// The action, the repository's workflow and those on the pages: YAML that parses, with keys that there are, and an action whose
// script hands on what it is given, word by word.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { temporaryFolder } from "../cli/run-synod.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
type Fields = Readonly<Record<string, unknown>>;
interface Step extends Fields {
  readonly name?: string;
  readonly run?: string;
}

const STEP_KEYS = ["name", "id", "if", "uses", "with", "run", "shell", "env", "working-directory", "continue-on-error"];
const JOB_KEYS = [
  "name",
  "runs-on",
  "needs",
  "if",
  "permissions",
  "strategy",
  "steps",
  "env",
  "timeout-minutes",
  "container",
];
const WORKFLOW_KEYS = ["name", "on", "permissions", "concurrency", "env", "defaults", "jobs"];

const unknown = (fields: object, known: readonly string[]) => Object.keys(fields).filter((key) => !known.includes(key));

/** What is wrong with the steps of a job, or of an action, whose steps name their shell. */
function wrongSteps(steps: readonly Step[], isOfAction: boolean): string[] {
  return steps.flatMap((step) => [
    ...unknown(step, STEP_KEYS).map((key) => `a step has ${key}`),
    ...("run" in step === "uses" in step ? ["a step has one of run and uses"] : []),
    ...(isOfAction && "run" in step && !("shell" in step) ? ["a step of an action names no shell"] : []),
    ...(typeof step["uses"] === "string" && !/^[\w.-]+\/[\w./-]+@[\w.]+$/.test(step["uses"]) ? [step["uses"]] : []),
  ]);
}

function wrongJobs(jobs: Fields): string[] {
  return Object.values(jobs).flatMap((job) => {
    const { steps, ...rest } = job as { readonly steps: readonly Step[] };
    return [...unknown(rest, JOB_KEYS), ...wrongSteps(steps, false)];
  });
}

describe("the workflow of the repository", () => {
  const workflow = parse(read(".github/workflows/ci.yml"));

  it("has keys that there are", () => {
    expect(unknown(workflow, WORKFLOW_KEYS)).toEqual([]);
    expect(wrongJobs(workflow.jobs)).toEqual([]);
    expect(wrongJobs({ job: { steps: [{ run: "x", use: "y" }, {}, { uses: "checkout" }] } })).toEqual([
      "a step has use",
      "a step has one of run and uses",
      "checkout",
    ]);
  });

  it("runs what package.json has, and the suite with JUnit and summary", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const runs = Object.values(workflow.jobs as Record<string, { steps: Step[] }>).flatMap(({ steps }) =>
      steps.flatMap(({ run }) => run ?? []),
    );
    for (const [, script = ""] of runs.join("\n").matchAll(/npm (?:run )?(\w[\w:-]*)/g))
      if (script !== "ci") expect(scripts).toHaveProperty([script]);
    const suite = runs.find((run) => run.includes("main.js suite")) ?? "";
    for (const word of ["--report github", "--report junit="]) expect(suite).toContain(word);
  });
});

describe("the action", () => {
  const action = parse(read("action.yml"));
  const steps = action.runs.steps as readonly Step[];

  it("has keys that there are, inputs that say what they are, and names no other", () => {
    expect(unknown(action, ["name", "author", "description", "inputs", "outputs", "runs", "branding"])).toEqual([]);
    expect([action.runs.using, unknown(action.runs, ["using", "steps"])]).toEqual(["composite", []]);
    expect(wrongSteps(steps, true)).toEqual([]);
    for (const input of Object.values(action.inputs as Record<string, Fields>)) {
      expect(unknown(input, ["description", "required", "default", "deprecationMessage"])).toEqual([]);
      expect([typeof input["description"], typeof input["default"]]).toEqual(["string", "string"]);
    }
    const used = [...read("action.yml").matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name as string);
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
    // A text from outside is never a part of a script.
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  it("hands on arguments, tags and reports as words, and nothing in them is run or found as a file", () => {
    const folder = temporaryFolder({ npx: '#!/bin/sh\nprintf "%s\\n" "$@"\n', "a.txt": "" });
    chmodSync(join(folder, "npx"), 0o755);
    const script = steps.find(({ name }) => name === "Check")?.run ?? "";
    const ran = (env: Readonly<Record<string, string>>) => {
      const path = `${folder}${delimiter}${process.env["PATH"]}`;
      const given = { SYNOD_ARGUMENTS: "suite", SYNOD_TAGS: "", SYNOD_REPORTS: "", ...env };
      writeFileSync(join(folder, "script.sh"), script);
      // As the runner starts a shell that is named bash.
      const words = ["--noprofile", "--norc", "-eo", "pipefail", join(folder, "script.sh")];
      const { stdout, status } = spawnSync("bash", words, {
        cwd: folder,
        env: { PATH: path, ...given },
        encoding: "utf8",
      });
      return [status, ...stdout.trimEnd().split("\n")];
    };
    expect(ran({})).toEqual([0, "--no-install", "synod", "suite"]);
    expect(
      ran({
        SYNOD_ARGUMENTS: "suite --shard 1/3",
        SYNOD_TAGS: "quick\nslow",
        SYNOD_REPORTS: "github junit=out/j.xml",
      }).slice(3),
    ).toEqual([
      "suite",
      "--shard",
      "1/3",
      "--tag",
      "quick",
      "--tag",
      "slow",
      "--report",
      "github",
      "--report",
      "junit=out/j.xml",
    ]);
    expect(ran({ SYNOD_TAGS: "$(touch$IFS" + "x) `touch` *; touch" }).slice(4)).toEqual([
      "--tag",
      "$(touch$IFSx)",
      "--tag",
      "`touch`",
      "--tag",
      "*;",
      "--tag",
      "touch",
    ]);
    expect(existsSync(join(folder, "x"))).toBe(false);
  });

  it("is told on its page with all of its inputs", () => {
    const [, table = ""] = read("docs/ci.md").split("| input | is |");
    const told = [...table.split("\n\n")[0]!.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual(Object.keys(action.inputs).sort());
  });
});

describe("the workflows on the page", () => {
  const blocks = [...read("docs/ci.md").matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text]) =>
    parse(text as string),
  );

  it("parse, and have keys that there are", () => {
    expect(blocks.length).toBe(5);
    const [workflow, action, upload, shards, gitlab] = blocks;
    expect([...unknown(workflow, WORKFLOW_KEYS), ...wrongJobs(workflow.jobs), ...wrongJobs(shards.jobs)]).toEqual([]);
    expect([...wrongSteps(action, false), ...wrongSteps(upload, false)]).toEqual([]);
    const { inputs } = parse(read("action.yml"));
    expect(unknown(action[1].with, Object.keys(inputs))).toEqual([]);
    expect(gitlab.models.artifacts.reports.junit).toBe("reports/synod.xml");
    expect(gitlab.models.script.join("\n")).toContain("--report junit=reports/synod.xml");
  });
});
