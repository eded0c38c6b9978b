/**
 * From what a suite's file exports to checks that can be expanded: every key looked at, every wrong one named with its check.
 * Law: what passes here is plain and complete; nothing behind it asks what kind of value something is.
 */
import type { CheckOptions } from "../check/check-options.ts";
import { closed, isNamedParts, keysOf, kindOfValue } from "../closed.ts";
import type { Slip } from "../errors/did-you-mean.ts";
import { isSynodError, synodError } from "../errors/errors.ts";
import { ENGINE_NAMES } from "../explore/engine-names.ts";
import { isModel } from "../model/model.ts";
import type { ParameterValue } from "../model/parameters.ts";
import { isProtocol } from "../model/protocol.ts";
import { REDUCTION_NAMES } from "../reduce/table.ts";
import { bytesOf, millisecondsOf } from "./amounts.ts";
import type { Suite, SuiteBudget, SuiteCheckDefinition, SuiteCounts, SuiteSettings } from "./define.ts";
import type { Expected } from "./suite-report.ts";

/** More checks than these are a slip in a matrix. */
const MOST_CHECKS = 10_000;

type Settable = keyof Omit<SuiteSettings, "budget" | "strict" | "tags">;
/** As `check` takes them. */
export type SuiteCheckOptions = Pick<CheckOptions, Settable | "timeMs" | "memoryBytes" | "maxStates" | "maxDepth">;

/** A check of a suite that was looked at: one for each choice of parameters, and one for each mutant. */
export interface ReadCheck {
  /** `check 2 (paxos)`, for errors. */
  readonly label: string;
  readonly model: string | object;
  readonly name: string | null;
  readonly choices: readonly Readonly<Record<string, ParameterValue>>[];
  readonly mutant: string | null;
  readonly properties: readonly string[] | null;
  readonly fairness: string | null;
  /** Null: `holds`, or what its mutant says. */
  readonly expected: Expected | null;
  readonly counts: SuiteCounts | null;
  /** By name, what must come out; null: what the model says. */
  readonly mutants: "all" | "quick" | Readonly<Record<string, Expected | null>>;
  readonly mutationScore: number | null;
  readonly options: SuiteCheckOptions;
  readonly strict: boolean;
  readonly tags: readonly string[];
}

const SUITE_KEYS = keysOf<Required<Suite>>({ defaults: true, checks: true });
const settings = keysOf<Required<SuiteSettings>>({
  store: true,
  engine: true,
  keepGoing: true,
  symmetry: true,
  reductions: true,
  shortest: true,
  certify: true,
  budget: true,
  strict: true,
  tags: true,
});
const CHECK_KEYS = [
  ...keysOf<Omit<Required<SuiteCheckDefinition>, keyof SuiteSettings>>({
    model: true,
    name: true,
    parameters: true,
    mutant: true,
    properties: true,
    fairness: true,
    expect: true,
    counts: true,
    mutants: true,
    mutationScore: true,
  }),
  ...settings,
];
const COUNT_KEYS = keysOf<Required<SuiteCounts>>({ distinct: true, generated: true, depth: true });
const BUDGET_KEYS = keysOf<Required<SuiteBudget>>({ time: true, memory: true, states: true, depth: true });

/** `file`: what exports it, for errors. Throws `bad-suite`. */
export function readSuite(given: unknown, file: string): ReadCheck[] {
  try {
    closed(given, SUITE_KEYS, refusal(file));
    const { defaults, checks } = given as { readonly defaults?: unknown; readonly checks?: unknown };
    if (!Array.isArray(checks)) throw bad(`checks of ${file}`, checks, "a list of checks: [{ model: ... }]");
    if (checks.length === 0)
      throw synodError("bad-suite", {
        subject: `checks of ${file}`,
        problem: "is an empty list, and a suite that checks nothing is always as expected",
        expected: "a list of one check at least: [{ model: ... }]",
      });
    const common = defaults === undefined ? {} : readSettings(defaults, `defaults of ${file}`, settings);
    const read = checks.map((check, at) => readCheck(check, at + 1, common));
    const count = read.reduce((sum, { choices }) => sum + choices.length, 0);
    if (count > MOST_CHECKS)
      throw synodError("bad-suite", {
        subject: `checks of ${file}`,
        problem: `come to ${count} checks`,
        expected: `no more than ${MOST_CHECKS}, with shorter lists of parameters' values`,
      });
    return read;
  } catch (error) {
    if (isSynodError(error)) throw error;
    // A getter, a proxy.
    throw synodError("suite-does-not-load", { file, problem: "it throws when it is read" }, error);
  }
}

