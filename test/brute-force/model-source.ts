/** A model's data as a file that `synod check` takes, and the same file made into a model in this process. */
import { expressionText, helpersFor, indented, literal, type Naming, statementLines } from "./expression-source.ts";
import type {
  AssumptionData,
  BindingsData,
  DomainData,
  Expression,
  FieldData,
  Fields,
  ModelData,
  PlaceData,
  PropertyData,
  RuleData,
} from "./model-data.ts";

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
  const text = [...declarations, ...body].join("\n");
  const imported = IMPORTED.filter((name) => new RegExp(`(?<![.\\w"])${name}\\b(?!:)`).test(text));
  return [
    `import { ${imported.join(", ")} } from "synod";`,
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
    "bag",
    "boolean",
    "enumeration",
    "forEvery",
    "integer",
    "lags",
    "map",
    "members",
    "model",
    "optional",
    "protocol",
  ],
  ...["range", "ranks", "record", "scalarset", "sequence", "set", "strong", "system", "tuple", "union", "weak"],
];

export function domainText(domain: DomainData): string {
  const shape = (fields: Fields) =>
    fields.length === 0 ? "{}" : `{ ${fields.map(([name, of]) => `${name}: ${of}`).join(", ")} }`;
  switch (domain.is) {
    case "boolean":
      return "boolean";
    case "range":
      return `range(${domain.low}, ${domain.high})`;
    case "enumeration":
      return `enumeration(${domain.names.map(literal).join(", ")})`;
    case "scalarset":
      return `scalarset(${literal(domain.name)}, ${domain.size})`;
    case "optional":
      return `optional(${domain.of})`;
    case "record":
      return `record(${shape(domain.fields)})`;
    case "tuple":
      return `tuple(${domain.of.join(", ")})`;
    case "union":
      return `union({ ${domain.cases.map(([name, fields]) => `${name}: ${shape(fields)}`).join(", ")} })`;
  }
}

export function fieldText(field: FieldData): string {
  switch (field.is) {
    case "variable":
      return field.of;
    case "map":
      return `map(${field.key}, ${fieldText(field.item)})`;
    case "set":
      return field.capacity === null ? `set(${field.of})` : `set(${field.of}, { capacity: ${field.capacity} })`;
    default:
      return `${field.is}(${field.of}, { capacity: ${field.capacity} })`;
  }
}

function bindingsText(bindings: BindingsData): string {
  const each = bindings.map(([name, binding]) => {
    if ("domain" in binding) return `${name}: ${binding.domain}`;
    return `${name}: members(state.${binding.members}${binding.within === null ? "" : `, ${binding.within}`})`;
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

export function propertyLines(naming: Naming, properties: readonly PropertyData[]): string[] {
  const kinds = [...new Set(properties.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => [
    `${kind}: {`,
    ...indented(
      properties
        .filter((each) => each.kind === kind)
        .map((each) => `${literal(each.name)}: ${propertyText(naming, each)},`),
    ),
    "},",
  ]);
}

function propertyText(naming: Naming, { kind, holds, target, forEvery }: PropertyData): string {
  const predicate = (x: Expression) =>
    `(${naming.state}${kind === "step" ? `, ${naming.after}` : ""}) => ${expressionText(naming, x)}`;
  const every = (text: string) =>
    forEvery === null ? text : `forEvery(${forEvery.domain}.values, (${forEvery.name}) => ${text})`;
  return target === null ? every(predicate(holds)) : `[${every(predicate(holds))}, ${predicate(target)}]`;
}

export function terminalLines(naming: Naming, terminal: ModelData["terminal"]): string[] {
  if (terminal === null) return [];
  if (typeof terminal === "string") return [`terminal: ${literal(terminal)},`];
  return [`terminal: (${naming.state}) => ${expressionText(naming, terminal)},`];
}

export function fairnessLines(naming: Naming, fairness: ModelData["fairness"]): string[] {
  if (fairness.length === 0) return [];
  return [
    "fairness: {",
    ...indented(
      fairness.map(
        ([name, assumptions]) => `${name}: [${assumptions.map((each) => assumptionText(naming, each)).join(", ")}],`,
      ),
    ),
    "},",
  ];
}

function assumptionText(naming: Naming, { kind, rules, per, where }: AssumptionData): string {
  const closure = (x: Expression) => `(${destructuredIn(x)}) => ${expressionText(naming, x)}`;
  const options = [
    ...(per === null
      ? []
      : [`per: ${typeof per === "object" && "by" in per ? closure((per as { by: Expression }).by) : literal(per)}`]),
    ...(where === null ? [] : [`where: ${closure(where)}`]),
  ];
  return `${kind}(${literal(rules)}${options.length === 0 ? "" : `, { ${options.join(", ")} }`})`;
}

/** The bound values that an expression mentions, as a parameter. */
function destructuredIn(x: Expression): string {
  const names = new Set<string>();
  const own = new Set<string>();
  JSON.stringify(x, (_, part) => {
    if (part?.e === "bound") names.add(part.name);
    if (["every", "some", "number"].includes(part?.e)) own.add(part.name);
    return part;
  });
  return `{ ${[...names].filter((name) => !own.has(name)).join(", ")} }`;
}

/** Runs a file's text in this process: what it exports, with `synod` standing for the package. */
export function run(source: string, synod: object): unknown {
  const body = source
    .replace(/^import (\{.*\}) from "synod";$/m, "const $1 = synod;")
    .replace(`export const ${EXPORTED} =`, `const ${EXPORTED} =`);
  return new Function("synod", `"use strict";\n${body}\nreturn ${EXPORTED};`)(synod);
}
