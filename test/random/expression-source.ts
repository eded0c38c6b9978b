/** Expressions and statements of a model's data as the JavaScript that a person would check with synod. */
import { isMentioned } from "./mentioned.ts";
import type { Expression, FieldData, PlaceData, Range, Statement, Value } from "./model-data.ts";

/** How a closure names what it is handed, and what kind of field is where. */
export interface Naming {
  /** The state, and in properties of steps the state after it. */
  readonly state: string;
  readonly after: string;
  readonly fieldOf: (name: string) => FieldData;
  /** Of a history of a role or system, how it is written to. */
  readonly recorder?: (field: string) => "add" | "push" | "set";
}

export const literal = (value: unknown): string => JSON.stringify(value);

/** A value of a domain: JSON, but for sets, which their domains make. */
function valueText(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return literal(value);
  const parts = value as { readonly [name: string]: Value };
  if (typeof parts["subset"] === "string") return `${parts["subset"]}(${valueText(parts["members"] as Value)})`;
  return `{ ${Object.entries(parts)
    .map(([name, part]) => `${name}: ${valueText(part)}`)
    .join(", ")} }`;
}

function fieldAt({ fieldOf }: Naming, { field, keys }: PlaceData): FieldData {
  let found = fieldOf(field);
  for (const _ of keys) if (found.is === "map") found = found.item;
  return found;
}

export function placeText(naming: Naming, { field, keys, after }: PlaceData): string {
  const base = `${after ? naming.after : naming.state}.${field}`;
  return keys.reduce<string>((text, key) => `${text}.get(${expressionText(naming, key)})`, base);
}

function rangeText(naming: Naming, range: Range): string {
  // A list is an array already, and most can be asked of a set itself.
  if ("values" in range)
    return range.is === "list" ? expressionText(naming, range.values) : `[...${expressionText(naming, range.values)}]`;
  return "domain" in range ? `${range.domain}.values` : `[...${placeText(naming, range.members)}]`;
}

/** Sometimes the collection itself is gone through, and not an array of it: settled by the name of what ranges over it. */
function walkedText(naming: Naming, range: Range, name: string): string {
  return "members" in range && isWalked(range, name) ? placeText(naming, range.members) : rangeText(naming, range);
}

function isWalked(range: Range, name: string): boolean {
  return "members" in range && (name.charCodeAt(name.length - 1) & 1) === 0;
}

