/** Why a property is as it is at a trace's end, as plain data and sentences. */
import type { InterpretedState } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { type PlacedFact, placedFacts } from "./facts.ts";
import type { ClaimPart } from "./parts.ts";
import { type PropertyReason, type ReasonBudget, reasonOfProperty } from "./reason-of-property.ts";
import type { Why, WhyPart } from "./reasons.ts";
import { inWords, toldTogether } from "./together.ts";
import type { Unmatched } from "./unmatched.ts";

/** Lines of a part that are said; of more, how many. */
const LINES = 6;

/** Why, and what of the trace it is about. */
export interface FoundWhy {
  readonly why: Why;
  readonly reason: PropertyReason;
  /** In the order of `Why.facts`. */
  readonly facts: readonly PlacedFact[];
}

/** Null: one state or step does not show it, or nothing was found. */
export function whyOf(
  model: Model,
  property: Property,
  states: readonly InterpretedState[],
  budget: ReasonBudget = {},
): FoundWhy | null {
  const found = reasonOfProperty(model, property, states, budget);
  return found === null ? null : toldReason(model, found);
}

/** Of a link: what its last step does there that no abstract step does, and what comes closest. */
export function whyUnmatched({ says, nearest }: Unmatched): Why {
  const parts = [says, ...nearest].map((line): WhyPart => ({ says: line, because: [], facts: [] }));
  return { sentence: says, parts, facts: [], proof: "proved", others: 0, runs: 0 };
}

/** What was found, as data and sentences. */
export function toldReason(model: Model, found: PropertyReason): FoundWhy {
  const { scene, at, isPair, explained } = found;
  const told = inOrder(explained.parts, (part) => placedFacts(scene, part, at, isPair, 0));
  const facts = told.flatMap((part, number) => placedFacts(scene, part, at, isPair, number));
  const parts = told.map((part, number): WhyPart => {
    const own = facts.filter(({ fact }) => fact.part === number);
    const of = part.of.length === 0 ? "" : `for ${part.of.join(", ")}`;
    return {
      says: part.says ?? of,
      because: shortened(toldTogether(model, own)),
      facts: own.map((each) => facts.indexOf(each)),
    };
  });
  const isProved = explained.parts.every(({ reason }) => reason.proof === "proved");
  const why: Why = {
    sentence: sentenceOf(parts, explained.others),
    parts,
    facts: facts.map(({ fact }) => fact),
    proof: isProved ? "proved" : "tested",
    others: explained.others,
    runs: found.runs,
  };
  return { why, reason: found, facts };
}

/** Claims of one kind, all true, in the order in which they came about; others as they are written. */
function inOrder(
  parts: readonly ClaimPart[],
  factsIn: (part: ClaimPart) => readonly PlacedFact[],
): readonly ClaimPart[] {
  if (!parts.every(({ answer }) => answer)) return parts;
  const since = (part: ClaimPart) => Math.max(0, ...factsIn(part).map(({ fact }) => fact.step));
  return parts.toSorted((one, other) => since(one) - since(other));
}

function shortened(lines: WhyPart["because"]): WhyPart["because"] {
  if (lines.length <= LINES) return lines;
  return [...lines.slice(0, LINES - 1), { says: `and ${lines.length - LINES + 1} more`, steps: [] }];
}

/** The claims, where they have words; what they rest on, where they have none. */
function sentenceOf(parts: readonly WhyPart[], others: number): string {
  const said = parts.map(({ says, because }) => {
    const reasons = inWords(
      because.map((each) => each.says),
      "and",
    );
    if (says === "") return reasons;
    return says.startsWith("for ") ? `${says}: ${reasons}` : says;
  });
  const more = others === 0 ? "" : ` (and so for ${others} more)`;
  return `${sameOfAll(said) ?? inWords(said, "and")}${more}`;
}

/** `v1 and v2 are both chosen`: of claims that say the same, each of another; null: they do not. */
function sameOfAll(said: readonly string[]): string | null {
  const split = said.map((each) => /^(\S+) is (.+)$/.exec(each)?.slice(1) ?? []);
  const [, what] = split[0] as readonly string[];
  const of = new Set(split.map(([one]) => one as string));
  if (what === undefined || of.size < 2 || of.size < split.length || split.some(([, each]) => each !== what))
    return null;
  return `${inWords([...of], "and")} are ${of.size === 2 ? "both" : "all"} ${what}`;
}
