// Tables and figures in the pages that say what the code says, so that neither is changed without the other.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as invariants from "../../invariants/index.ts";
import { check } from "../../src/check/check.ts";
import { findModel } from "../../src/cli/find-model.ts";
import { suiteChecks } from "../../src/cli/suite-checks.ts";
import type { SynodError } from "../../src/errors/errors.ts";
import { exitCodes } from "../../src/errors/exit-codes.ts";
import { errorTable } from "../../src/errors/table.ts";
import { model, protocol, range } from "../../src/index.ts";
import { instantiate } from "../../src/model/instance.ts";
import { propertyKinds } from "../../src/model/property-kinds.ts";
import { REDUCTION_NAMES } from "../../src/reduce/table.ts";
import { layoutOf } from "../../src/state/layout.ts";
import { SlotMemory } from "../../src/state/memory.ts";
import { INDEXED_WALKS, METHODS, SIZES, WALKS } from "../../src/state/methods.ts";
import { viewState } from "../../src/state/views.ts";
import { SEEDED_FAULTS } from "../brute-force/seeded-faults.ts";
import { faults } from "../faults/faults.ts";
import { readPage, root, tableBelow } from "./pages.ts";

const reference = (name: string) => readPage(`docs/reference/${name}.md`);
const [commandLine, json, models] = [reference("command-line"), reference("json"), reference("models")];

function synod(commandLine: string): string {
  const program = join(root, "dist", "cli", "main.js");
  return spawnSync(process.execPath, [program, ...commandLine.split(" ")], { cwd: root, encoding: "utf8" }).stdout;
}

/** Large spaces are searched by the tests of the suite and of the oracles. */
const SEARCHED_HERE = 10_000;

/** `two-phase-commit participants=3` searched; or, if it is large, what the suite expects of it. */
async function countsOf(text: string, distinct: number): Promise<object> {
  const [name = "", ...words] = text.split(" ");
  if (distinct > SEARCHED_HERE) {
    const expected = suiteChecks.find(({ model, parameters }) => {
      const settings = Object.entries(parameters).map(([parameter, value]) => `${parameter}=${value}`);
      return [model, ...settings].join(" ") === text;
    });
    return { distinct: expected?.distinct, generated: expected?.generated, depth: expected?.depth };
  }
  const given = Object.fromEntries(words.map((word) => word.split("=", 2)));
  const { verdict } = await check(instantiate(await findModel(name), given, null).model, { symmetry: false });
  expect(verdict.outcome).toBe("holds");
  return verdict.states;
}

describe("docs/how-we-know.md", () => {
  const counts = tableBelow(readPage("docs/how-we-know.md"), "Counts");
  it.each(counts)("has the counts of %s", async (text, ...cells) => {
    const [distinct, generated, depth] = cells.map((cell) => (cell === "-" ? null : Number(cell.replaceAll(",", ""))));
    const found = await countsOf(text as string, distinct as number);
    expect({ distinct, generated, depth }).toEqual(generated === null ? { ...found, generated } : found);
  });
});

describe("docs/how-we-know.md and docs/how-the-engine-works.md", () => {
  it("say how many faults are put into synod on purpose", () => {
    expect(readPage("docs/how-we-know.md").text).toContain(`Of ${faults.length} faults that [tests](../test/faults)`);
    expect(readPage("docs/how-the-engine-works.md").text).toContain(`of [${SEEDED_FAULTS.length} faults](`);
  });
});

describe("docs/concepts.md and docs/reference/json.md", () => {
  it("have as many warnings as each other", () => {
    const [row = ""] = /^\| `warnings\[\]\.kind` .*$/m.exec(json.text) ?? [];
    const kinds = (row.match(/`[a-z-]+`/g) ?? []).length;
    const [, findings = ""] =
      /^Nine findings are \*\*warnings\*\*: (.+?)\. /ms.exec(readPage("docs/concepts.md").text) ?? [];
    expect([kinds, findings.split(";").length]).toEqual([9, 9]);
  });
});

