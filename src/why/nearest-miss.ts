/**
 * Of something that is never reached, a state that comes closest to it: one in which the fewest places would have to have
 * something else. What is missing there, what is there already, and why no rule brings the rest. States are looked at nearest
 * to the beginning first, so that of equally close ones the shortest way is told.
 *
 * Law: with what is missing the predicate is true there. Where one place is all that is missing none comes closer, since the
 * predicate is true in none; otherwise it is the closest of what was tried.
 */
import { countOf } from "../errors/counts.ts";
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { stepText } from "../program/instances.ts";
import { type Alternatives, alternativesOf } from "./alternatives.ts";
import { refutedBy } from "./explore-facts.ts";
import { type FoundState, firstStates, wayTo } from "./first-states.ts";
import type { Inquiry } from "./inquiry.ts";
import { codeText, placeText } from "./place-text.ts";
import type { FactPlace } from "./places.ts";
import type { NearestMiss, WhyNot } from "./reasons.ts";
import { factSays } from "./sayings.ts";
import { ofState, type Scene, sceneOf } from "./scene.ts";
import { smallestReason } from "./smallest-reason.ts";
import { inWords, type ToldFact, toldTogether } from "./together.ts";
import { type Deadline, Trials } from "./trials.ts";
import { whyDisabled } from "./why-not.ts";
import { stepsThatWrite } from "./writers.ts";

/** States that are looked at. */
const STATES = 2000;
/** Runs of the predicate for all of them together, for each number of changes. */
const RUNS = 12_000;
/** Runs in one state where more than one place is changed: of states so many are looked at as these allow, evenly. */
const RUNS_IN_ONE = 300;
/** Places that are changed together. */
const CHANGES = 3;
/** Equally close states that are compared. */
const COMPARED = 100;
/** Ways of equal length that are told. */
const WAYS = 4;
/** Disabled instances of which it is said why. */
const REFUSED = 2;

/** Places and what they would have to have. */
type Changes = ReadonlyMap<number, number>;

/** Where it is looked for, and how long. */
export interface NearestAsked {
  /** The states of a trace, from the last of which on nothing reaches it; absent: from the beginning on. */
  readonly states?: readonly InterpretedState[];
  readonly halt?: Deadline | null;
}

/** Null: none was found in which few changes make it true, or it is true in one of them. */
export function nearestMiss(
  model: Model,
  property: Property,
  { states = [], halt = null }: NearestAsked = {},
): NearestMiss | null {
  const interpreter = interpret(model);
  const begin = states.length === 0 ? interpreter.eachInitialState() : states.slice(-1);
  const before = states.slice(0, -1);
  const { found } = firstStates(interpreter, begin, STATES, halt);
  if (found.length === 0) return null;
  const predicate = property.predicate as (state: object) => unknown;
  const scene = sceneOf(model, [...before, ...found.map(({ state }) => state)], { predicates: [predicate] });
  const from = before.length;
  const isBrought = ({ at, ways }: Closest) => {
    const { state } = found[at - from] as FoundState;
    const first = [...(ways[0] as Changes)];
    return first.some(
      ([place, code]) => stepsThatWrite(scene, at, state, (written) => written.get(place) === code).length > 0,
    );
  };
  const closest = closestOf(scene, predicate, { from, isBrought, halt });
  if (closest === null) return null;
  const { at, ways } = closest;
  const taken = wayTo(found, at - from);
  const way = [...before.keys(), ...taken.map((each) => each + from)];
  const [first] = ways as readonly [Changes];
  const missing = [...first].map(([place, code]) => factOf(scene, way, place, code));
  const present = alreadyThere(scene, predicate, way, at, first, halt);
  const refused = refusedOf({ model, interpreter, scene, found, from, at, ways, halt });
  return {
    steps: stepsAlong(scene, found, taken),
    missing: missing.map(({ fact }) => fact),
    present: present.map(({ fact }) => fact),
    refused,
    proof: first.size === 1 ? "proved" : "tested",
    states: found.length,
    says: saysOf(scene, { where: whereText(taken.length - 1, states.length > 0), ways, present, refused }),
  };
}

