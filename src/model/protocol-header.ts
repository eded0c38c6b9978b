/** What a protocol says of itself, checked when it is declared: names, parameters and mutants. */
import { closed, isNamedParts, kindOfValue } from "../closed.ts";
import { describe } from "../domain/describe.ts";
import { synodError } from "../errors/errors.ts";
import { checkParameters } from "./parameters.ts";
import { checkRequirements } from "./requirements.ts";

/** Throws `unknown-key` or `bad-definition`. Whether a mutant's property is there, and its configuration, is seen when it is run. */
export function checkHeader(
  header: unknown,
  known: { readonly header: readonly string[]; readonly mutant: readonly string[]; readonly moved: readonly string[] },
): void {
  closedParts("a protocol's header", header, known.header);
  const {
    name,
    about,
    source,
    parameters = {},
    requires,
    mutants = {},
    moved,
  } = header as Readonly<Record<string, unknown>>;
  if (typeof name !== "string" || name === "") throw bad("a protocol's `name`", `is ${kindOfValue(name)}`, "a text");
  mustBe(`\`about\` of ${name}`, about, about === undefined || typeof about === "string", "a text");
  mustBe(`\`source\` of ${name}`, source, source === undefined || typeof source === "string", "a text");
  checkParameters(name, parameters);
  checkRequirements(name, requires);
  checkMutants(name, mutants, known.mutant);
  if (moved === undefined) return;
  checkMoved(name, moved, known);
  const there = moved as Readonly<Record<string, unknown>>;
  checkApart(name, "parameters", parameters, there.parameters);
  checkApart(name, "mutants", mutants, there.mutants);
}

/** What is the protocol's own and has moved as well would be answered elsewhere, at the default that is written there. */
function checkApart(name: string, key: string, own: unknown, moved: unknown = {}): void {
  const both = Object.keys(own as object).find((each) => Object.hasOwn(moved as object, each));
  if (both === undefined) return;
  throw bad(`\`moved\` of ${name}`, `has ${both}, which is among its own \`${key}\` as well`, `${key} of other names`);
}

function checkMutants(name: string, mutants: unknown, known: readonly string[]): void {
  mustBe(`\`mutants\` of ${name}`, mutants, isNamedParts(mutants), "an object of mutants by name");
  for (const [mutant, given] of Object.entries(mutants as object)) {
    closedParts(`mutant ${mutant} of ${name}`, given, known);
    checkMutant(`mutant ${mutant} of ${name}`, given as Readonly<Record<string, unknown>>);
  }
}

function checkMoved(
  name: string,
  moved: unknown,
  known: { readonly mutant: readonly string[]; readonly moved: readonly string[] },
): void {
  const subject = `\`moved\` of ${name}`;
  closedParts(subject, moved, known.moved);
  const { to, parameters = {}, mutants = {}, answer } = moved as Readonly<Record<string, unknown>>;
  const isList = Array.isArray(to) && to.length > 0 && to.every((each) => typeof each === "function");
  mustBe(`\`to\` of ${subject}`, to, isList, "a list of the protocols that have it now");
  mustBe(`\`answer\` of ${subject}`, answer, typeof answer === "function", "a function (values, mutant) => a model");
  checkParameters(name, parameters);
  checkMutants(name, mutants, known.mutant);
}

function checkMutant(mutant: string, given: Readonly<Record<string, unknown>>): void {
  const { about, breaks, at, steps, loop, fairness, notAt, slow } = given;
  const part = (key: string) => `\`${key}\` of ${mutant}`;
  mustBe(part("about"), about, typeof about === "string", "a text");
  mustBe(part("breaks"), breaks, typeof breaks === "string" || breaks === null, "a property's name, or null for none");
  mustBe(part("at"), at, isNamedParts(at), "the parameters that show it, { nodes: 3 }");
  const isLength = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  mustBe(part("steps"), steps, steps === undefined || steps === null || steps === "any" || isLength(steps), STEPS);
  mustBe(part("loop"), loop, loop === undefined || isLength(loop), "the number of a state, 0 or more");
  mustBe(part("fairness"), fairness, fairness === undefined || typeof fairness === "string", "a fairness's name");
  const isList = Array.isArray(notAt) && notAt.every(isNamedParts);
  mustBe(part("notAt"), notAt, notAt === undefined || isList, "a list of configurations, [{ nodes: 2 }]");
  mustBe(part("slow"), slow, slow === undefined || typeof slow === "boolean", "true or false");
}

const STEPS = 'a number of steps, null where there is no counterexample, or "any"';

function closedParts(subject: string, given: unknown, known: readonly string[]): void {
  closed(given, known, (problem, wrong) =>
    wrong === undefined ? bad(subject, problem, "an object") : synodError("unknown-key", { subject, ...wrong }),
  );
}

function mustBe(subject: string, value: unknown, isRight: boolean, expected: string): void {
  if (!isRight) throw bad(subject, `is ${typeof value === "number" ? describe(value) : kindOfValue(value)}`, expected);
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}
