/** What a definition of a model has to be before it is read: its keys, and of what kind its parts are. */
import { closed, isNamedParts, keysOf, kindOfValue } from "../closed.ts";
import { whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";
import { isField, type Schema } from "../state/field.ts";
import type { ModelDefinition } from "./definition.ts";

const KEYS = keysOf<ModelDefinition<Schema, {}, {}>>({
  name: true,
  state: true,
  init: true,
  programs: true,
  rules: true,
  normalise: true,
  constraint: true,
  always: true,
  invariants: true,
  step: true,
  reachable: true,
  eventually: true,
  alwaysEventually: true,
  eventuallyAlways: true,
  leadsTo: true,
  alwaysReachable: true,
  refines: true,
  fairness: true,
  terminal: true,
  words: true,
  view: true,
});

export function closedDefinition(definition: object): void {
  closed(definition, KEYS, (problem, wrong) =>
    wrong === undefined
      ? bad("what model(...) is given", problem, "{ state, rules, always, ... }")
      : synodError("unknown-key", { subject: subjectOf(definition), ...wrong }),
  );
}

/** What a definition is called in errors. */
export function subjectOf({ name }: { readonly name?: unknown }): string {
  return typeof name === "string" ? name : "the model";
}

/** Those of its parts that nothing else looks at as a whole; what is in them is read, and judged, one by one. */
export function checkParts(definition: {
  readonly name?: unknown;
  readonly state?: unknown;
  readonly normalise?: unknown;
  readonly rules?: unknown;
}): void {
  const { name = null, state, normalise, rules } = definition;
  if (name !== null && typeof name !== "string") throw bad("the model's `name`", `is ${kindOfValue(name)}`, "a text");
  checkSchema(state);
  const subject = subjectOf(definition);
  if (normalise !== undefined && typeof normalise !== "function")
    throw bad(`\`normalise\` of ${subject}`, `is ${kindOfValue(normalise)}`, "a function (state) => { ... }");
  if (rules !== undefined && !isNamedParts(rules))
    throw bad(`\`rules\` of ${subject}`, `is ${kindOfValue(rules)}`, "an object of rules by name");
}

export function checkSchema(schema: unknown): void {
  if (!isNamedParts(schema) || isField(schema)) {
    const problem =
      schema === undefined
        ? "the model declares no fields"
        : `it is ${whatIs(schema)}, not an object of fields by name: state: { x: range(0, 3) }`;
    throw synodError("bad-domain", { domain: "state", problem, misplaced: "state" });
  }
  for (const [name, field] of Object.entries(schema)) {
    if (isField(field)) continue;
    const problem = `it is neither a domain nor a map, set, bag or sequence, but ${whatIs(field)}`;
    throw synodError("bad-domain", { domain: name, problem, misplaced: "other" });
  }
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}