interface Closest {
  readonly at: number;
  readonly ways: readonly Changes[];
}

/** Of equally close ones the first in which an effect would bring what is missing, if there is one among those compared. */
function closestOf(
  scene: Scene,
  predicate: (state: object) => unknown,
  {
    from,
    isBrought,
    halt,
  }: {
    readonly from: number;
    readonly isBrought: (found: Closest) => boolean;
    readonly halt: Deadline | null;
  },
): Closest | null {
  const { length } = scene.codes;
  for (let changes = 1; changes <= CHANGES; changes++) {
    const inOne = changes === 1 ? RUNS : RUNS_IN_ONE;
    const apart = changes === 1 ? 1 : Math.max(1, Math.ceil(((length - from) * RUNS_IN_ONE) / RUNS));
    let left = RUNS;
    let best: Closest | null = null;
    let compared = 0;
    for (let at = from; at < length && left > 0; at += apart) {
      if (halt?.isOver() === true) return best;
      const inquiry: Inquiry = { ...ofState(scene, at, predicate, false), others: [] };
      const runs = new Trials(inquiry, Math.min(left, inOne), halt);
      const start = runs.of(new Map());
      if (!start.stays) return null;
      const ways = waysOf(runs, alternativesOf(inquiry), changes);
      left -= runs.made;
      if (ways.length === 0) continue;
      if (isBrought({ at, ways })) return { at, ways };
      best ??= { at, ways };
      if (++compared === COMPARED) break;
    }
    if (best !== null) return best;
  }
  return null;
}

/** So many places changed, of those that the predicate looks at, for which it is true; the paths of the closure each once. */
function waysOf(runs: Trials, alternatives: (place: number) => Alternatives, most: number): readonly Changes[] {
  const ways: Changes[] = [];
  let waiting: Changes[] = [new Map()];
  for (let changes = 1; changes <= most; changes++) {
    const next: Changes[] = [];
    for (const flips of waiting) {
      const { reads } = runs.of(flips);
      const from = reads.findLastIndex((place) => flips.has(place)) + 1;
      for (const place of reads.slice(from))
        for (const code of alternatives(place).codes) {
          if (!runs.mayGoOn) return ways;
          const changed = new Map(flips).set(place, code);
          const run = runs.of(changed);
          if (run.stays) next.push(changed);
          else if (refutedBy(runs, new Map(), changed, run)?.length === changed.size) ways.push(changed);
          if (ways.length >= WAYS) return ways;
        }
    }
    if (ways.length > 0) return ways;
    waiting = next;
  }
  return ways;
}

/** A fact of the closest state, or of what is missing there: `code` is what it would have. */
function factOf({ model, places, codes }: Scene, way: readonly number[], at: number, code: number): ToldFact {
  const place = places.list[at] as FactPlace;
  const now = codes[way.at(-1) as number]?.[at] as number;
  let step = way.length - 1;
  while (step > 0 && codes[way[step - 1] as number]?.[at] === now) step--;
  const fact = {
    when: "after" as const,
    place: placeText(place),
    field: place.field,
    value: codeText(place, now),
    allowed: [codeText(place, code)],
    step,
    part: 0,
    says: factSays(model, { place, code, when: "now" }),
  };
  return { fact, place, code };
}

/** What the predicate would be true for, beside what is missing. */
function alreadyThere(
  scene: Scene,
  predicate: (state: object) => unknown,
  way: readonly number[],
  at: number,
  changes: Changes,
  halt: Deadline | null,
): readonly ToldFact[] {
  const actual = Int32Array.from(scene.codes[at] as Int32Array);
  for (const [place, code] of changes) actual[place] = code;
  const inquiry: Inquiry = { ...ofState(scene, at, predicate, true), actual, others: [scene.codes[at] as Int32Array] };
  const reason = smallestReason(inquiry, { budget: RUNS_IN_ONE, halt });
  const facts = [...(reason?.facts.keys() ?? [])].filter((place) => !changes.has(place));
  return facts
    .map((place) => factOf(scene, way, place, actual[place] as number))
    .sort((one, other) => one.fact.step - other.fact.step);
}

