/** What a model's data claims as text: properties, states that are right to end in, and fairness. */
import { expressionText, indented, literal, type Naming } from "./expression-source.ts";
import type { AssumptionData, BoundData, Expression, ModelData, PropertyData } from "./model-data.ts";

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
    forEvery === null
      ? text
      : `forEvery(${forEvery.domain}${kind === "step" ? ".values" : ""}, (${forEvery.name}) => ${text})`;
  return every(target === null ? predicate(holds) : `[${predicate(holds)}, ${predicate(target)}]`);
}

export function boundLines(naming: Naming, bounds: readonly BoundData[]): string[] {
  if (bounds.length === 0) return [];
  const of = bounds.map((bound): PropertyData => ({ ...bound, target: null, forEvery: null }));
  return ["constraint: {", ...indented(propertyLines(naming, of)), "},"];
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

function assumptionText(naming: Naming, { kind, rules, per, where, when = null }: AssumptionData): string {
  const closure = (x: Expression) => `(${destructuredIn(x)}) => ${expressionText(naming, x)}`;
  const options = [
    ...(per === null
      ? []
      : [`per: ${typeof per === "object" && "by" in per ? closure((per as { by: Expression }).by) : literal(per)}`]),
    ...(where === null ? [] : [`where: ${closure(where)}`]),
    ...(when === null ? [] : [`when: (${naming.state}) => ${expressionText(naming, when)}`]),
  ];
  return `${kind}(${literal(rules)}${options.length === 0 ? "" : `, { ${options.join(", ")} }`})`;
}

/** The bound values that an expression mentions, as a parameter. */
function destructuredIn(x: Expression): string {
  const names = new Set<string>();
  const own = new Set<string>();
  JSON.stringify(x, (_, part) => {
    if (part?.e === "bound") names.add(part.name);
    if (["every", "some", "number", "kept"].includes(part?.e)) own.add(part.name);
    return part;
  });
  return `{ ${[...names].filter((name) => !own.has(name)).join(", ")} }`;
}
