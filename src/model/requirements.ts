/** What parameters must be together: `requires` of a protocol's header, by name, asked whenever a model is made. */
import { isNamedParts, kindOfValue } from "../closed.ts";
import { describe } from "../domain/describe.ts";
import { synodError } from "../errors/errors.ts";
import type { ParameterValue } from "./parameters.ts";

type Values = Readonly<Record<string, ParameterValue>>;

/** By name: whether parameters may be so together. */
export type Requirements = Readonly<Record<string, (values: never) => boolean>>;

/** Throws `bad-definition`. */
export function checkRequirements(protocol: string, requires: unknown): void {
  const bad = (subject: string, value: unknown, expected: string) =>
    synodError("bad-definition", { subject, problem: `is ${kindOfValue(value)}`, expected });
  if (requires === undefined) return;
  const form = '{ "start <= servers": (p) => p.start <= p.servers }';
  if (!isNamedParts(requires)) throw bad(`\`requires\` of ${protocol}`, requires, form);
  for (const [name, each] of Object.entries(requires))
    if (typeof each !== "function")
      throw bad(`\`${name}\` of \`requires\` of ${protocol}`, each, "a function of the parameters, (p) => boolean");
}

/** Throws `parameters-clash` with the values that the first requirement looked at that is not met. */
export function mustMeet(protocol: string, requires: Requirements, values: Values): void {
  for (const [requirement, isMet] of Object.entries(requires)) {
    const looked = new Set<string>();
    const watched = new Proxy(values, {
      get: (all, name) => {
        if (typeof name === "string" && Object.hasOwn(all, name)) looked.add(name);
        return Reflect.get(all, name);
      },
    });
    const answer: unknown = (isMet as (values: Values) => unknown)(watched);
    if (answer === true) continue;
    if (answer !== false)
      throw synodError("bad-definition", {
        subject: `what \`${requirement}\` of \`requires\` of ${protocol} answers`,
        problem: `is ${describe(answer)}`,
        expected: "true or false",
      });
    const clashing = Object.entries(values).filter(([name]) => looked.has(name));
    throw synodError("parameters-clash", { model: protocol, requirement, values: Object.fromEntries(clashing) });
  }
}
