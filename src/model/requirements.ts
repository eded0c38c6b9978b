/** What parameters must be together: `requires` of a protocol's header, by name, asked whenever a model is made. */
import { isNamedParts, kindOfValue } from "../closed.ts";
import { describe } from "../domain/describe.ts";
import { closestName } from "../errors/did-you-mean.ts";
import { isSynodError, type SynodError, synodError } from "../errors/errors.ts";
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
    const bad = (problem: string, expected: string) =>
      synodError("bad-definition", { subject: `\`${requirement}\` of \`requires\` of ${protocol}`, problem, expected });
    const watched = new Proxy(values, {
      get: (all, name) => {
        if (typeof name !== "string") return Reflect.get(all, name);
        if (Object.hasOwn(all, name)) looked.add(name);
        else if (!(name in Object.prototype))
          throw bad(`reads the parameter "${name}"${meant(name, all)}`, parametersOf(all));
        return Reflect.get(all, name);
      },
      set: (all, name) => {
        throw bad(`writes the parameter "${String(name)}"`, `a comparison of ${parametersOf(all)}`);
      },
    });
    const answer = answerOf(() => (isMet as (values: Values) => unknown)(watched), bad);
    if (answer === true) continue;
    if (answer !== false)
      throw synodError("bad-definition", {
        subject: `what \`${requirement}\` of \`requires\` of ${protocol} answers`,
        problem: `is ${describe(answer)}`,
        expected: "true or false",
      });
    const clashing = Object.entries(values).filter(([name]) => looked.size === 0 || looked.has(name));
    throw synodError("parameters-clash", { model: protocol, requirement, values: Object.fromEntries(clashing) });
  }
}

function parametersOf(values: Values): string {
  return `parameters that there are: ${Object.keys(values).join(", ") || "none"}`;
}

function meant(name: string, values: Values): string {
  const near = closestName(name, Object.keys(values));
  return near === undefined ? ", which there is not" : `, which there is not (did you mean ${near}?)`;
}

/** What a requirement answers; what it throws is said to be its own. */
function answerOf(ask: () => unknown, bad: (problem: string, expected: string) => SynodError): unknown {
  try {
    return ask();
  } catch (error) {
    if (isSynodError(error)) throw error;
    throw bad(
      `threw ${error instanceof Error ? error.message : describe(error)}`,
      "a function that answers true or false",
    );
  }
}
