/**
 * Which steps of a trace mattered, for what, and in which order they are best told. The steps that the facts rest on are
 * replayed without the others before they are called all that mattered: a replay that does not show the same lets every
 * step matter.
 *
 * Law: in a shortest counterexample every step matters, since those that do are a counterexample.
 */
import { interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import { instancesOf } from "../program/instances.ts";
import { type Claim, unshown } from "../trace/claim.ts";
import { inChapters, type ToldChapter } from "./chapters.ts";
import { type Backwards, broughtBy, goBack } from "./going-back.ts";
import type { Chapter, Slice } from "./reasons.ts";
import { type RecordedTrace, takenInOrder } from "./recorded.ts";
import type { Scene } from "./scene.ts";
import type { Deadline } from "./trials.ts";

/** A fact of the reason, as a place of the scene: of two states, places of the second behind those of the first. */
export interface SlicedFact {
  readonly place: number;
  /** The codes that it may have, first the one that it has. */
  readonly codes: readonly number[];
  /** The part of the claim that it belongs to. */
  readonly part: number;
}

export interface Sliced {
  readonly model: Model;
  readonly claim: Claim;
  /** Of all states of the trace. */
  readonly scene: Scene;
  readonly recorded: RecordedTrace;
  /** Whether the facts are about the last step, and their places come twice. */
  readonly isPair: boolean;
  /** In the order of `Why.facts`. */
  readonly facts: readonly SlicedFact[];
  /** What a chapter is called that is about this part, or about one fact if there is one part only. */
  readonly says: (about: { readonly part: number } | { readonly fact: number }) => string;
  /** Steps that are key whatever the facts say: where a mistake acted. */
  readonly key?: readonly number[];
  /** Runs of closures for all steps; absent: 10,000. */
  readonly runs?: number;
  readonly halt?: Deadline | null;
}

/** Orders that are replayed, until one is a behaviour. */
const REPLAYED = 6;

/** Null: a step could not be explained within these runs, or before it had to end. */
export function sliceOf(asked: Sliced): Slice | null {
  const { scene, recorded, isPair, facts, runs, halt = null } = asked;
  const size = scene.places.list.length;
  const asks = facts.map(({ place, codes }) => ({ place: place % size, codes, isBefore: isPair && place < size }));
  const back = goBack(scene, recorded, asks, { halt, ...(runs !== undefined && { runs }) });
  if (back === null) return null;
  const { cones } = back;
  const all = recorded.steps.map((_, at) => at + 1);
  const found = [...new Set(cones.flat())].sort((one, other) => one - other);
  const isAll = found.length === all.length;
  const matters = isAll || shows(asked, found) ? found : all;
  const end = recorded.steps.length;
  const wrote = asks.map(({ place, codes, isBefore }) =>
    broughtBy(scene.codes, place, codes.slice(0, 1), isBefore ? end - 1 : end),
  );
  const key = new Set([...wrote.filter((step) => step > 0), ...(isPair ? [end] : []), ...(asked.key ?? [])]);
  return {
    matters,
    key: [...key].sort((one, other) => one - other),
    cones,
    chapters: matters === found ? chaptersOf(asked, back, found) : null,
  };
}

/** Subjects are the parts of the claim; of a claim without parts, its facts. Those that rest on the same steps are one. */
function chaptersOf(asked: Sliced, { needed, cones }: Backwards, steps: readonly number[]): Chapter[] | null {
  const { facts, scene, says } = asked;
  const parts = [...new Set(facts.map(({ part }) => part))];
  const isByPart = parts.length > 1;
  const subjects = new Map<string, { part: number; says: string; steps: readonly number[] }>();
  const groups = isByPart
    ? parts.map((part) => ({
        part,
        says: says({ part }),
        at: facts.flatMap((fact, at) => (fact.part === part ? [at] : [])),
      }))
    : facts.map(({ part }, fact) => ({ part, says: says({ fact }), at: [fact] }));
  for (const { part, says: called, at } of groups) {
    const cone = [...new Set(at.flatMap((fact) => cones[fact] as readonly number[]))].sort((one, other) => one - other);
    const key = cone.join();
    const known = subjects.get(key);
    if (cone.length > 0) subjects.set(key, known ?? { part, says: called, steps: cone });
  }
  const listed = [...subjects.values()];
  if (listed.length < 2) return null;
  const tellings = inChapters(
    scene.codes,
    steps,
    needed,
    listed.map((each) => each.steps),
  );
  const told = tellings.slice(0, REPLAYED).find((chapters) =>
    shows(
      asked,
      chapters.flatMap((each) => each.steps),
    ),
  );
  if (told === undefined || told.length < 2) return null;
  return told.map(({ subject, steps: own }: ToldChapter) => {
    const { part, says: called } = listed[subject] as (typeof listed)[number];
    return { says: called, part, steps: own };
  });
}

/** Whether these steps, in this order and without the others, show what the trace shows. */
function shows({ model, claim, recorded }: Sliced, order: readonly number[]): boolean {
  const interpreter = interpret(model);
  const taken = takenInOrder(model, interpreter, instancesOf(model.rules), recorded, order);
  const last = taken?.states.at(-1);
  if (taken === null || last === undefined) return false;
  try {
    return unshown(model, interpreter, claim, taken.states.at(-2), last) === null;
  } catch {
    return false;
  }
}
