/**
 * The sentence above everything: what came out, in one line that can be read alone. What a trace does not show it does not
 * say: a verdict of a search that was cut short says how far it went.
 */
import type { Why } from "../why/reasons.ts";
import { inWords } from "../why/together.ts";
import type { Capsule, CapsuleTrace } from "./capsule.ts";

/** What a trace is of its property. */
export function traceWord(kind: CapsuleTrace["kind"]): string {
  switch (kind) {
    case "reachable":
      return "witness of ";
    case "unreached":
      return "nearest to ";
    case "sample":
      return "sample ";
    case "rule-throws":
    case "property-throws":
      return "the way to the error of ";
    default:
      return "counterexample to ";
  }
}

/** A sentence with one stressed word. */
export interface HeadlineWords {
  readonly before: string;
  readonly stress: string;
  readonly after: string;
  /** Whether it is bad news. */
  readonly isBad: boolean;
}

export function headlineOf(trace: CapsuleTrace | null, { verdict, model }: Capsule): HeadlineWords {
  if (trace === null) return withoutTrace(verdict, model.name);
  const why = trace.reasons?.why ?? null;
  const sentence = why === null ? "" : claimed(why);
  const property = quoted(trace.property ?? "");
  const length = trace.recorded?.steps.length ?? trace.list.steps.length;
  const loop = trace.list.loop ?? null;
  const behind = (otherwise: string) => (sentence === "" ? otherwise : sentence);
  const bad = (before: string, stress: string, after: string): HeadlineWords => ({
    before,
    stress,
    after,
    isBad: true,
  });
  const goesOn =
    loop === null
      ? ""
      : loop === length
        ? ": nothing happens any more"
        : `: a loop of ${stepsText(length - loop)} avoids it`;
  switch (trace.kind) {
    case "always":
      return bad(
        `${property} is `,
        "false",
        behind(length === 0 ? " in the initial state" : ` after ${stepsText(length)}`),
      );
    case "refinement":
    case "step":
      return bad(`${property} is `, "broken", behind(` by step ${length}`));
    case "deadlock":
      return bad(
        "",
        "Deadlock",
        why === null
          ? ` after ${stepsText(length)}: nothing can happen, and this is no declared end`
          : ": nothing can happen any more, and this is no declared end",
      );
    case "eventually":
      return bad(`${property} is `, "never", ` true${behind(goesOn)}`);
    case "alwaysEventually":
      return bad(`${property} is true `, "only so often", behind(goesOn));
    case "eventuallyAlways":
      return bad(
        `${property} `,
        "never stays",
        ` true${behind(loop === length ? goesOn : `: a loop of ${stepsText(length - (loop ?? 0))} makes it false again and again`)}`,
      );
    case "leadsTo":
      return bad(`${property} is `, "never", ` answered${behind(goesOn)}`);
    case "alwaysReachable":
      return bad(`${property} can `, "no longer", ` be reached${behind(` from state ${length} on`)}`);
    case "reachable":
      return {
        before: `${property} is `,
        stress: "reached",
        after: behind(length === 0 ? " in the initial state" : ` after ${stepsText(length)}`),
        isBad: false,
      };
    case "rule-throws":
      return bad("The model ", "throws", thrown(verdict, length));
    case "property-throws":
      return bad(`${property} `, "throws", thrown(verdict, length));
    case "unreached":
      return bad(`${property} is `, "never", " reached");
    case "sample":
      return { before: "A sample of what can happen", stress: "", after: `: ${stepsText(length)}`, isBad: false };
  }
}

/**
 * What the reason claims, in as few words as can be read at once: that it is so `for s1`, or claims that have words of their
 * own. The facts behind them, and those of a claim without words, stand below.
 */
function claimed({ sentence, parts }: Why): string {
  const says = parts.map((part) => part.says);
  if (says.every((each) => each === "")) return "";
  if (!says.every((each) => each.startsWith("for "))) return `: ${sentence}`;
  return ` for ${inWords(
    says.map((each) => each.slice("for ".length)),
    "and",
  )}`;
}

/** What a name says is no part of the sentence that it stands in: "one entry is committed" is false. */
function quoted(name: string): string {
  return name.includes(" ") ? `\u201C${name}\u201D` : name;
}

function thrown(verdict: Capsule["verdict"], length: number): string {
  const message = verdict?.error?.message;
  return message === undefined ? ` after ${stepsText(length)}` : `: ${message}`;
}

function withoutTrace(verdict: Capsule["verdict"], name: string): HeadlineWords {
  if (verdict === null)
    return { before: `Explore ${name}`, stress: "", after: ": take any step from here", isBad: false };
  const broken = verdict.properties.filter(({ outcome }) => outcome === "violated");
  const unreached = broken.find(({ kind }) => kind === "reachable");
  if (unreached !== undefined)
    return { before: `${quoted(unreached.name)} is `, stress: "never", after: " reached", isBad: true };
  if (broken.length > 0)
    return { before: `${quoted(broken[0]?.name ?? "")} is `, stress: "violated", after: "", isBad: true };
  if (verdict.outcome === "error")
    return {
      before: "",
      stress: "Error",
      after: `: ${verdict.error?.message ?? "the check ended with one"}`,
      isBad: true,
    };
  if (verdict.outcome === "holds" && verdict.complete)
    return {
      before: "",
      stress:
        verdict.properties.length === 1 ? `${quoted(verdict.properties[0]?.name ?? "")} holds` : "All properties hold",
      after: " in every reachable state",
      isBad: false,
    };
  return {
    before: "Undecided: nothing was found wrong in ",
    stress: "",
    after: `${verdict.states.distinct.toLocaleString("en")} states, and not all were seen`,
    isBad: false,
  };
}

export function stepsText(count: number): string {
  return count === 1 ? "1 step" : `${count} steps`;
}

/** `steps 6, 8 and 12` as its words and numbers. */
export function stepsWord(count: number): string {
  return count === 1 ? "step" : "steps";
}
