/**
 * A proof by induction for people: what was looked at, what comes of it, and, of a step out of the invariant, whether the state
 * that it begins in can be reached. That step is never called a violation: only where it begins in a reachable state is the
 * invariant false.
 */
import { countOf, countText } from "../errors/counts.ts";
import { printable, printableParts } from "../printable.ts";
import type {
  AmongReachable,
  InductionCounterexample,
  InductionProof,
  JudgedConjunct,
  ProofOutcome,
  WithoutConjunct,
} from "../prove/proof.ts";
import { columnsOf } from "./columns.ts";
import { listOf } from "./list-of.ts";
import { matrixText } from "./matrix-text.ts";
import { durationText } from "./quantities.ts";
import { subjectText } from "./subject-text.ts";
import { tableText, titlesOf } from "./table.ts";
import { type TextOptions, traceText } from "./trace-text.ts";
import { beside, wrap } from "./wrap.ts";

const LABEL = 12;

/** `defaults`: of the model's parameters, which are not named. */
export function proofText(proof: InductionProof, defaults: InductionProof["parameters"], options: TextOptions): string {
  const { counterexample } = proof;
  return [
    [headline(proof, defaults, options), ...summary(proof, options)].join("\n"),
    ...conjunctTable(proof, options),
    ...(counterexample === null
      ? []
      : [counterexampleText(counterexample, options), verdictOn(proof, counterexample, options)]),
  ].join("\n\n");
}

const WORDS: Readonly<Record<ProofOutcome, string>> = {
  proved: "PROVED",
  "not-initial": "NOT AN INVARIANT",
  "not-inductive": "NOT INDUCTIVE",
  "too-weak": "TOO WEAK",
  undecided: "UNDECIDED",
};

function headline(proof: InductionProof, defaults: InductionProof["parameters"], { paint }: TextOptions): string {
  const { outcome } = proof;
  const colour = outcome === "proved" ? paint.green : outcome === "undecided" ? paint.yellow : paint.red;
  return `${colour(paint.bold(WORDS[outcome]))}  ${subjectText({ ...proof, defaults })}: ${proof.invariant.map(printable).join(" and ")}`;
}

function summary(proof: InductionProof, { width }: TextOptions): string[] {
  const row = (label: string, text: string) => beside(`  ${label}`, LABEL, text, width);
  const { initial, method, states, steps, escapes, implies } = proof;
  const sampled = method === "sampled";
  const lead = escapes === 0 ? "none leads out of it" : `${countText(escapes)} lead out of it`;
  const followed = implies.filter((each) => each.false === 0).map(({ property }) => printable(property));
  const unimplied = implies.filter((each) => each.false > 0);
  const all = proof.outcome === "proved" ? "all " : "";
  return [
    ...row("types", `${grouped(proof.typeStates)} states can be written down, reachable or not`),
    ...row(
      "states",
      sampled
        ? `${countOf(states, "state")} drawn at random of those in which it is true: not all, so this proves nothing`
        : `${all}${countText(states)} in which it is true${proof.isComplete ? "" : ", and there are more"}`,
    ),
    ...row(
      "initial",
      initial.outside === 0
        ? `true in ${initial.states === 1 ? "the initial state" : `all ${countText(initial.states)} initial states`}`
        : `false in ${countText(initial.outside)} of ${countOf(initial.states, "initial state")}: ${listOf(initial.broken.map(printable))}`,
    ),
    ...row("steps", `${countOf(steps, "step")} from there, ${lead}`),
    ...(followed.length === 0 ? [] : row(proof.isComplete ? "follows" : "unbroken", listOf(followed))),
    ...unimplied.flatMap(({ property, false: count }) =>
      row("not", `${printable(property)}: false in ${countText(count)} of these states`),
    ),
    ...row("means", meaning(proof)),
    ...(proof.lagsCut
      ? row(
          "lags",
          "numbers fell further behind than lags tell apart, and states that differ were taken together: it may come out otherwise with a larger limit",
        )
      : []),
    ...row("time", durationText(proof.wallMs)),
  ];
}