describe("docs/reference", () => {
  it("has every exit code", () => {
    const codes = tableBelow(reference("exit-codes"), "Exit codes").map(([code]) => Number(code));
    expect(codes).toEqual(Object.values(exitCodes).sort((a, b) => a - b));
  });

  it("has every command, and every option of each", () => {
    const optionsOf = (command: string) =>
      new Set(
        synod(`${command} --help`)
          .match(/^ {2}(?:-\w, )?--[a-z-]+/gm)
          ?.map((line) => line.replace(/.* /, "")),
      );
    const commands =
      synod("--help")
        .match(/(?<=^Commands:\n)(?: {2}.*\n)+/m)?.[0]
        .match(/(?<=^ {2})[a-z]+/gm) ?? [];
    const general = ["--help", "--version"];
    const sections = commandLine.text.split(/^## /m).slice(1);
    expect(commands.filter((name) => name !== "help")).toEqual(
      sections.flatMap((section) => /^`synod ([a-z]+)/.exec(section)?.[1] ?? []),
    );
    for (const command of commands.filter((name) => name !== "help")) {
      const section = sections.find((each) => each.startsWith(`\`synod ${command}`)) as string;
      const named = new Set(section.match(/(?<=^\| `)--[a-z-]+/gm));
      expect(named, command).toEqual(new Set([...optionsOf(command)].filter((option) => !general.includes(option))));
    }
  });

  it("has the object that --json prints", () => {
    const block = json.blocks.find(({ language }) => language === "json");
    const command = block?.marks.get("json")?.replace(/^synod /, "") ?? "";
    const own = { wallMs: 0, peakRssBytes: 0, workers: 0 };
    expect({ ...JSON.parse(block?.lines.join("\n") as string), ...own }).toEqual({
      ...JSON.parse(synod(command)),
      ...own,
    });
  });
});

describe("docs/reference/json.md", () => {
  const named = (text: string) => new Set(text.match(/(?<=`)\w+(?=(\[\])?`)/g));
  const keysOf = (...objects: readonly object[]) => new Set(objects.flatMap((each) => Object.keys(each)));

  it("has every kind of property and every reduction, and so has the command line's page the latter", () => {
    const cells = new Map(tableBelow(json, "A check").map(([cell = "", about = ""]) => [cell, about]));
    expect(cells.get("properties[].kind")?.split(", ").sort()).toEqual([...propertyKinds].sort());
    expect(cells.get("reductions")?.replace(/^.*: /, "").split(", ")).toEqual(REDUCTION_NAMES);
    const [, reduce] = tableBelow(commandLine, "`synod check MODEL [name=value ...]`").find(([cell]) =>
      cell?.startsWith("--reduce"),
    ) as string[];
    for (const name of REDUCTION_NAMES) expect(reduce).toContain(name);
  });

  it("has every field of an error and of a step", () => {
    const { error } = JSON.parse(synod("check examples/mistakes/overdraft.ts --json"));
    const row = json.text.match(/^\| `error` .*$/m)?.[0] ?? "";
    for (const key of [...keysOf(error), ...keysOf(error.thrown ?? {})]) expect(named(row)).toContain(key);
    const { properties } = JSON.parse(synod("check examples/bank-transfer.ts --json"));
    const { steps } = properties[0].trace;
    const paragraph = json.text.match(/^States in a trace(.+?)\n\n/ms)?.[1] ?? "";
    for (const key of keysOf(...steps, ...steps[0].changes)) expect(named(paragraph)).toContain(key);
  });

  it("has every field of a listed model", () => {
    const [listed] = JSON.parse(synod("list examples/lease.ts --rules --fairness --json")).models;
    const [moved] = JSON.parse(synod("list two-phase-commit --json")).models;
    const cells = new Map(tableBelow(json, "Models").map(([cell = "", about = ""]) => [cell, about]));
    const fields = [...cells.keys()].flatMap((cell) => cell.replaceAll("[]", "").split(", "));
    expect(fields.filter((field) => !field.startsWith("movedTo")).sort()).toEqual(Object.keys(listed).sort());
    const section = json.text.match(/^## Models(.+?)^## /ms)?.[1] ?? "";
    const parts = [listed.parameters, listed.state, listed.properties, listed.fairness, listed.mutants].flat();
    const inside = [...parts, ...moved.parameters, ...moved.mutants, listed.footprints, ...listed.footprints.rules];
    for (const key of keysOf(...inside)) expect(named(section)).toContain(key);
  });
});

describe("docs/reference/json.md on mutants", () => {
  const rows = tableBelow(json, "Mutants");
  const { mutants, unchanged, summary, ...rest } = JSON.parse(synod("mutants gossip --json"));

  it("has every field of the object", () => {
    const first = rows.flatMap(([cell = ""]) => cell.split(", "));
    const ofMutants = first.flatMap((name) => /^(?:mutants\[\])?\.(\w+)$/.exec(name)?.[1] ?? []);
    expect(ofMutants.sort()).toEqual(Object.keys(mutants[0]).sort());
    const others = first.filter((name) => !name.includes(".") && !name.includes("["));
    expect(others.sort()).toEqual(["summary", ...Object.keys(rest)].sort());
  });

  it("has every field of an unchanged model, of the summary, and of a mutation", () => {
    const cellOf = (name: string) => json.text.match(new RegExp(`^\\| \`${name}.*$`, "m"))?.[0] ?? "";
    const named = (text: string) => new Set(text.match(/(?<=`)\w+(?=`)/g));
    expect(named(cellOf("unchanged"))).toEqual(new Set(Object.keys(unchanged[0])));
    for (const name of Object.keys(summary)) expect(named(cellOf("summary"))).toContain(name);
    const mutation = JSON.parse(synod("mutate gossip --json"));
    const text = json.text.match(/`synod mutate --json` has(.+?)(?:\n\n|$)/s)?.[1] as string;
    for (const name of [...Object.keys(mutation), ...Object.keys(mutation.mutations[0])])
      expect(named(text)).toContain(name);
  });
});

describe("docs/reference", () => {
  it("has every error", () => {
    const errors = Object.values(errorTable).map(({ number, title, exitCode }) => [number, title, String(exitCode)]);
    const rows = tableBelow(reference("errors"), "Errors");
    expect(rows.map((cells) => cells.slice(0, 3))).toEqual(errors);
    for (const [code, , , about] of rows) expect(about, code).toMatch(/\w.*\.$/);
  });

  it("has every key of a model and of a protocol's header", () => {
    const keysOf = (make: (wrong: never) => unknown): readonly string[] => {
      try {
        make({ name: "one", mode: 1, state: { n: range(0, 1) }, rules: {} } as never);
      } catch (error) {
        return (error as SynodError<"unknown-key">).details.known;
      }
      return [];
    };
    const named = (heading: string) => tableBelow(models, heading).flatMap(([cell = ""]) => cell.split(", "));
    expect(named("Models").sort()).toEqual([...keysOf(model)].sort());
    const header = keysOf((wrong) => protocol(wrong, () => model(wrong)));
    expect(named("Parameters and mutants").sort()).toEqual([...header].sort());
  });

  it("has every function of the invariants library", () => {
    const named = tableBelow(reference("invariants"), "Invariants and histories").map(([cell]) =>
      (cell as string).replace(/\(.*/, ""),
    );
    // `linearizable` takes histories of two kinds.
    expect([...new Set(named)].sort()).toEqual(Object.keys(invariants).sort());
  });

  it("has everything that a recorder of a history does", () => {
    const one = range(0, 1);
    const recorder = invariants.registerHistory({ clients: one, values: one, operations: 1 });
    const cells = tableBelow(reference("invariants"), "Registers").map(([cell = ""]) => cell);
    const named = cells.flatMap((cell) => cell.match(/\w+(?=\()|^\w+$/g) ?? []);
    expect(named.sort()).toEqual(Object.keys(recorder).sort());
  });

  it("has all that every collection can do", () => {
    const text = tableBelow(models, "Going through a collection").join(" ");
    const named = [...text.matchAll(/s\.van\.(\w+)/g)].map((match) => match[1] as string);
    expect(new Set(named)).toEqual(new Set(Object.keys(WALKS)));
  });

  it.each([
    ["Maps", "docked", "map"],
    ["Sets", "reports", "set"],
    ["Bags", "van", "bag"],
    ["Sequences", "belt", "sequence"],
  ] as const)("has all that %s can do", async (heading, field, kind) => {
    const { model } = instantiate(await findModel(join(root, "examples", "parcels.ts")), {}, null);
    const layout = layoutOf(model.schema);
    const state = viewState(layout, new SlotMemory(layout.slots)) as Readonly<Record<string, Collection>>;
    const view = (field === "reports" ? state["received"]?.get("s1") : state[field]) as object;
    const text = tableBelow(models, heading).join(" ");
    const named = [...text.matchAll(new RegExp(`s\\.${field}\\.(\\w+)`, "g"))].map((match) => match[1] as string);
    const own = kind === "sequence" ? Object.keys(INDEXED_WALKS).filter((name) => WALKS[name] === undefined) : [];
    const known = [...Object.keys(METHODS[kind]), ...own, ...(SIZES[kind] === null ? [] : [SIZES[kind]])];
    expect(new Set(named)).toEqual(new Set(known));
    for (const name of known) expect(Reflect.get(view, name)).toBeDefined();
  });
});

interface Collection {
  get(key: string): object;
}
