/**
 * The worker's side of the induction page: an invariant made of what the model offers and of what was written on the page is
 * judged by the prover that the command line runs, and each candidate by itself by the checker, against all reachable states.
 */
import { check } from "../../check/check.ts";
import { type InterpretedState, interpret } from "../../interpret/interpret.ts";
import { instantiate, type NamedProtocol } from "../../model/instance.ts";
import type { Model } from "../../model/model.ts";
import { noteDescent } from "../../model/origin.ts";
import { defaultsOf } from "../../model/parameters.ts";
import type { Property } from "../../model/property.ts";
import { askedInvariant, isSameClaim } from "../../prove/asked-invariant.ts";
import type { InductionCounterexample } from "../../prove/proof.ts";
import { proofWith } from "../../prove/prove.ts";
import type { Change } from "../../state/diff.ts";
import { beginningAt } from "../../trace/escape.ts";
import { statesAlong } from "../../trace/replay.ts";
import type { Trace } from "../../trace/trace.ts";
import { codeText, collectionText, memberText, placeText } from "../../why/place-text.ts";
import { factSays } from "../../why/sayings.ts";
import { sceneOf } from "../../why/scene.ts";
import { atomText } from "./atom.ts";
import { conjunctOfCandidate } from "./candidate.ts";
import type { InductionAnswer, InductionQuestion, JudgedCandidate, OfferedConjunct, PictureFact } from "./question.ts";

/** How long one candidate is looked for among the reachable states. */
const LOOKING_MS = 20_000;
/** Facts of a state that are shown. */
const MOST_FACTS = 400;

/** Throws `bad-candidate`, and what `prove` throws. */
export async function judgedInduction(found: NamedProtocol, question: InductionQuestion): Promise<InductionAnswer> {
  const { parameters: given, mutant, candidates, table } = question;
  const { model, parameters } = instantiate(found, given, mutant);
  const defaults = defaultsOf(found.protocol.protocol.parameters);
  noteDescent(model, { declaration: null, parameters, defaults, mutant, isSaid: true, elsewhere: null });
  const all = offeredBy(model);
  const chosen = question.offered.flatMap((name) => all.find((each) => each.offered.name === name)?.conjunct ?? []);
  const written = candidates.map((each) => conjunctOfCandidate(model, each));
  const conjuncts = [...chosen, ...written];
  const goals = model.properties.filter(
    (each) => each.kind === "always" && !conjuncts.some((conjunct) => isSameClaim(conjunct, each)),
  );
  const names = conjuncts.map(({ name }) => name);
  const { proof, codes } = await proofWith(model, { names, conjuncts, goals }, { table });
  const judged: JudgedCandidate[] = [];
  for (const each of written) judged.push(await judgedCandidate(model, each, question.found));
  return {
    proof: { ...proof, model: found.name, parameters, mutant },
    picture: pictureOf(model, proof.counterexample, codes),
    codes: codes === null ? null : [...codes],
    candidates: judged,
    offered: all.map(({ offered }) => offered),
  };
}

interface Offered {
  readonly offered: OfferedConjunct;
  readonly conjunct: Property;
}

/** Claims under `always`, and conjuncts of invariants; the same claim once, and names that stand for two told apart. */
function offeredBy(model: Model): readonly Offered[] {
  const all: { name: string; invariants: string[]; readonly conjunct: Property }[] = [];
  const add = (conjunct: Property, invariant: string | null) => {
    const same = all.find((each) => isSameClaim(each.conjunct, conjunct));
    if (same !== undefined) {
      if (invariant !== null) same.invariants.push(invariant);
      return;
    }
    const isTaken = all.some(({ name }) => name === conjunct.name);
    const name = isTaken && invariant !== null ? `${invariant}: ${conjunct.name}` : conjunct.name;
    all.push({ name, invariants: invariant === null ? [] : [invariant], conjunct: { ...conjunct, name } });
  };
  for (const claim of model.properties) if (claim.kind === "always") add(claim, null);
  for (const { name, conjuncts } of model.invariants) for (const conjunct of conjuncts) add(conjunct, name);
  return all.map(({ conjunct, ...offered }) => ({ conjunct, offered }));
}