/** What it says, and of what. */
function meaning({ outcome, method, implies, isComplete, amongReachable }: InductionProof): string {
  switch (outcome) {
    case "proved":
      return `proved for this configuration, whatever can be reached${implies.length === 0 ? "" : ", and so is all that follows"}; of others it says nothing`;
    case "not-initial":
      return "it is false where the model begins, so it is no invariant of it";
    case "not-inductive":
      return amongReachable?.holds === "no"
        ? "not proved, and it is false: see below"
        : "not proved; whether it is true is another question: see below where the step begins";
    case "too-weak":
      return isComplete
        ? "it is inductive, and does not show everything that the model claims"
        : "it does not show everything that the model claims; whether it is inductive is not known";
    case "undecided":
      return method === "sampled"
        ? "nothing was found against it, and not everything was looked at"
        : "it was ended before everything was looked at";
  }
}

/** `15,728,640`, however many digits there are. */
function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

const ALONE = "Each of these is redundant alone: of several it may be that one is needed once another is gone.";

/** What breaks each conjunct; or, where that was asked, what each is needed for. */
function conjunctTable(proof: InductionProof, options: TextOptions): string[] {
  const { paint, width } = options;
  if (proof.conjuncts.some(({ without }) => without !== null)) {
    const blocks = proof.conjuncts.flatMap(({ name, without }) =>
      without === null
        ? []
        : [`  ${printable(name)}`, ...wrap(withoutText(without), width - 6).map((line) => `      ${line}`)],
    );
    const redundant = proof.conjuncts.filter(({ without }) => without?.verdict === "redundant").length;
    if (redundant > 1) blocks.push(...wrap(ALONE, width - 2).map((line) => `  ${line}`));
    return [
      matrixText(proof.matrix, options),
      [paint.bold("Without each conjunct, the rest as it is"), ...blocks].join("\n"),
    ];
  }
  if (proof.escapes === 0 || proof.conjuncts.length < 2) return [];
  const name = Math.max(8, Math.min(34, Math.max(...proof.conjuncts.map((each) => columnsOf(printable(each.name))))));
  const columns = [
    { title: "conjunct", width: name },
    { title: "lead out", width: 8, align: "right" as const },
    { title: "by rule", width: Math.max(18, width - name - 18) },
  ];
  const rows = proof.conjuncts.map(brokenRow);
  return [`${paint.dim(tableText(columns, [titlesOf(columns)], 2))}\n${tableText(columns, rows, 2)}`];
}

function brokenRow({ name, escapes, brokenBy }: JudgedConjunct): string[] {
  const rules = Object.entries(brokenBy).map(([rule, count]) => `${printable(rule)} ${countText(count)}`);
  return [printable(name), countText(escapes), rules.length === 0 ? "kept by all" : rules.join(", ")];
}

/** `1,664 states, of whose steps 990 lead out: refuse and abort break consistent; unanimous does not follow`. */
function withoutText(without: WithoutConjunct): string {
  const { states, escapes, neededFor, unimplied, verdict, isComplete } = without;
  if (without.throws) return "what the others say makes no sense then: one of them throws";
  const cells = Object.entries(neededFor).map(
    ([conjunct, rules]) =>
      `${listOf(rules.map(printable))} ${rules.length === 1 ? "breaks" : "break"} ${printable(conjunct)}`,
  );
  const lost =
    unimplied.length === 0
      ? []
      : [`${listOf(unimplied.map(printable))} ${unimplied.length === 1 ? "does" : "do"} not follow`];
  const counted = `${isComplete ? "" : "of the first "}${countOf(states, "state")}, ${escapes === 0 ? "no step leads out" : `${countOf(escapes, "step")} ${escapes === 1 ? "leads" : "lead"} out`}`;
  if (verdict === "redundant") return `${counted}: redundant, the others show as much`;
  const said = [...cells, ...lost];
  return said.length === 0 ? `${counted}: whether it is needed is not known` : `${counted}: ${said.join("; ")}`;
}

