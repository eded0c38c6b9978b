/**
 * A proof by induction, for one configuration: an invariant that is true in every initial state, that no step of any state in
 * which it is true makes false, reachable or not, and from which what the model claims follows (Floyd, *Assigning Meanings to
 * Programs*, 1967; Lamport, *Using TLC to Check Inductive Invariance*, 2018). The states are counted first, by their types; then
 * those in which the invariant is true are gone through, all of them if they are not too many, or else some drawn at random,
 * which proves nothing.
 */
import { closed, keysOf, kindOfValue } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { processHalt } from "../halt.ts";
import { Cuts } from "../model/cuts.ts";
import { isModel, type Model } from "../model/model.ts";
import { descentOf, standStill } from "../model/origin.ts";
import { layoutOf } from "../state/layout.ts";
import { randomOf } from "../trace/sample.ts";
import { type JudgedInduction, judgeInduction } from "../verify/induction/induction.ts";
import { countTypeStates, unnumberedField } from "../verify/induction/type-states.ts";
import { type AskedInvariant, askedInvariant } from "./asked-invariant.ts";
import { explainedCounterexample, type FoundCounterexample } from "./induction-counterexample.ts";
import { conjunctPredicates, rulesBroken, without } from "./leave-one-out.ts";
import { matrixOf } from "./matrix.ts";
import type { AmongReachable, InductionCounterexample, InductionProof, JudgedConjunct, ProofOutcome } from "./proof.ts";
import { reachabilityOf } from "./reachability.ts";

/** How a proof goes about it. */
export interface ProveOptions {
  /**
   * Names of invariants that the model offers, of its properties under `always`, or of single conjuncts; several are one
   * invariant: `invariant: ["consistent", "committed only if told"]`. Absent: the only one that it offers, else what it claims.
   */
  readonly invariant?: string | readonly string[];
  /** Also judge the invariant without each of its conjuncts in turn, to say what each is needed for: `table: true`. */
  readonly table?: boolean;
  /** Choices after which states are drawn at random instead: `most: 1e7`. Absent: 50 million, some minutes. */
  readonly most?: number;
  /** Draw so many states at random, however few there are: `sample: 10_000`. Absent: all are gone through where that can be. */
  readonly sample?: number;
  /** Which states are drawn. Absent: 1. */
  readonly seed?: number;
  /** Threads for the search that asks whether a state can be reached, where there are many. */
  readonly workers?: number;
  /** Ends it, an `AbortSignal`: what was found by then is what there is. */
  readonly signal?: AbortSignal;
}

const OPTIONS = keysOf<ProveOptions>({
  invariant: true,
  table: true,
  most: true,
  sample: true,
  seed: true,
  workers: true,
  signal: true,
});

/** Choices of a code for a slot. */
const CHOICES = 50_000_000;
/** States that are drawn where they are too many to be gone through. */
const DRAWN = 10_000;
/** Of a conjunct left out so many states at most: there are more of them, and they are only about a table. */
const STATES_WITHOUT = 200_000;

/**
 * Asks whether an invariant is inductive, and whether what the model claims under `always` follows from it: a proof that needs
 * no search, for this configuration. A step out of it is a counterexample to induction, which is none to the protocol; whether
 * its first state can be reached is said with it.
 *
 * @throws SynodError SYN143 for an invariant that there is not, SYN144 for states that cannot be gone through, SYN214 within a
 *   constraint, SYN211 and SYN212 for options, and what the invariant throws.
 *
 * @example
 * ```ts
 * const byTwo = model({
 *   state: { n: range(0, 9) },
 *   rules: { up: { when: (s) => s.n < 8, do: (s) => { s.n += 2; } } },
 *   always: { "never seven": (s) => s.n !== 7 },
 *   invariants: { strong: { even: (s) => s.n % 2 === 0 } },
 * });
 * const alone = await prove(byTwo, { invariant: "never seven" });
 * console.log(alone.outcome, alone.counterexample?.before.reachable); // not-inductive no
 * console.log((await prove(byTwo, { invariant: "strong" })).outcome); // proved
 * ```
 */
export async function prove(model: Model, options: ProveOptions = {}): Promise<InductionProof> {
  checkAsked(model, options);
  await standStill();
  const { invariant = [] } = options;
  const asked = askedInvariant(model, typeof invariant === "string" ? [invariant] : invariant);
  return (await proofWith(model, asked, options)).proof;
}

/** The same of conjuncts that need not be the model's own; with the first state of its counterexample, one code per slot. */
export async function proofWith(
  model: Model,
  asked: AskedInvariant,
  options: Omit<ProveOptions, "invariant"> = {},
): Promise<{ readonly proof: InductionProof; readonly codes: Int32Array | null }> {
  const started = performance.now();
  const { signal } = options;
  const layout = layoutOf(model.schema);
  const unnumbered = unnumberedField(layout);
  if (unnumbered !== null) throw synodError("not-enumerable", { field: unnumbered });
  const isAborted = () => signal?.aborted === true || processHalt() !== null;
  const cuts = new Cuts(model);
  const { judged, isSampled } = cuts.during(() => judgedOf(model, asked, options, isAborted));
  const outcome = outcomeOf(judged);
  const found = foundIn(judged, asked);
  const explained = found === null ? null : explainedCounterexample(model, found);
  const reached =
    found === null || explained === null
      ? null
      : await reachabilityOf(model, {
          codes: found.codes,
          facts: explained.facts,
          found,
          conjuncts: asked.conjuncts,
          signal,
          ...(options.workers !== undefined && { workers: options.workers }),
        });
  const counterexample: InductionCounterexample | null =
    explained === null || reached === null ? null : { ...explained, before: reached.before };
  const conjuncts = conjunctsOf(model, asked, judged, options.table === true && judged.isComplete, isAborted);
  const descent = descentOf(model);
  const proof: InductionProof = {
    schemaVersion: 1,
    model: model.name ?? "the model",
    parameters: descent?.parameters ?? {},
    mutant: descent?.mutant ?? null,
    invariant: asked.names,
    outcome,
    method: isSampled ? "sampled" : "exhaustive",
    isComplete: judged.isComplete,
    typeStates: String(countTypeStates(layout)),
    states: judged.states,
    steps: judged.steps,
    escapes: judged.escapes,
    initial: { states: judged.initialStates, outside: judged.initialOutside, broken: judged.initialBroken },
    conjuncts,
    matrix: matrixOf(model, judged, conjuncts),
    implies: [...judged.goals].map(([property, { states }]) => ({ property, false: states })),
    counterexample,
    amongReachable: reached?.invariant ?? falseAtFirst(judged),
    lagsCut: cuts.any,
    wallMs: performance.now() - started,
  };
  return { proof, codes: found?.codes ?? null };
}

