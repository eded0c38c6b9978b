/**
 * models/README.md, from what the models say of themselves: so that a model, a parameter, a property or a mutant that comes,
 * goes or changes its name is seen in review as a line of that page. `npx vitest run test/models/registry.test.ts -u` writes
 * it anew.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Mutant, Protocol } from "../../src/index.ts";
import { homeOf } from "../../src/model/moved.ts";
import { search } from "../support/search.ts";

export const folder = join(import.meta.dirname, "..", "..", "models");

const INTRODUCTION = `# Models

The protocols that come with synod, in the order in which one would teach them. \`synod check NAME\` checks one,
\`synod list NAME\` says what each parameter means, and \`synod mutants NAME\` runs its deliberate mistakes. Each file's header
says what the model leaves out. [docs/the-text.md](../docs/the-text.md) tells of them sentence by sentence.

This page is written by a test (test/models/registry-page.ts), which also counts the states: all of them, without symmetry,
at the parameters' defaults. Under *breaks* is what the shortest counterexample shows, and its length where one is known.
`;

export function registryPage(builtIns: readonly Protocol[]): string {
  const overview = [
    "| model | what | states | steps | depth |",
    "|---|---|---|---|---|",
    ...builtIns.map((each) => {
      const { name, about } = each.protocol;
      const { distinct, generated, depth } = search(each());
      return row([`[${name}](#${name})`, about, number(distinct), number(generated), number(depth)]);
    }),
  ];
  return [INTRODUCTION, overview.join("\n"), "", ...builtIns.map(section)].join("\n");
}

function section(each: Protocol): string {
  const { name, about, source, parameters, mutants, moved } = each.protocol;
  const isMoved = (parameter: string) => Object.hasOwn(moved?.parameters ?? {}, parameter);
  const own = Object.entries(parameters).filter(([parameter]) => !isMoved(parameter));
  const properties = each().properties.map(({ kind, name: property }) => `${property} (*${kind}*)`);
  const file = fileOf(name);
  const lines = [
    `## ${name}`,
    "",
    `${about}. Source: ${source}. File: [${file}](${file}).`,
    "",
    `- Parameters: ${own.map(([parameter, { default: value }]) => `\`${parameter}=${value}\``).join(", ")}`,
    `- Properties: ${properties.join(", ")}`,
  ];
  if (moved !== null) {
    const homes = moved.to.map((to) => `[${to.protocol.name}](#${to.protocol.name})`).join(" and ");
    const names = [...Object.keys(parameters).filter(isMoved), ...Object.keys(moved.mutants ?? {})];
    lines.push(`- Moved to ${homes}, and taken here still: ${names.map((each) => `\`${each}\``).join(", ")}`);
  }
  const declared = Object.entries(mutants).filter(([mutant]) => homeOf(each, mutant) === each);
  if (declared.length > 0)
    lines.push("", "| mutant | what is wrong | breaks | at |", "|---|---|---|---|", ...declared.map(mutantRow));
  return `${lines.join("\n")}\n`;
}

function mutantRow([name, { about, breaks, at, steps, fairness }]: [string, Mutant]): string {
  const length = typeof steps === "number" ? `, ${steps} steps` : "";
  const under = fairness === undefined ? "" : `, fairness ${fairness}`;
  const settings = Object.entries(at).map(([parameter, value]) => `\`${parameter}=${value}\``);
  return row([
    `\`${name}\``,
    about,
    breaks === null ? "nothing" : `${breaks}${length}`,
    `${settings.join(" ")}${under}`,
  ]);
}

/** The file that says `name: "..."`. */
export function fileOf(name: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  const file = files.find((each) => each.endsWith(`/${name}.ts`));
  if (file === undefined) throw new Error(`no file is called ${name}.ts`);
  return file;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