interface Refusing {
  readonly model: Model;
  readonly interpreter: Interpreter;
  readonly scene: Scene;
  readonly found: readonly FoundState[];
  /** Where they begin among the scene's. */
  readonly from: number;
  readonly at: number;
  readonly ways: readonly Changes[];
  readonly halt: Deadline | null;
}

/** Of what would bring it, why it is disabled. */
function refusedOf({ model, interpreter, scene, found, from, at, ways, halt }: Refusing): readonly WhyNot[] {
  const { state } = found[at - from] as FoundState;
  const told: WhyNot[] = [];
  for (const changes of ways)
    for (const [place, code] of changes)
      for (const step of stepsThatWrite(scene, at, state, (written) => written.get(place) === code)) {
        if (told.length >= REFUSED || halt?.isOver() === true) return told;
        const why = whyDisabled(model, interpreter, state, step, { sampled: sampledOf(found), halt });
        if (why !== null && told.every(({ rule }) => rule !== why.rule)) told.push(why);
      }
  return told;
}

function sampledOf(found: readonly FoundState[]): readonly InterpretedState[] {
  return found.map(({ state }) => state);
}

function stepsAlong({ closures }: Scene, found: readonly FoundState[], way: readonly number[]): readonly string[] {
  return way.slice(1).map((at) => {
    const { step, from } = found[at] as FoundState;
    const { state } = found[from] as FoundState;
    return stepText(closures.instances, step, storedMembers(closures.model.schema, state.stored));
  });
}

interface Told {
  readonly where: string;
  readonly ways: readonly Changes[];
  readonly present: readonly ToldFact[];
  readonly refused: readonly WhyNot[];
}

function whereText(steps: number, isOfTrace: boolean): string {
  if (steps === 0) return isOfTrace ? "there" : "in the initial state";
  return isOfTrace ? `after ${countOf(steps, "more step")}` : `after ${countOf(steps, "step")}`;
}

/** `one fact short after 5 steps: a3 accepted v1 in ballot 0, and neither ...`. */
function saysOf({ model, places }: Scene, { where, ways, present, refused }: Told): string {
  const [first] = ways as readonly [Changes];
  const short = first.size === 1 ? "one fact short" : `${countOf(first.size, "fact")} short`;
  const lines = (facts: readonly ToldFact[], last: "and" | "or" = "and") =>
    inWords(
      toldTogether(model, facts, last).map(({ says }) => says),
      last,
    );
  const asFacts = (changes: Changes) =>
    [...changes].map(([place, code]): ToldFact => {
      const of = places.list[place] as FactPlace;
      const says = factSays(model, { place: of, code, when: "now" });
      const fact = { when: "after", place: placeText(of), field: of.field, value: "", allowed: [], step: 0 } as const;
      return { fact: { ...fact, part: 0, says }, place: of, code };
    });
  const missing =
    first.size === 1
      ? lines(ways.flatMap(asFacts), "or")
      : inWords(
          ways.map((changes) => lines(asFacts(changes))),
          "or",
        );
  const there = present.length === 0 ? "" : `${lines(present)}; `;
  const why = refused.map(({ rule, facts, telling }) =>
    telling.length === 0
      ? `${rule} is never enabled`
      : `${rule} is disabled, since ${inWords(
          telling.map((each) => facts[each]?.says ?? ""),
          "and",
        )}`,
  );
  const brought = why.length === 0 ? "; no effect that was tried there brings it" : `; ${why.join("; ")}`;
  return `${short} ${where}: ${there}missing: ${missing}${brought}`;
}
