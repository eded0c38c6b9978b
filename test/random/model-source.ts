/** A model's data as a file that `synod check` takes, and the same file made into a model in this process. */

import { boundLines, fairnessLines, propertyLines, terminalLines } from "./claims-source.ts";
import { expressionText, helpersFor, indented, literal, type Naming, statementLines } from "./expression-source.ts";
import { isMentioned } from "./mentioned.ts";
import type { BindingsData, FieldData, ModelData, PlaceData, RuleData } from "./model-data.ts";
import { domainText, fieldText } from "./schema-source.ts";

/** The name under which the file exports the model. */
export const EXPORTED = "found";

export function modelSource(model: ModelData): string {
  const fields = new Map(model.state);
  const naming: Naming = { state: "s", after: "t", fieldOf: (name) => fields.get(name) as FieldData };
  const isProtocol = model.parameters.length > 0 || model.mutants.length > 0;
  const definition = [
    `name: ${literal(model.name)},`,
    "state,",
    ...initLines(naming, model),
    ...normaliseLines(naming, model),
    "rules: {",
    ...indented(model.rules.flatMap((rule) => ruleLines(naming, rule))),
    "},",
    ...boundLines(naming, model.bounds ?? []),
    ...propertyLines(naming, model.properties),
    ...terminalLines(naming, model.terminal),
    ...fairnessLines(naming, model.fairness),
  ];
  const body = isProtocol
    ? [
        `export const ${EXPORTED} = protocol(`,
        ...indented([
          "{",
          ...indented([
            `name: ${literal(model.name)},`,
            'about: "a random model",',
            "parameters: {",
            ...indented(
              model.parameters.map(
                ({ name, from, to, chosen }) => `${name}: integer({ from: ${from}, to: ${to}, default: ${chosen} }),`,
              ),
            ),
            "},",
            "mutants: {",
            ...indented(
              model.mutants.map((name) => `${literal(name)}: { about: "${name}", breaks: null, at: {}, steps: null },`),
            ),
            "},",
          ]),
          "},",
          `({ ${model.parameters.map(({ name }) => name).join(", ")} }, mutant) =>`,
          ...indented(["model({", ...indented(definition), "}),"]),
        ]),
        ");",
      ]
    : [`export const ${EXPORTED} = model({`, ...indented(definition), "});"];
  const declarations = [
    ...model.domains.map(([name, domain]) => `const ${name} = ${domainText(domain)};`),
    "const state = {",
    ...indented(model.state.map(([name, field]) => `${name}: ${fieldText(field)},`)),
    "};",
  ];
  return fileText(declarations, body);
}

/** A file with the imports and helpers that its text needs. */
export function fileText(declarations: readonly string[], body: readonly string[]): string {
  const written = [...declarations, ...body].join("\n");
  const text = [written, ...helpersFor(written)].join("\n");
  const isUsed = (name: string) => isMentioned(name, text);
  const library = OF_INVARIANTS.filter(isUsed);
  return [
    `import { ${IMPORTED.filter(isUsed).join(", ")} } from "synod";`,
    ...(library.length === 0 ? [] : [`import { ${library.join(", ")} } from "synod/invariants";`]),
    "",
    ...declarations,
    "",
    ...helpersFor(text).flatMap((each) => [each]),
    "",
    ...body,
    "",
  ].join("\n");
}

const IMPORTED = [
  ...[
    "at",
    "bag",
    "entries",
    "boolean",
    "enumeration",
    "forEvery",
    "integer",
    "lags",
    "list",
    "map",
    "members",
    "model",
    "oneOf",
    "optional",
    "protocol",
  ],
  ...["range", "ranks", "record", "same", "scalarset", "sequence", "set", "strong", "subset", "system", "tuple"],
  ...["union", "weak"],
];

const OF_INVARIANTS = ["historyOf", "linearizable", "register", "sequentiallyConsistent"];

