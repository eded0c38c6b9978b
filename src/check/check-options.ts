/** What `check` is handed, looked at before anything is done with it: a model, and options that it knows. */
import { closed, isNamedParts, kindOfValue, shown } from "../closed.ts";
import { describe } from "../domain/describe.ts";
import { whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors.ts";
import { isModel } from "../model/model.ts";
import { isProtocol } from "../model/protocol.ts";
import { REDUCTIONS } from "./reductions.ts";

/** More threads than this are a mistake. */
export const MOST_WORKERS = 256;

/** Throws `bad-option-value` for what no option of `check` can be. */
export function checkWorkers(workers: number | undefined): number {
  if (workers === undefined) return 1;
  if (Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS) return workers;
  throw synodError("bad-option-value", {
    option: "workers",
    value: shown(workers),
    expected: `an integer from 1 to ${MOST_WORKERS}`,
  });
}

/** Throws `bad-definition`, `unknown-key` or `bad-config`. `known`: the options there are. */
export function checkCall(model: unknown, options: unknown, known: readonly string[]): void {
  if (!isModel(model)) {
    const problem = isProtocol(model)
      ? "is a protocol, of which there are models only at parameters"
      : `is ${whatIs(model)}`;
    const expected = isProtocol(model) ? "one of its models: protocol({ nodes: 3 })" : "what model({ ... }) returned";
    throw bad("what check(...) is to check", problem, expected);
  }
  closed(options, known, (problem, wrong) =>
    wrong === undefined
      ? bad("what check(...) is given for options", problem, "an object")
      : synodError("unknown-key", { subject: "the options of check(...)", ...wrong }),
  );
  for (const [name, value] of Object.entries(options as object)) {
    const expected = EXPECTED[name];
    if (value === undefined || expected === undefined || expected.is(value)) continue;
    throw bad(
      `the option ${name} of check(...)`,
      `is ${isShort(value) ? describe(value) : kindOfValue(value)}`,
      expected.text,
    );
  }
  const { reductions = [] } = options as { readonly reductions?: readonly string[] };
  for (const name of reductions) {
    if (REDUCTIONS.some((each) => each === name)) continue;
    const wrong = { name: String(name), known: REDUCTIONS };
    throw synodError("bad-config", {
      setting: "the option reductions of check(...)",
      problem: `there is no "${name}"`,
      wrong,
    });
  }
}

const text = { is: (value: unknown) => typeof value === "string", text: "a text" };
const flag = { is: (value: unknown) => typeof value === "boolean", text: "true or false" };
const number = { is: (value: unknown) => typeof value === "number", text: "a number" };
const callback = { is: (value: unknown) => typeof value === "function", text: "a function" };
const names = {
  is: (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === "string"),
  text: "a list of names",
};

/** Of the options that are not looked at closer elsewhere. */
const EXPECTED: Readonly<Record<string, { readonly is: (value: unknown) => boolean; readonly text: string }>> = {
  name: text,
  parameters: { is: isNamedParts, text: "an object of values by name" },
  mutant: { is: (value) => value === null || text.is(value), text: "the name of a mutant, or null" },
  properties: names,
  store: { is: (value) => value === "compact" || value === "exact", text: '"compact" or "exact"' },
  eager: flag,
  memoryBytes: number,
  timeMs: number,
  timeFrom: number,
  maxStates: number,
  maxDepth: number,
  workers: number,
  fairness: text,
  keepGoing: flag,
  symmetry: flag,
  reductions: names,
  shortest: flag,
  certify: flag,
  judgeAgain: flag,
  progress: callback,
  judging: callback,
  decided: callback,
  again: callback,
  signal: {
    is: (value) => typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value,
    text: "an AbortSignal",
  },
};

function isShort(value: unknown): boolean {
  return ["number", "string", "boolean"].includes(typeof value);
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}