/** What the page shows first: the conjuncts of what was asked for, by the names that they are offered by. */
export function offeredOf(model: Model, asked: readonly string[]): readonly string[] {
  const offered = offeredBy(model);
  return askedInvariant(model, asked).conjuncts.flatMap(
    (conjunct) => offered.find((each) => isSameClaim(each.conjunct, conjunct))?.offered.name ?? [],
  );
}

async function judgedCandidate(
  model: Model,
  property: Property,
  found: InductionQuestion["found"],
): Promise<JudgedCandidate> {
  const { verdict, counterexamples } = await check(
    { ...model, properties: [property] },
    { symmetry: false, judgeAgain: false, timeMs: LOOKING_MS },
  );
  const { outcome } = verdict.properties[0] ?? { outcome: "undecided" };
  const [counterexample] = counterexamples.filter((each) => each.property === property.name);
  return {
    name: property.name,
    holds: outcome === "violated" ? "no" : outcome === "holds" && verdict.complete ? "yes" : "unknown",
    states: verdict.states.distinct,
    way: outcome === "violated" && counterexample !== undefined ? wayOf(counterexample.trace) : null,
    rulesOut: found.map((codes) => isFalseAt(model, property, codes)),
  };
}

function isFalseAt(model: Model, property: Property, codes: readonly number[]): boolean {
  const [state] = statesAlong(beginningAt(model, Int32Array.from(codes)), { initial: 0, steps: [] });
  try {
    return state !== undefined && !interpret(model).holds(property, state, state);
  } catch {
    return false;
  }
}

/** Each step with what it changed, in a line. */
function wayOf(trace: Trace): readonly string[] {
  return trace.steps.map(({ rule, arguments: bound, changes }) => {
    const given = bound.length === 0 ? "" : `(${bound.map(([name, value]) => `${name}: ${value}`).join(", ")})`;
    return `${rule}${given}: ${changes.length === 0 ? "nothing changes" : changes.map(changeText).join("; ")}`;
  });
}

function changeText(change: Change): string {
  const path = change.shown ?? change.path;
  if (change.kind === "set") return `${path} ${change.before} → ${change.after}`;
  const { added = [], removed = [] } = change;
  return `${path} ${[...added.map((each) => `+ ${each}`), ...removed.map((each) => `- ${each}`)].join(", ")}`;
}

/** The first state of a counterexample, fact by fact, those first on which it rests. */
function pictureOf(
  model: Model,
  counterexample: InductionCounterexample | null,
  codes: Int32Array | null,
): readonly PictureFact[] {
  if (counterexample === null || codes === null) return [];
  const steps = counterexample.kind === "step" ? counterexample.trace.steps.map(({ step }) => step) : [];
  const states = statesAlong(beginningAt(model, codes), { initial: 0, steps });
  const scene = sceneOf(model, states as readonly InterpretedState[]);
  const [before, after] = scene.codes as readonly [Int32Array, Int32Array | undefined];
  const rests = new Set(counterexample.facts.map(({ place }) => place));
  const facts = scene.places.list.flatMap((place, at): readonly PictureFact[] => {
    const code = before[at] as number;
    if (place.other !== null && place.kind === "member") return [];
    const text = placeText(place);
    const value = codeText(place, code);
    const isAbsence = place.kind === "member" ? code === 0 : place.kind === "item" && code === 0;
    const became = after?.[at];
    const isChanged = became !== undefined && became !== code;
    const matters = rests.has(text);
    if (isAbsence && place.kind === "item" && !matters && !isChanged) return [];
    const member = place.kind === "member" ? memberText(place) : "";
    return [
      {
        atom: atomText({ kind: place.kind, holder: collectionText(place), member, index: place.index, value }),
        says: factSays(model, { place, code, when: "now" }),
        field: place.field,
        place: text,
        before: value,
        after: isChanged ? codeText(place, became) : null,
        matters,
        isAbsence,
      },
    ];
  });
  const rank = (fact: PictureFact) => (fact.matters ? 0 : fact.after !== null ? 1 : fact.isAbsence ? 3 : 2);
  return facts.sort((one, other) => rank(one) - rank(other)).slice(0, MOST_FACTS);
}
