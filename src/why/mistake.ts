/**
 * Where a mistake acted: a trace beside the model without it. What of it is a guard that is too weak, an effect that is another
 * or a rule too many shows as a step; what was left out, as an instance that is missing where the trace ends or goes on for
 * ever; a claim that counts otherwise, in neither.
 */
import { countOf } from "../errors/counts.ts";
import { type InterpretedState, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { PROPERTY_KINDS } from "../model/property-kinds.ts";
import { type Change, diffStates } from "../state/diff.ts";
import { unshown } from "../trace/claim.ts";
import { type Beside, besideReference, type Deviation } from "./beside-reference.ts";
import { decisive } from "./decisive.ts";
import { type PlacedFact, placedFacts } from "./facts.ts";
import { fairnessApart } from "./fairness-beside.ts";
import { type Missing, missingIn, ownNumber } from "./omission.ts";
import type { ClaimPart } from "./parts.ts";
import type { Fact, Mistake } from "./reasons.ts";
import type { RecordedTrace } from "./recorded.ts";
import type { Reference } from "./reference.ts";
import { sampledStates } from "./sampled-states.ts";
import { sceneOf } from "./scene.ts";
import { inWords, toldTogether } from "./together.ts";
import type { Deadline } from "./trials.ts";
import { disabledBy } from "./why-not.ts";

/** States of the reference that the one is told from in which it refuses. */
const SAMPLED = 250;
/** So many of alike things are said. */
const SAID = 3;
/** And so many places that an effect leaves otherwise. */
const DIFFERENCES = 2;

export interface Compared {
  readonly model: Model;
  readonly property: Property;
  readonly recorded: RecordedTrace;
  /** Of a lasso: the state to which it comes back. */
  readonly loop: number | null;
  readonly reference: Reference;
  readonly halt?: Deadline | null;
}

export function mistakeOf(compared: Compared): Mistake {
  const { model, property, recorded, reference, halt = null } = compared;
  const beside = besideReference(model, recorded, reference);
  const made = (found: Omit<Mistake, "against">): Mistake => ({ ...found, against: reference.called });
  const { deviations, refused } = beside;
  const chosen = decisive(model, property, beside, halt);
  if (chosen !== null) return made(ofDeviation(compared, beside, chosen));
  if (beside.own.length === 0) return made(ofBeginning(compared, beside));
  if (beside.states === null) return made(ofOtherState(compared, beside));
  const isOfStates = ["state", "step"].includes(PROPERTY_KINDS[property.kind].shownBy);
  const missing = isOfStates ? [] : missingIn(model, beside, compared.loop);
  if (missing.length > 0) return made(ofOmission(compared, beside, missing));
  if (isOfStates && deviations.length === 0 && refused === null) {
    const problem = claimIn(beside, property);
    if (problem !== null) return made(plain("claim", `${problem}: what is counted differs, not what is done`));
  }
  const states = { own: recorded.states, other: beside.states };
  const assumed = fairnessApart(model, reference.model, states);
  if (assumed !== null) {
    const differs = `the fairness assumption ${assumed} is another one ${reference.where}`;
    return made(plain("fairness", `${differs}: the same steps can be taken`));
  }
  return made(plain("none", "the same steps lead to the same end"));
}

function plain(kind: Mistake["kind"], says: string): Omit<Mistake, "against"> {
  return { kind, step: null, refused: null, facts: [], says };
}

function ofDeviation(compared: Compared, beside: Beside, deviation: Deviation): Omit<Mistake, "against"> {
  const { reference } = compared;
  const { deviations, refused, texts } = beside;
  const { step, kind, would } = deviation;
  const facts: Fact[] = [];
  const at = step - 1;
  let says = `step ${step}, ${texts[at]}: `;
  if (kind === "rule") says += `there is no such step ${reference.where}`;
  else if (kind === "guard") {
    const told = refusal(compared, beside, beside.states ?? [], at, 0);
    facts.push(...told.facts);
    says += `not ${reference.where}${told.since}`;
  } else {
    const actual = beside.states?.[step] as InterpretedState;
    const changes = diffStates(actual.plain, (would as InterpretedState).plain);
    facts.push(...changes.flatMap((change) => insteadOf(change, step)));
    says += `${reference.where} ${instead(changes)}`;
  }
  if (refused !== null && refused > step) {
    const told = refusal(compared, beside, beside.own, refused - 1, 1);
    facts.push(...told.facts);
    says += `; then step ${refused}, ${texts[refused - 1]}, could not follow${told.since}`;
  }
  const others = deviations.map((each) => each.step).filter((each) => each !== step && each < step);
  if (others.length > 0)
    says += ` (it showed before, in ${others.length === 1 ? "step" : "steps"} ${inWords(others.map(String), "and")})`;
  return { kind, step, refused, facts, says };
}

/** Why the reference does not take a step, in one of these of its states, which lead there. */
function refusal(
  { reference, recorded, halt = null }: Compared,
  { interpreter, instances, texts }: Beside,
  states: readonly InterpretedState[],
  at: number,
  part: number,
): { readonly facts: readonly Fact[]; readonly since: string } {
  const state = states[at] as InterpretedState;
  const step = instances.number(texts[at] as string, state, recorded.steps[at]);
  const none = { facts: [], since: "" };
  if (step === null) return none;
  const told = tellingFacts(reference.model, states.slice(0, at + 1), step, part, { interpreter, halt });
  if (told === null) return none;
  if (told.length === 0) return { facts: [], since: ", where it is never enabled" };
  if (told.every(isUnnamed)) return { facts: told.map(({ fact }) => fact), since: "" };
  return { facts: told.map(({ fact }) => fact), since: `, since ${sentence(reference.model, told)}` };
}

/** Whether a fact is about members that nobody could name: those that occur nowhere. */
function isUnnamed({ place }: PlacedFact): boolean {
  return place.other !== null && place.kind === "member";
}

/** The facts for which an instance is disabled in the last of some states; none: it never is enabled. Null: it is. */
function tellingFacts(
  model: Model,
  states: readonly InterpretedState[],
  step: number,
  part: number,
  { interpreter, halt }: { readonly interpreter: ReturnType<typeof interpret>; readonly halt: Deadline | null },
): readonly PlacedFact[] | null {
  const scene = sceneOf(model, states);
  const at = states.length - 1;
  const sampled = sampledStates(interpreter, SAMPLED, halt);
  const found = disabledBy(
    interpreter,
    { scene, at, state: states[at] as InterpretedState, step },
    { sampled, halt, prefersWritten: true },
  );
  if (found === null) return null;
  const { inquiry, reason, places, telling } = found;
  const kept = new Map(
    telling.map((each) => places[each] as number).map((place) => [place, reason.facts.get(place) ?? []]),
  );
  const claim: Pick<ClaimPart, "inquiry" | "reason"> = { inquiry, reason: { ...reason, facts: kept } };
  return placedFacts(scene, claim, at, false, part);
}

function sentence(model: Model, facts: readonly PlacedFact[]): string {
  const named = facts.filter((fact) => !isUnnamed(fact));
  const lines = toldTogether(model, named).map(({ says, steps }) => {
    if (steps.length === 0) return says;
    return `${says} (${steps.length === 1 ? "step" : "steps"} ${steps.join(", ")})`;
  });
  const more = lines.length - SAID;
  return more > 1 ? `${lines.slice(0, SAID).join(", ")} and ${more} more` : inWords(lines, "and");
}

/** What would have been, of each place that an effect left otherwise. */
function instead(changes: readonly Change[]): string {
  const said = changes.flatMap((change) => {
    if (change.kind === "set") return [`${change.path} would be ${change.after}, not ${change.before}`];
    return [
      ...change.added.map((member) => `${change.path} would have ${member}`),
      ...change.removed.map((member) => `${change.path} would not have ${member}`),
    ];
  });
  const more = said.length - DIFFERENCES;
  const told = more > 1 ? [...said.slice(0, DIFFERENCES), countOf(more, "more difference")] : said;
  return told.length < 2 ? told.join("") : `${told.slice(0, -1).join(", ")}, and ${told.at(-1)}`;
}

function insteadOf(change: Change, step: number): readonly Fact[] {
  const [field = ""] = change.path.split("[");
  const fact = (place: string, value: string, allowed: string, says: string): Fact => ({
    when: "after",
    place,
    field,
    value,
    allowed: [allowed],
    step,
    part: 0,
    says,
  });
  if (change.kind === "set")
    return [fact(change.path, change.before, change.after, `${change.path} is ${change.before}`)];
  return [
    ...change.added.map((each) => fact(`${each} in ${change.path}`, "false", "true", `${change.path} lacks ${each}`)),
    ...change.removed.map((each) => fact(`${each} in ${change.path}`, "true", "false", `${change.path} has ${each}`)),
  ];
}

function ofOmission(compared: Compared, beside: Beside, missing: readonly Missing[]): Omit<Mistake, "against"> {
  const { model, reference, loop, recorded, halt = null } = compared;
  const [first] = missing as readonly [Missing];
  const at = first.states[0] as number;
  const found = ownNumber(model, first.rule, beside.states?.[at] as InterpretedState);
  const told =
    found === null
      ? []
      : (tellingFacts(model, recorded.states.slice(0, at + 1), found.step, 0, {
          interpreter: interpret(model),
          halt,
        }) ?? []);
  const more = missing.length - SAID;
  const names = missing.map(({ rule }) => rule);
  const all =
    more > 1 ? `${names.slice(0, SAID).join(", ")} and ${countOf(more, "more instance")}` : inWords(names, "and");
  const size = loop === null ? 1 : Math.max(1, recorded.states.length - 1 - loop);
  const where =
    size === 1
      ? "in the last state"
      : first.states.length === size
        ? "in every state of the loop"
        : `in ${countOf(first.states.length, "state")} of the loop`;
  const since = told.every(isUnnamed)
    ? ""
    : `; here ${missing.length === 1 ? "it" : first.rule} is not, since ${sentence(model, told)}`;
  const [are, they] = missing.length === 1 ? ["is", "it is"] : ["are", "they are"];
  const says = `${all} ${are} missing: ${reference.where} ${they} enabled ${where}${since}`;
  return { kind: "omission", step: null, refused: null, facts: told.map(({ fact }) => fact), says };
}

/** The first state is none that the reference begins in. */
function ofBeginning({ reference, recorded }: Compared, beside: Beside): Omit<Mistake, "against"> {
  const actual = beside.states?.[0] ?? (recorded.states[0] as InterpretedState);
  const isAlike = beside.states !== null;
  let fewest: readonly Change[] | null = null;
  let looked = 0;
  for (const state of isAlike ? beside.interpreter.eachInitialState() : []) {
    const changes = diffStates(actual.plain, state.plain);
    if (fewest === null || changes.length < fewest.length) fewest = changes;
    if (++looked > SAMPLED) break;
  }
  const says = `it begins otherwise ${reference.where}${fewest === null ? "" : `: ${instead(fewest)}`}`;
  return {
    kind: "initial",
    step: null,
    refused: null,
    facts: (fewest ?? []).flatMap((each) => insteadOf(each, 0)),
    says,
  };
}

/** States cannot be compared: only what the reference refuses of its own is known. */
function ofOtherState(compared: Compared, beside: Beside): Omit<Mistake, "against"> {
  const { reference } = compared;
  const { refused, texts, instances, own } = beside;
  if (refused === null) return plain("state", "its states are others, and it takes the same steps");
  const at = refused - 1;
  const text = texts[at] as string;
  const isThere = instances.hasRuleOf(text);
  const told = isThere ? refusal(compared, beside, own, at, 0) : { facts: [], since: "" };
  const why = isThere ? `not ${reference.where}${told.since}` : `there is no such step ${reference.where}`;
  return {
    kind: isThere ? "guard" : "rule",
    step: refused,
    refused,
    facts: told.facts,
    says: `step ${refused}, ${text}: ${why} (states are others there: this is the first step that it does not take)`,
  };
}

/** That the reference's claim of the same name is true at the trace's end; null: it is not, or throws. */
function claimIn({ reference, interpreter, states }: Beside, property: Property): string | null {
  const other = reference.model.properties.find(({ name, kind }) => name === property.name && kind === property.kind);
  if (other === undefined) return `there is no claim called ${property.name} ${reference.where}`;
  const last = states?.at(-1) as InterpretedState;
  try {
    const problem = unshown(reference.model, interpreter, { kind: "property", property: other }, states?.at(-2), last);
    return problem === null ? null : `${reference.where} the same steps are taken, and ${problem}`;
  } catch {
    return null;
  }
}