function falseAtFirst({ initialOutside, initialBroken, initialStates }: JudgedInduction): AmongReachable | null {
  return initialOutside === 0 ? null : { holds: "no", depth: 0, broken: initialBroken, states: initialStates };
}

/** All states, or, where there turn out to be too many, a sample of them. */
function judgedOf(
  model: Model,
  { conjuncts, goals }: AskedInvariant,
  { most = CHOICES, sample, seed = 1 }: ProveOptions,
  isAborted: () => boolean,
): { readonly judged: JudgedInduction; readonly isSampled: boolean } {
  const invariant = conjunctPredicates(conjuncts);
  if (sample === undefined) {
    let choices = 0;
    const halt = () => ++choices > most || (choices % 1024 === 0 && isAborted());
    const judged = judgeInduction(model, invariant, { goals, halt });
    // What was met on the way counts: a step out of it is one, wherever the rest is.
    if (judged.isComplete || isAborted() || isDecided(judged)) return { judged, isSampled: false };
  }
  const drawn = { most: sample ?? DRAWN, random: randomOf(seed, 0) };
  return { judged: judgeInduction(model, invariant, { goals, halt: isAborted, sample: drawn }), isSampled: true };
}

function isDecided({ escapes, initialOutside, goals }: JudgedInduction): boolean {
  return escapes > 0 || initialOutside > 0 || [...goals.values()].some(({ states }) => states > 0);
}

function outcomeOf(judged: JudgedInduction): ProofOutcome {
  if (judged.initialOutside > 0) return "not-initial";
  if (judged.escapes > 0) return "not-inductive";
  if ([...judged.goals.values()].some(({ states }) => states > 0)) return "too-weak";
  return judged.isComplete ? "proved" : "undecided";
}

/** The simplest step out, or a state in which a claim does not follow. */
function foundIn({ simplest, goals }: JudgedInduction, asked: AskedInvariant): FoundCounterexample | null {
  if (simplest !== null) {
    const { codes, step, broken } = simplest;
    const named = asked.conjuncts.filter(({ name }) => broken.includes(name));
    return named.length > 0
      ? { kind: "step", codes, step, broken: named }
      : { kind: "throws", codes, step, broken: [] };
  }
  for (const goal of asked.goals) {
    const codes = goals.get(goal.name)?.simplest ?? null;
    if (codes !== null) return { kind: "state", codes, broken: [goal] };
  }
  return null;
}

function conjunctsOf(
  model: Model,
  { conjuncts, goals }: AskedInvariant,
  judged: JudgedInduction,
  isTable: boolean,
  isAborted: () => boolean,
): readonly JudgedConjunct[] {
  return conjuncts.map((conjunct) => {
    const row = judged.byRule.get(conjunct.name) ?? [];
    const rules = rulesBroken(model, judged, conjunct.name);
    const at = (rule: string) => model.rules.findIndex(({ name }) => name === rule);
    const asked = { conjuncts, dropped: conjunct, goals, whole: judged, most: STATES_WITHOUT };
    return {
      name: conjunct.name,
      escapes: judged.broken.get(conjunct.name) ?? 0,
      brokenBy: Object.fromEntries(rules.map((rule) => [rule, row[at(rule)] as number])),
      without: isTable && conjuncts.length > 1 ? without(model, asked, isAborted) : null,
    };
  });
}

function checkAsked(model: unknown, options: unknown): void {
  const bad = (subject: string, problem: string, expected: string) =>
    synodError("bad-definition", { subject, problem, expected });
  if (!isModel(model)) throw bad("what prove(...) is to prove", `is ${kindOfValue(model)}`, "a model");
  closed(options, OPTIONS, (problem, wrong) =>
    wrong === undefined
      ? bad("what prove(...) is given for options", problem, "an object")
      : synodError("unknown-key", { subject: "the options of prove(...)", ...wrong }),
  );
  const { most, sample, seed, invariant = [], workers } = options as ProveOptions;
  for (const [name, value, least] of [
    ["most", most, 1],
    ["sample", sample, 1],
    ["seed", seed, 0],
    ["workers", workers, 1],
  ] as const)
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= least))
      throw synodError("bad-option-value", {
        option: `the option \`${name}\``,
        value: String(value),
        expected: `an integer from ${least} on`,
      });
  const names: unknown = typeof invariant === "string" ? [invariant] : invariant;
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string"))
    throw bad("the option invariant of prove(...)", `is ${kindOfValue(invariant)}`, "a name, or a list of names");
}