function bindingsText(bindings: BindingsData): string {
  const each = bindings.map(([name, binding]) => {
    if ("domain" in binding) return `${name}: ${binding.domain}`;
    const isEntries = "entries" in binding;
    const field = `state.${isEntries ? binding.entries : binding.members}`;
    const { keys } = binding;
    const place = keys.length === 0 ? field : `at(${[field, ...keys.map(literal)].join(", ")})`;
    if (isEntries) return `${name}: entries(${place})`;
    const options = [binding.within, binding.orNull ? "{ orNull: true }" : null].filter((each) => each !== null);
    return `${name}: members(${[place, ...options].join(", ")})`;
  });
  return `{ ${each.join(", ")} }`;
}

const destructured = (bindings: BindingsData): string => `{ ${bindings.map(([name]) => name).join(", ")} }`;

function parametersText(naming: Naming, bindings: BindingsData): string {
  return bindings.length === 0 ? `(${naming.state})` : `(${naming.state}, ${destructured(bindings)})`;
}

function ruleLines(naming: Naming, rule: RuleData): string[] {
  const parameters = parametersText(naming, rule.for);
  const places = (key: "reads" | "writes", declared: readonly PlaceData[] | null) => {
    if (declared === null) return [];
    const list = `[${declared.map((place) => declaredText(naming, place)).join(", ")}]`;
    const byBound = declared.some(({ keys }) => keys.some(({ e }) => e !== "value"));
    return [`${key}: ${byBound ? `(${destructured(rule.for)}) => ` : ""}${list},`];
  };
  return [
    `${rule.name}: {`,
    ...indented([
      ...(rule.for.length > 0 ? [`for: ${bindingsText(rule.for)},`] : []),
      ...places("reads", rule.reads),
      ...places("writes", rule.writes),
      ...(rule.when === null ? [] : [`when: ${parameters} => ${expressionText(naming, rule.when)},`]),
      `do: ${parameters} => {`,
      ...indented(statementLines(naming, rule.do)),
      "},",
    ]),
    "},",
  ];
}

function declaredText(naming: Naming, { field, keys }: PlaceData): string {
  if (keys.length === 0) return literal(field);
  return `[${[literal(field), ...keys.map((key) => expressionText(naming, key))].join(", ")}]`;
}

function initLines(naming: Naming, { init }: ModelData): string[] {
  if (init === null) return [];
  const statements = indented(statementLines(naming, init.do));
  if (init.is === "function") return [`init: (${naming.state}) => {`, ...statements, "},"];
  const parameters = parametersText(naming, init.for);
  return [
    "init: {",
    ...indented([
      `for: ${bindingsText(init.for)},`,
      ...(init.when === null ? [] : [`when: ${parameters} => ${expressionText(naming, init.when)},`]),
      `do: ${parameters} => {`,
      ...statements,
      "},",
    ]),
    "},",
  ];
}

function normaliseLines(naming: Naming, { normalise }: ModelData): string[] {
  if (normalise === null) return [];
  const s = naming.state;
  if (normalise.is === "statements")
    return [`normalise: (${s}) => {`, ...indented(statementLines(naming, normalise.do)), "},"];
  const fields = `[${normalise.fields.map((field) => `${s}.${field}`).join(", ")}]`;
  const options = normalise.is === "ranks" ? `{ keep: ${literal(normalise.keep)} }` : `{ most: ${normalise.most} }`;
  return [`normalise: (${s}) => ${normalise.is}(${fields}, ${options}),`];
}

/** Runs a file's text in this process: what it exports, with `synod` standing for the package. */
export function run(source: string, synod: object): unknown {
  const body = source
    .replace(/^import (\{.*\}) from "synod(?:\/invariants)?";$/gm, "const $1 = synod;")
    .replace(`export const ${EXPORTED} =`, `const ${EXPORTED} =`);
  return new Function("synod", `"use strict";\n${body}\nreturn ${EXPORTED};`)(synod);
}
