/**
 * Structure beats search: a claim that says how it is built is explained part by part. Of a claim about every one of some values
 * the false part with the fewest facts is explained; "at most one" is false because two claims are true; an implication because
 * its first claim is true and its second false. What tells nothing of itself is explained as a whole.
 *
 * Law: the facts of all parts together are sufficient, since each part's are.
 */
import { namedPartsOf } from "../model/conjunction.ts";
import { type Stated, type Structure, structureOf } from "../model/structure.ts";
import type { Inquiry } from "./inquiry.ts";
import { type Reason, smallestReason } from "./smallest-reason.ts";
import type { Deadline } from "./trials.ts";

// biome-ignore lint/suspicious/noExplicitAny: predicates of states or of steps, their types forgotten.
type Predicate = (...states: any[]) => boolean;

/** A claim that is so, and the facts for which it is. */
export interface ClaimPart {
  /** Its own words; null: it has none. */
  readonly says: string | null;
  /** What it is for, the outermost value first: of `forEvery`. */
  readonly of: readonly string[];
  readonly answer: boolean;
  readonly inquiry: Inquiry;
  readonly reason: Reason;
}

/** Why a claim answers as it does. */
export interface ExplainedClaim {
  readonly parts: readonly ClaimPart[];
  /** Of how many other values the claim is false as well. */
  readonly others: number;
}

/** What a claim is asked of, and how much may be spent. */
export interface Asking {
  /** That a predicate answers this there. */
  readonly inquiry: (predicate: Predicate, answer: boolean) => Inquiry;
  /** What a predicate answers there; null: it throws. */
  readonly answer: (predicate: Predicate) => boolean | null;
  /** The words of a claim there. */
  readonly words: (says: Stated["says"], answer: boolean) => string | null;
  readonly weight: (place: number) => number;
  readonly halt: Deadline | null;
  /** Runs left, counted down. */
  readonly purse: { runs: number };
}

/** Parts of which the facts are looked for, to choose the one with the fewest. */
const COMPARED = 6;

/** Null: it does not answer that there, or a closure throws. */
export function explained(predicate: Predicate, answer: boolean, asking: Asking): ExplainedClaim | null {
  const named = namedPartsOf(predicate);
  if (named.length > 0 && (named[0] as (typeof named)[0]).texts.length > 0 && !answer) {
    const broken = named.filter((part) => asking.answer(part.predicate) === false);
    const tried = broken.slice(0, COMPARED).flatMap((part) => {
      const found = explained(part.predicate, false, asking);
      return found === null ? [] : [{ ...found, parts: found.parts.map((each) => ({ ...each, of: part.texts })) }];
    });
    const best = tried.sort((one, other) => factsOf(one) - factsOf(other))[0];
    return best === undefined ? null : { parts: best.parts, others: broken.length - 1 };
  }
  const structure = structureOf(predicate);
  const parts = structure === null ? null : ofStructure(structure, predicate, answer, asking);
  if (parts !== null) return { parts, others: 0 };
  const part = whole({ claim: predicate, says: () => null }, answer, asking);
  return part === null ? null : { parts: [part], others: 0 };
}

/** Null: what it is made of does not tell. */
function ofStructure(
  structure: Structure,
  predicate: Predicate,
  answer: boolean,
  asking: Asking,
): readonly ClaimPart[] | null {
  switch (structure.kind) {
    case "stated": {
      const part = whole({ claim: predicate, says: structure.says }, answer, asking);
      return part === null ? null : [part];
    }
    case "at most one": {
      if (answer) return null;
      const holding = structure.among.filter(({ claim }) => asking.answer(claim) === true).slice(0, 2);
      return holding.length < 2 ? null : all(holding.map((each) => ofStated(each, true, asking)));
    }
    case "implies":
      return answer ? null : all([ofStated(structure.from, true, asking), ofStated(structure.to, false, asking)]);
  }
}

/** A claim within another one, which may be built of parts itself; its words come before theirs. */
function ofStated(stated: Stated, answer: boolean, asking: Asking): readonly ClaimPart[] | null {
  const inner = structureOf(stated.claim);
  const said = asking.words(stated.says, answer);
  if (inner === null || said !== null) {
    const part = whole(stated, answer, asking);
    return part === null ? null : [part];
  }
  return ofStructure(inner, stated.claim, answer, asking);
}

function whole({ claim, says }: Stated, answer: boolean, asking: Asking): ClaimPart | null {
  const { purse, weight, halt } = asking;
  const inquiry = asking.inquiry(claim, answer);
  const reason = smallestReason(inquiry, { budget: purse.runs, weight, halt });
  if (reason === null) return null;
  purse.runs = Math.max(0, purse.runs - reason.runs);
  return { says: asking.words(says, answer), of: [], answer, inquiry, reason };
}

function all(parts: readonly (readonly ClaimPart[] | null)[]): readonly ClaimPart[] | null {
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

function factsOf({ parts }: ExplainedClaim): number {
  return parts.reduce((sum, { reason }) => sum + reason.facts.size + (reason.proof === "tested" ? 0.5 : 0), 0);
}