export function expressionText(naming: Naming, x: Expression): string {
  const text = (each: Expression): string => expressionText(naming, each);
  const place = (each: PlaceData): string => placeText(naming, each);
  switch (x.e) {
    case "value": {
      const written = valueText(x.value);
      return written.startsWith("{") ? `(${written})` : written;
    }
    case "bound":
    case "parameter":
      return x.name;
    case "mutant":
      return `(mutant === ${literal(x.name)})`;
    case "read":
      return place(x.at);
    case "part":
      return typeof x.name === "number" ? `${text(x.of)}[${x.name}]` : `${text(x.of)}.${x.name}`;
    case "record": {
      const parts = x.parts.map(([name, part]) => `${name}: ${text(part)}`);
      if (x.by !== undefined) return `${x.by}.${x.kind}({ ${parts.join(", ")} })`;
      return `({ ${[...(x.kind === null ? [] : [`kind: ${literal(x.kind)}`]), ...parts].join(", ")} })`;
    }
    case "tuple":
      return `[${x.parts.map(text).join(", ")}]`;
    case "set":
      return `setIn(${x.domain}, [${x.parts.map(text).join(", ")}])`;
    case "longer":
      return x.front ? `[${text(x.value)}, ...${text(x.of)}]` : `[...${text(x.of)}, ${text(x.value)}]`;
    case "slice":
      return `${text(x.of)}.slice(${x.from}, ${x.to})`;
    case "replaced":
      return `replaced(${text(x.of)}, ${x.index}, ${text(x.value)})`;
    case "changed":
      return `${text(x.of)}.${x.by}(${text(x.value)})`;
    case "joined":
      return `${text(x.left)}.${x.by}(${text(x.right)})`;
    case "kept":
      return `${text(x.of)}.filter((${x.name}) => ${text(x.that)})`;
    case "within":
      return `within(${text(x.of)}, ${x.min}, ${x.max}, ${text(x.otherwise)})`;
    case "item":
      return `or(${x.is === "list" ? text(x.of) : `[...${text(x.of)}]`}.at(${x.index}), ${text(x.otherwise)})`;
    case "extent":
      return `${text(x.of)}.${x.is === "list" ? "length" : "size"}`;
    case "holds":
      return x.is === "list" ? `contains(${text(x.of)}, ${text(x.value)})` : `${text(x.of)}.has(${text(x.value)})`;
    case "relates":
      return `${text(x.left)}.${x.by}(${text(x.right)})`;
    case "nth":
      return `nth(${x.domain}, ${text(x.at)})`;
    case "clamp":
      return `clamp(${text(x.of)}, ${x.low}, ${x.high})`;
    case "rank":
      return `rank(${x.domain}, ${text(x.of)})`;
    case "size":
      return `${place(x.of)}.${fieldAt(naming, x.of).is === "sequence" ? "length" : "size"}`;
    case "count":
      return `${place(x.of)}.count(${text(x.value)})`;
    case "place":
      return `${place(x.of)}.indexOf(${text(x.value)})`;
    case "sum":
      return `sum(${x.domain}, ${place(x.of)})`;
    case "number":
      return `${walkedText(naming, x.among, x.name)}.filter((${x.name}) => ${text(x.that)}).length`;
    case "index":
      return `or(${place(x.of)}.at(${x.index}), ${text(x.otherwise)})`;
    case "first":
      return `first(${place(x.of)}, ${text(x.otherwise)})`;
    case "arithmetic":
      return x.by === "max" || x.by === "min"
        ? `Math.${x.by}(${text(x.left)}, ${text(x.right)})`
        : `(${text(x.left)} ${x.by} ${text(x.right)})`;
    case "choose":
      return `(${text(x.test)} ? ${text(x.yes)} : ${text(x.otherwise)})`;
    case "has":
      return `${place(x.of)}.${fieldAt(naming, x.of).is === "sequence" ? "includes" : "has"}(${text(x.value)})`;
    case "same":
      return x.primitive ? `(${text(x.left)} === ${text(x.right)})` : `same(${text(x.left)}, ${text(x.right)})`;
    case "compare":
      return `(${text(x.left)} ${x.by} ${text(x.right)})`;
    case "and":
      return x.of.length === 0 ? "true" : `(${x.of.map(text).join(" && ")})`;
    case "or":
      return x.of.length === 0 ? "false" : `(${x.of.map(text).join(" || ")})`;
    case "not":
      return `!${text(x.of)}`;
    case "heard": {
      const parts = x.parts.map(([name, part]) => `${name}: ${text(part)}`).join(", ");
      return `inbox.${x.kind}.${x.how}(${parts === "" ? "{}" : `{ ${parts} }`})${x.how === "filter" ? ".length" : ""}`;
    }
    case "explained":
      return `${x.inTime ? "linearizable" : "sequentiallyConsistent"}((state) => state.${x.role}.log)(${naming.state})`;
    case "sent":
      return x.message === null ? `${naming.state}.sent.size` : `${naming.state}.sent.has(${text(x.message)})`;
    case "every":
    case "some": {
      const among = "values" in x.among ? text(x.among.values) : walkedText(naming, x.among, x.name);
      return `${among}.${x.e}((${x.name}) => ${text(x.that)})`;
    }
  }
}