interface Common {
  readonly options?: SuiteCheckOptions;
  readonly strict?: boolean;
  readonly tags?: readonly string[];
}

function readCheck(given: unknown, number: number, common: Common): ReadCheck {
  const at = `check ${number}`;
  closed(given, CHECK_KEYS, refusal(at));
  const check = given as Readonly<Record<string, unknown>>;
  const { model, name, mutant, properties, fairness, expect, counts, mutants, mutationScore } = check;
  const isNamed = typeof model === "string" && model.trim() !== "";
  if (!isNamed && !isModel(model) && !isProtocol(model))
    throw bad(
      `model of ${at}`,
      model,
      "the path of a file, a built-in model's name, or a model or protocol that is imported",
    );
  const label = isNamed ? `${at} (${model})` : at;
  const of = (key: string) => `${key} of ${label}`;
  const own = readSettings(given as object, label, CHECK_KEYS);
  if (mutant !== undefined && mutants !== undefined)
    throw synodError("bad-suite", {
      subject: of("mutants"),
      problem: "stands beside mutant, which is the one mistake that the check has",
      expected: "left out, or in a check of the model without a mutant",
    });
  return {
    label,
    model,
    name: name === undefined ? null : text(name, of("name")),
    choices: choicesOf(check["parameters"], label),
    mutant: mutant === undefined ? null : text(mutant, of("mutant")),
    properties: properties === undefined ? null : names(properties, of("properties"), true),
    fairness: fairness === undefined ? null : text(fairness, of("fairness")),
    expected: expect === undefined ? null : expectation(expect, of("expect")),
    counts: counts === undefined ? null : countsOf(counts, of("counts")),
    mutants: mutants === undefined ? {} : mutantsOf(mutants, of("mutants")),
    mutationScore:
      mutationScore === undefined
        ? null
        : number_(mutationScore, of("mutationScore"), "a number from 0 to 1", (n) => n >= 0 && n <= 1),
    options: { ...common.options, ...own.options },
    strict: own.strict ?? common.strict ?? false,
    tags: [...new Set([...(common.tags ?? []), ...(own.tags ?? [])])],
  };
}

function readSettings(given: unknown, of: string, known: readonly string[]): Common {
  closed(given, known, refusal(of));
  const { store, engine, keepGoing, symmetry, reductions, shortest, certify, budget, strict, tags } = given as Readonly<
    Record<string, unknown>
  >;
  const at = (key: string) => `${key} of ${of}`;
  const options = {
    ...(store !== undefined && { store: oneOf(["compact", "exact"] as const, store, at("store")) }),
    ...(engine !== undefined && { engine: oneOf(ENGINE_NAMES, engine, at("engine")) }),
    ...(keepGoing !== undefined && { keepGoing: flag(keepGoing, at("keepGoing")) }),
    ...(symmetry !== undefined && { symmetry: flag(symmetry, at("symmetry")) }),
    ...(reductions !== undefined && {
      reductions: names(reductions, at("reductions"), false).map((each) =>
        oneOf(REDUCTION_NAMES, each, at("reductions")),
      ),
    }),
    ...(shortest !== undefined && { shortest: flag(shortest, at("shortest")) }),
    ...(certify !== undefined && { certify: flag(certify, at("certify")) }),
    ...(budget !== undefined && budgetOf(budget, at("budget"))),
  };
  return {
    options,
    ...(strict !== undefined && { strict: flag(strict, at("strict")) }),
    ...(tags !== undefined && { tags: names(tags, at("tags"), false) }),
  };
}

function budgetOf(given: unknown, of: string): SuiteCheckOptions {
  closed(given, BUDGET_KEYS, refusal(of));
  const { time, memory, states, depth } = given as Readonly<Record<string, unknown>>;
  const amount = (value: unknown, key: string, parse: (text: string) => number | null, expected: string): number => {
    const number = typeof value === "string" ? parse(value) : value;
    if (typeof number === "number" && Number.isFinite(number) && number > 0) return number;
    throw bad(`${key} of ${of}`, value, expected);
  };
  const count = (value: unknown, key: string, least: number) =>
    number_(value, `${key} of ${of}`, `an integer from ${least} on`, (n) => Number.isSafeInteger(n) && n >= least);
  return {
    ...(time !== undefined && {
      timeMs: amount(time, "time", millisecondsOf, 'a time such as "30s" or "5m", or a number of milliseconds'),
    }),
    ...(memory !== undefined && {
      memoryBytes: amount(memory, "memory", bytesOf, 'a size such as "4GiB" or "500MB", or a number of bytes'),
    }),
    ...(states !== undefined && { maxStates: count(states, "states", 1) }),
    ...(depth !== undefined && { maxDepth: count(depth, "depth", 0) }),
  };
}

