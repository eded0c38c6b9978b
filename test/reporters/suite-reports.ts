// Suites that were really checked, as reports are handed them.
import { check } from "../../src/check/check.ts";
import { toPlainError } from "../../src/errors/errors.ts";
import { causalityOf } from "../../src/formats/causality.ts";
import { type Model, map, model, optional, range, scalarset } from "../../src/index.ts";
import { watchedReasons } from "../../src/report/watched-reasons.ts";
import type { CheckedEntry, SourcePlace, SuiteReport, Surprise } from "../../src/suite/suite-report.ts";
import { hostileNames } from "../formats/hostile.ts";

/** Clerks who write down what they have noted: `fair` makes them ask again. */
export function bank(clerks = 2): Model {
  const Clerk = scalarset("clerk", clerks);
  const Money = range(0, 9);
  return model({
    name: "bank",
    state: { alice: Money, bob: Money, noted: map(Clerk, optional(Money)) },
    init: (s) => {
      s.alice = 2;
    },
    rules: {
      look: {
        for: { clerk: Clerk },
        when: (s, { clerk }) => s.noted.get(clerk) === null && s.alice > 0,
        do: (s, { clerk }) => s.noted.set(clerk, s.alice),
      },
      transfer: {
        for: { clerk: Clerk },
        when: (s, { clerk }) => s.noted.get(clerk) !== null,
        do: (s, { clerk }) => {
          s.alice = s.noted.get(clerk)! - 1;
          s.bob += 1;
          s.noted.set(clerk, null);
        },
      },
    },
    always: { "no coin is made or lost": (s) => s.alice + s.bob === 2 },
    reachable: { "bob is rich": (s) => s.bob === 2, "alice is broke": (s) => s.alice === 0 },
  });
}

export type Given = Partial<CheckedEntry> & { readonly model?: string };

/** A check that was run, with the reasons and the causality that reports tell. */
export async function checked(id: string, of: Model, given: Given = {}): Promise<CheckedEntry> {
  const { verdict, counterexamples } = await check(of, { workers: 1, name: given.model ?? of.name ?? id });
  const shown = counterexamples.filter(({ claim, property }) => claim === "property" && property !== null);
  return {
    id,
    model: verdict.model,
    file: null,
    parameters: {},
    mutant: null,
    tags: [],
    expected: { outcome: "holds" },
    surprises: [],
    cached: false,
    wallMs: 1234.5,
    verdict: { ...verdict, wallMs: 1234.5, peakRssBytes: 1 },
    counterexamples,
    reasons: Object.fromEntries(shown.map((each) => [each.property, watchedReasons(of, each as never)])),
    causalities: Object.fromEntries(shown.map(({ property, list }) => [property, causalityOf(of, list)])),
    error: null,
    places: { model: null, rules: {}, properties: {} },
    command: `synod check ${id}`,
    ...given,
  };
}

export const surprise = (text: string, about: Partial<Surprise> = {}): Surprise => ({
  kind: "outcome",
  text,
  property: null,
  rule: null,
  ...about,
});

export const suiteOf = (checks: readonly CheckedEntry[], given: Partial<SuiteReport> = {}): SuiteReport => ({
  schemaVersion: 1,
  synod: "0.1.0",
  config: "synod.config.ts",
  wallMs: 5000,
  checks,
  left: [],
  ...given,
});

const at = (line: number): SourcePlace => ({ file: "models/bank.ts", line });
const places = {
  model: at(8),
  rules: { look: at(14), transfer: at(19) },
  properties: { "no coin is made or lost": at(28), "bob is rich": at(29), "alice is broke": at(30) },
};
const LOST = "no coin is made or lost";

/** One of each kind of result: holds; violated unexpectedly; a mutant that is found, and one that is not; undecided; an error. */
export function mixedSuite(): Promise<SuiteReport> {
  mixed ??= checkMixed();
  return mixed;
}

let mixed: Promise<SuiteReport> | null = null;

/** The same, checked anew. */
export async function checkMixed(): Promise<SuiteReport> {
  const file = "models/bank.ts";
  const broken = { outcome: "violated", property: LOST, steps: 4 } as const;
  const text = `${LOST} is violated after 4 steps; expected: holds`;
  const one = await checked("bank clerks=1", bank(1), { file, places });
  const two = await checked("bank clerks=2", bank(2), { file, places });
  return suiteOf([
    one,
    { ...two, surprises: [surprise(text, { property: LOST })] },
    { ...two, id: "bank mutant=hasty", mutant: "hasty", expected: broken },
    {
      ...one,
      id: "bank mutant=slow",
      mutant: "slow",
      expected: broken,
      surprises: [surprise(`${LOST} holds; expected: ${LOST} violated after 4 steps`, { property: LOST })],
    },
    {
      ...two,
      id: "bank mutant=late",
      mutant: "late",
      expected: { ...broken, steps: 5 },
      surprises: [surprise(`${LOST} is violated after 4 steps, not 5`, { kind: "steps", property: LOST })],
    },
    await undecided(one),
    failed(one),
    {
      ...one,
      id: "bank tag=slow",
      cached: true,
      surprises: [surprise("properties notice 50 % of changes", { kind: "score" })],
    },
  ]);
}

async function undecided(like: CheckedEntry): Promise<CheckedEntry> {
  const { verdict } = await check(bank(3), { workers: 1, name: "bank", maxDepth: 2 });
  const text = "undecided after 5 states, since it has states that take more steps than it may; expected: holds";
  return {
    ...like,
    id: "bank clerks=3",
    verdict,
    counterexamples: [],
    surprises: [surprise(text, { kind: "budget" })],
  };
}

function failed(like: CheckedEntry): CheckedEntry {
  const error = toPlainError(new Error("no such file"));
  const verdict = { ...like.verdict, outcome: "error", ending: "error", properties: [], error } as const;
  const text = "SYN901 (internal error): an unexpected error";
  return { ...like, id: "lost", verdict, error, counterexamples: [], surprises: [surprise(text, { kind: "error" })] };
}

/** Names that mean something to each format, in ids, properties, rules, values and sentences. */
export function hostileSuite(): Promise<SuiteReport> {
  hostile ??= checkHostile();
  return hostile;
}

let hostile: Promise<SuiteReport> | null = null;

async function checkHostile(): Promise<SuiteReport> {
  const broken = await checked("broken", brokenHostile());
  const checks = hostileNames.map((name, at): CheckedEntry => {
    const about = name === " " || name === "" ? "x" : name;
    return {
      ...broken,
      id: `${name} ${at}`,
      command: `synod check '${name}'`,
      file: name,
      tags: [name],
      mutant: name,
      surprises: [surprise(`${name} is violated; ${about}`, { property: name }), surprise(name, { kind: "counts" })],
      places: { model: { file: name, line: 3 }, rules: {}, properties: { [name]: { file: name, line: 4 } } },
    };
  });
  return suiteOf(checks, { surprises: hostileNames.map((name) => surprise(name, { kind: "counts" })) });
}

/** All of its properties are false after a step or more. */
function brokenHostile(): Model {
  const N = range(0, hostileNames.length);
  const each = <T>(what: (at: number) => T) => Object.fromEntries(hostileNames.map((name, at) => [name, what(at)]));
  return model({
    name: "<b>hostile</b>",
    state: { n: N, ...Object.fromEntries(hostileNames.map((name) => [name, N])) },
    rules: each((at) => ({
      when: (s: { n: number }) => s.n === at,
      do: (s: { n: number }) => {
        s.n = at + 1;
      },
    })),
    always: each((at) => (s: { n: number }) => s.n <= at),
  } as never);
}