/** Statements, a line each. */
export function statementLines(naming: Naming, statements: readonly Statement[]): string[] {
  return statements.flatMap((x): string[] => {
    switch (x.do) {
      case "if": {
        const lines = [`if (${expressionText(naming, x.test)}) {`, ...indented(statementLines(naming, x.yes))];
        if (x.otherwise.length > 0) lines.push("} else {", ...indented(statementLines(naming, x.otherwise)));
        return [...lines, "}"];
      }
      case "each":
        if (isWalked(x.among, x.name))
          return [
            `${walkedText(naming, x.among, x.name)}.forEach((${x.name}) => {`,
            ...indented(statementLines(naming, x.body)),
            "});",
          ];
        return [
          `for (const ${x.name} of ${rangeText(naming, x.among)}) {`,
          ...indented(statementLines(naming, x.body)),
          "}",
        ];
      case "keep":
        return [
          "{",
          ...indented([`const ${x.name} = ${expressionText(naming, x.value)};`, ...statementLines(naming, x.body)]),
          "}",
        ];
      case "set": {
        const value = expressionText(naming, x.value);
        const { keys } = x.at;
        const last = keys.at(-1);
        if (last === undefined) return [`${placeText(naming, x.at)} = ${value};`];
        const map = placeText(naming, { ...x.at, keys: keys.slice(0, -1) });
        return [`${map}.set(${expressionText(naming, last)}, ${value});`];
      }
      case "add":
      case "delete":
      case "push":
        return [`${placeText(naming, x.at)}.${x.do}(${expressionText(naming, x.value)});`];
      case "send": {
        const parts = x.parts.map(([name, part]) => [name, expressionText(naming, part)] as const);
        const all = [...(x.to === null ? [] : [["to", expressionText(naming, x.to)] as const]), ...parts];
        const content = all.map(([name, part]) => `${name}: ${part}`).join(", ");
        return [`send.${x.kind}(${content === "" ? "{}" : `{ ${content} }`});`];
      }
      case "call":
        return [`record.log.${x.how}.${x.operation}(${x.value === null ? "" : expressionText(naming, x.value)});`];
      case "timer":
        return [`timer.${x.name}.${x.how}();`];
      case "record":
        return [`record.${x.field}.${naming.recorder?.(x.field)}(${expressionText(naming, x.value)});`];
      case "insert":
        return [
          `${placeText(naming, x.at)}.insert(${expressionText(naming, x.index)}, ${expressionText(naming, x.value)});`,
        ];
      case "put":
        return [
          `${placeText(naming, x.at)}.set(${expressionText(naming, x.index)}, ${expressionText(naming, x.value)});`,
        ];
      case "remove":
      case "truncate":
        return [`${placeText(naming, x.at)}.${x.do}(${expressionText(naming, x.index)});`];
      case "assign": {
        const kept = `${placeText(naming, x.from)}.filter((${x.name}) => ${expressionText(naming, x.that)})`;
        return [`${placeText(naming, x.at)}.assign(${kept});`];
      }
      case "copy": {
        const from = placeText(naming, x.from);
        const last = x.at.keys.at(-1);
        if (last === undefined) return [`${placeText(naming, x.at)} = ${from};`];
        const map = placeText(naming, { ...x.at, keys: x.at.keys.slice(0, -1) });
        return [`${map}.set(${expressionText(naming, last)}, ${from});`];
      }
      default:
        return [`${placeText(naming, x.at)}.${x.do}();`];
    }
  });
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

const HELPERS: Readonly<Record<string, string>> = {
  setIn: "const setIn = (domain, members) => subset(domain.structure.element)(members);",
  replaced: "const replaced = (list, index, value) => (index < list.length ? list.with(index, value) : list);",
  within:
    "const within = (value, min, max, otherwise) => {\n  const size = Array.isArray(value) ? value.length : value.size;\n  return size >= min && size <= max ? value : otherwise;\n};",
  contains: "const contains = (list, value) => list.some((each) => same(each, value));",
  rank: 'const rank = (domain, value) =>\n  value === null || typeof value !== "object"\n    ? domain.values.indexOf(value)\n    : domain.values.findIndex((each) => key(each) === key(value));',
  sum: "const sum = (domain, collection) => collection.reduce((sum, each) => sum + rank(domain, each), 0);",
  key: 'const key = (value) =>\n  JSON.stringify(value, (_, part) =>\n    part && typeof part === "object" && !Array.isArray(part) ? Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)) : part,\n  );',
  nth: "const nth = (domain, at) => domain.values[((at % domain.size) + domain.size) % domain.size];",
  clamp: "const clamp = (number, low, high) => Math.max(low, Math.min(high, number));",
  or: "const or = (value, otherwise) => (value === undefined ? otherwise : value);",
  first:
    "const first = (collection, otherwise) => {\n  for (const each of collection) return each;\n  return otherwise;\n};",
};

/** The definitions of what a text calls, those first that others need. */
export function helpersFor(text: string): string[] {
  const needed = new Set<string>();
  const need = (used: string) => {
    for (const [name, definition] of Object.entries(HELPERS)) {
      if (needed.has(name) || !isMentioned(name, used, "\\(")) continue;
      need(definition.slice(definition.indexOf("=>")));
      needed.add(name);
    }
  };
  need(text);
  return [...needed].map((name) => HELPERS[name] as string);
}