const EXPECTED = '"holds", "undecided", or { violated: "the property", steps: 12 }';

function expectation(given: unknown, of: string): Expected {
  if (given === "holds" || given === "undecided") return { outcome: given };
  if (!isNamedParts(given)) throw bad(of, given, EXPECTED);
  closed(given, ["violated", "steps"], refusal(of));
  const { violated, steps } = given;
  return {
    outcome: "violated",
    property: text(violated, `violated of ${of}`),
    steps:
      steps === undefined
        ? null
        : number_(steps, `steps of ${of}`, "a number of steps", (n) => Number.isSafeInteger(n) && n >= 0),
  };
}

function countsOf(given: unknown, of: string): SuiteCounts {
  closed(given, COUNT_KEYS, refusal(of));
  for (const [name, value] of Object.entries(given as object))
    number_(value, `${name} of ${of}`, "an integer from 0 on", (n) => Number.isSafeInteger(n) && n >= 0);
  return given as SuiteCounts;
}

function mutantsOf(given: unknown, of: string): ReadCheck["mutants"] {
  if (given === "all" || given === "quick") return given;
  if (Array.isArray(given)) return byName(names(given, of, true).map((name) => [name, null] as const));
  if (!isNamedParts(given) || isModel(given))
    throw bad(of, given, '"all", "quick", a list of mutants\' names, or what must come out by name');
  return byName(
    Object.entries(given).map(
      ([name, value]) => [name, value === "declared" ? null : expectation(value, `${name} in ${of}`)] as const,
    ),
  );
}

/** Without a prototype: a name may be any. */
function byName<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.assign(Object.create(null) as Record<string, T>, Object.fromEntries(entries));
}

type Choice = Readonly<Record<string, ParameterValue>>;

/** Every choice of one value each; of several objects, those of each. */
function choicesOf(given: unknown, label: string): Choice[] {
  if (given === undefined) return [{}];
  const of = `parameters of ${label}`;
  const all = Array.isArray(given) ? given : [given];
  if (all.length === 0) throw bad(of, given, "an object of parameters' values, or a list of such that is not empty");
  return all.flatMap((each) => {
    if (!isNamedParts(each)) throw bad(of, each, "an object of parameters' values, or a list of such");
    let choices: Choice[] = [{}];
    for (const [name, value] of Object.entries(each)) {
      const values = Array.isArray(value) ? value : [value];
      if (values.length === 0) throw bad(`${name} in ${of}`, value, "a value, or a list with one at least");
      for (const one of values) {
        if (["number", "string", "boolean"].includes(typeof one)) continue;
        throw bad(`${name} in ${of}`, one, "a number, a text, true or false, or a list of such");
      }
      choices = choices.flatMap((choice) => values.map((one: ParameterValue) => ({ ...choice, [name]: one })));
      if (choices.length > MOST_CHECKS)
        throw synodError("bad-suite", {
          subject: of,
          problem: `come to more than ${MOST_CHECKS} checks`,
          expected: "shorter lists",
        });
    }
    return choices;
  });
}

function text(value: unknown, of: string): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw bad(of, value, "a text that is not empty");
}

function flag(value: unknown, of: string): boolean {
  if (typeof value === "boolean") return value;
  throw bad(of, value, "true or false");
}

function number_(value: unknown, of: string, expected: string, isGood: (number: number) => boolean): number {
  if (typeof value === "number" && isGood(value)) return value;
  throw bad(of, value, expected);
}

function names(value: unknown, of: string, isNeeded: boolean): string[] {
  const expected = `a list of names${isNeeded ? " that is not empty" : ""}`;
  if (!Array.isArray(value) || (isNeeded && value.length === 0)) throw bad(of, value, expected);
  for (const each of value) if (typeof each !== "string" || each.trim() === "") throw bad(of, each, expected);
  return value as string[];
}

function oneOf<const T extends string>(known: readonly T[], value: unknown, of: string): T {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  const expected = known.map((each) => `"${each}"`).join(" or ");
  if (typeof value !== "string") throw bad(of, value, expected);
  throw synodError("bad-suite", {
    subject: of,
    problem: `is ${JSON.stringify(value)}, which there is not`,
    expected,
    wrong: { name: value, known },
  });
}

function bad(subject: string, value: unknown, expected: string): Error {
  return synodError("bad-suite", { subject, problem: `is ${kindOfValue(value)}`, expected });
}

const refusal = (subject: string) => (problem: string, wrong?: Slip) =>
  synodError("bad-suite", {
    subject,
    problem,
    expected: "an object",
    ...(wrong !== undefined && { wrong }),
  });
