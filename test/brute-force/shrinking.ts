/** Makes a model smaller while something stays true of it: drops rules, statements, fields, and parts of expressions. */
import type { ModelData } from "../random/model-data.ts";

// biome-ignore lint/suspicious/noExplicitAny: data of any part of a model.
type Data = any;

/** The smallest model found that still `differs`; what it throws counts as no. */
export async function shrunk<M extends object>(
  model: M,
  differs: (model: M) => Promise<boolean>,
  limits: { readonly tries: number; readonly ms: number } = { tries: 3000, ms: 60_000 },
): Promise<M> {
  const until = performance.now() + limits.ms;
  let [smallest, tries] = [model, 0];
  for (let improved = true; improved; ) {
    improved = false;
    for (const candidate of smaller(smallest) as Generator<M>) {
      if (!isClosed(candidate)) continue;
      if (++tries > limits.tries || performance.now() > until) return smallest;
      if (!(await differs(candidate).catch(() => false))) continue;
      smallest = candidate;
      improved = true;
      break;
    }
  }
  return smallest;
}

/** Whether every name that is used is bound somewhere. */
function isClosed(data: Data): boolean {
  const [bound, used] = [new Set<string>(["self", "message"]), new Set<string>()];
  JSON.stringify(data, (key, part) => {
    if (part?.e === "bound") used.add(part.name);
    else if (typeof part?.name === "string") bound.add(part.name);
    if (key === "for") for (const [name] of part) bound.add(name);
    return part;
  });
  return [...used].every((name) => bound.has(name));
}

const LISTS = new Set([
  "rules",
  "for",
  "properties",
  "do",
  "yes",
  "otherwise",
  "body",
  "fairness",
  "state",
  "domains",
  "parameters",
  "mutants",
  "roles",
  "messages",
  "receive",
  "timeout",
  "stable",
  "volatile",
  "history",
]);
const OPTIONAL = new Set([
  "when",
  "init",
  "normalise",
  "terminal",
  "where",
  "per",
  "mutant",
  "restart",
  "crashes",
  "calls",
  "partitions",
]);
const TRUTHS = new Set(["has", "same", "compare", "and", "or", "not", "every", "some", "mutant"]);
const NUMBERS = new Set(["size", "count", "sum", "number", "arithmetic", "rank", "parameter"]);

/** Each way to make data a little smaller, the largest steps first. */
export function* smaller(data: Data): Generator<Data> {
  if (Array.isArray(data)) {
    for (let at = 0; at < data.length; at++) {
      const [before, after] = [data.slice(0, at), data.slice(at + 1)];
      const { do: does, body, yes, otherwise } = data[at] ?? {};
      if (does === "if") yield* [yes, otherwise].map((branch) => [...before, ...branch, ...after]);
      if (does === "each" || does === "keep") yield [...before, ...body, ...after];
    }
    for (let at = 0; at < data.length; at++)
      for (const part of smaller(data[at])) yield [...data.slice(0, at), part, ...data.slice(at + 1)];
    return;
  }
  if (typeof data !== "object" || data === null) return;
  for (const [key, value] of Object.entries<Data>(data)) {
    if (OPTIONAL.has(key) && value !== null) yield { ...data, [key]: null };
    const isList = Array.isArray(value) && (LISTS.has(key) || (key === "of" && (data.e === "and" || data.e === "or")));
    if (!isList) continue;
    for (let at = 0; at < value.length; at++) yield { ...data, [key]: [...value.slice(0, at), ...value.slice(at + 1)] };
  }
  if (typeof data.e === "string") yield* simpler(data);
  if (data.is === "range" && data.high > data.low) yield { ...data, high: data.high - 1 };
  if (data.is === "scalarset" && data.size > 1) yield { ...data, size: data.size - 1 };
  if (typeof data.capacity === "number" && data.capacity > 1) yield { ...data, capacity: data.capacity - 1 };
  if (data.is === "map") yield data.item;
  for (const [key, value] of Object.entries<Data>(data)) {
    if (data.e === "value" && key === "value") continue;
    for (const part of smaller(value)) yield { ...data, [key]: part };
  }
}

/** Expressions of the same kind that are part of this one, and constants. */
function* simpler(x: Data): Generator<Data> {
  if (x.e === "choose") yield* [x.yes, x.otherwise];
  if (x.e === "index" || x.e === "first") yield x.otherwise;
  if (TRUTHS.has(x.e)) {
    if (x.e !== "and" || x.of.length > 0) yield { e: "and", of: [] };
    if (x.e === "and" || x.e === "or") yield* x.of;
    if (x.e === "not") yield x.of;
    if (x.e === "every" || x.e === "some") yield x.that;
    if (x.e !== "or" || x.of.length > 0) yield { e: "or", of: [] };
  }
  if (NUMBERS.has(x.e)) {
    yield { e: "value", value: 0 };
    if (x.e === "arithmetic") yield* [x.left, x.right];
  }
}

export type { ModelData };