function counterexampleText(found: InductionCounterexample, options: TextOptions): string {
  const { paint, width } = options;
  const { kind, rule, broken, why } = printableParts(found);
  const title =
    kind === "step"
      ? `Counterexample to induction: ${rule} makes ${listOf(broken)} false`
      : kind === "throws"
        ? `Counterexample to induction: ${rule} throws`
        : `A state in which the invariant is true and ${listOf(broken)} is false`;
  const start = "a state in which the invariant is true";
  const facts = found.facts.map(({ says }) => printable(says));
  const tested = found.proof === "proved" ? "" : " (tested, not proved)";
  const told = (label: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [
          paint.bold(label),
          ...lines.flatMap((line) => wrap(line, width - 4).map((part, at) => `${at === 0 ? "  " : "    "}${part}`)),
        ];
  const because = why === null ? [] : [why.sentence];
  return [
    [...wrap(title, width).map(paint.bold), "", traceText(found.trace, { ...options, start })].join("\n"),
    ...(kind === "step" && because.length > 0 ? [told(`Why ${broken[0]} is false then`, because).join("\n")] : []),
    ...(facts.length === 0
      ? []
      : [told(`What this rests on${tested}`, [`${facts.join("; ")}; whatever the rest of the state is`]).join("\n")]),
  ].join("\n\n");
}

/** Whether the claim is false, or says too little: the one question that such a step leaves. */
function verdictOn(
  { outcome, amongReachable }: InductionProof,
  { kind, before, facts }: InductionCounterexample,
  options: TextOptions,
): string {
  const { paint, width } = options;
  const { reachable, depth, states, nearest } = before;
  const lines = (text: string) => wrap(text, width - 2).map((line) => `  ${line}`);
  const where = kind === "state" ? "This state" : "The first state";
  const wrong =
    kind === "step"
      ? "the invariant is false"
      : kind === "throws"
        ? "the model throws"
        : "the model breaks what it claims";
  if (reachable === "yes")
    return [
      paint.red(`${where} can be reached, in ${countOf(depth ?? 0, "step")}`),
      ...lines(
        `so ${wrong}, ${kind === "step" ? `${countOf((depth ?? 0) + 1, "step")} from the beginning` : "there"}.`,
      ),
    ].join("\n");
  const isSoElsewhere = nearest?.lacks.length === 0;
  const hint =
    nearest === null
      ? []
      : isSoElsewhere
        ? lines(
            `But a reachable state, ${whereText(nearest.depth)}, has all that this rests on, and there it is so too: ${wrong}.`,
          )
        : lines(
            `Of ${countOf(facts.length, "fact")} that it rests on, the nearest ${nearest.isOfAll ? "reachable state" : `of the first ${countText(nearest.of)} reachable states`}, ${whereText(nearest.depth)}, lacks ${nearest.lacks.length === 1 ? "one" : countText(nearest.lacks.length)}: ${listOf(nearest.lacks.map(({ says }) => printable(says)))}.`,
          );
  const isFalse = amongReachable?.holds === "no" && outcome !== "not-initial" && !(isSoElsewhere && kind === "step");
  const falsehood = isFalse ? lines(falseElsewhere(amongReachable)) : [];
  if (reachable === "unknown")
    return [
      paint.yellow(`Whether ${where.toLowerCase()} can be reached is not known`),
      ...lines(`${countOf(states, "reachable state")} were looked at, and there are more.`),
      ...hint,
      ...falsehood,
    ].join("\n");
  const heading = `${where} cannot be reached (it is none of ${countOf(states, "reachable state")})`;
  const advice = isSoElsewhere || isFalse ? [] : lines(adviceOn(outcome));
  return [paint.bold(heading), ...hint, ...falsehood, ...advice].join("\n");
}

/** A false invariant cannot be strengthened, whatever its step out began with. */
function falseElsewhere({ broken, depth }: AmongReachable): string {
  return `But the invariant is false, whatever this step says: ${listOf(broken.map(printable))} ${broken.length === 1 ? "is" : "are"}, in a state that can be reached in ${countOf(depth ?? 0, "step")}.`;
}

function adviceOn(outcome: ProofOutcome): string {
  switch (outcome) {
    case "not-initial":
      return "Apart from where the model begins, this step says nothing against the protocol.";
    case "too-weak":
      return "So the claim may well be true. Strengthen the invariant: say why there is no such state.";
    default:
      return "So this says nothing against the protocol. Strengthen the invariant: say why there is no such state.";
  }
}

function whereText(depth: number): string {
  return depth === 0 ? "an initial one" : `after ${countOf(depth, "step")}`;
}
