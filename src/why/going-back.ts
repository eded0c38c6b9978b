/**
 * From facts at the end of a behaviour back to the steps that they rest on (Weiser 1984: a backward slice). The facts are
 * demanded where the behaviour ends, and of every state before what is needed for them there. A step matters if it brought
 * a demanded place to a value that is demanded; what it needed for that, to be enabled and to leave every demanded place
 * that it writes as demanded, is demanded in the state before it. A step that does not matter leaves all demands as they are.
 *
 * Law: where every need was proved, and no step writes a demanded place that it left alone in the behaviour, the steps that
 * matter are a behaviour that ends with the facts, taken without the others: by induction, each is taken in a state with the
 * facts that it needs. Whoever shows them replays them all the same.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { FactSet } from "./explore-facts.ts";
import type { RecordedTrace } from "./recorded.ts";
import { ofEffect, type Scene } from "./scene.ts";
import { type Reason, smallestReason } from "./smallest-reason.ts";
import type { Deadline } from "./trials.ts";

/** Runs of closures that a step is explained with. */
const STEP_RUNS = 600;
/** And all of them together. */
const ALL_RUNS = 10_000;
/** What a fact costs that has not been so from the beginning: of equal needs those are taken that nobody has to write. */
const WRITTEN_WEIGHT = 1.1;

/** What a step needed of the state before it; `step` one more than the last: what was demanded of the end. */
export interface StepNeed {
  readonly step: number;
  readonly facts: FactSet;
}

/** What is demanded of a place, and for which of the facts that were asked about. */
interface Demand {
  readonly place: number;
  readonly codes: readonly number[];
  readonly for: ReadonlySet<number>;
}

export interface Backwards {
  /** For each fact that was asked about the steps that it rests on, from 1, ascending. */
  readonly cones: readonly (readonly number[])[];
  readonly needed: readonly StepNeed[];
  readonly runs: number;
}

/** A fact to go back from: about the state before the last step, or about the last state. */
export interface AskedFact {
  readonly place: number;
  readonly codes: readonly number[];
  readonly isBefore: boolean;
}

/**
 * Back from these facts; `scene`: of all states. With one about the state before the last step, that step matters for all.
 * What a step needs is found for each of the facts that it matters for by itself, so that each has its own steps; a demand
 * that a step leaves as it should be is kept, and is the step's to leave so. Null: a step could not be explained.
 */
export function goBack(
  scene: Scene,
  recorded: RecordedTrace,
  asked: readonly AskedFact[],
  { runs: budget = ALL_RUNS, halt = null }: { readonly runs?: number; readonly halt?: Deadline | null } = {},
): Backwards | null {
  const { codes } = scene;
  const end = recorded.steps.length;
  const isOfStep = asked.some(({ isBefore }) => isBefore);
  const cones = asked.map(() => new Set<number>());
  const atEnd = asked.flatMap(({ isBefore, ...fact }, at) => (isBefore ? [] : [{ ...fact, for: new Set([at]) }]));
  const needed: StepNeed[] = [{ step: end + 1, facts: setOf(atEnd) }];
  let demands = merged(atEnd);
  let runs = 0;
  for (let step = end; step > 0; step--) {
    const [old, now] = [codes[step - 1] as Int32Array, codes[step] as Int32Array];
    const isBrought = ({ place, codes: may }: Demand) => !may.includes(old[place] as number);
    const brought = demands.filter(isBrought);
    const isLast = isOfStep && step === end;
    if (brought.length === 0 && !isLast) continue;
    const left = demands.filter((each) => !isBrought(each));
    const groups = byFacts(isLast ? [] : brought);
    if (isLast) groups.push({ for: new Set(asked.keys()), demands: brought });
    const before: Demand[] = isLast
      ? asked.flatMap(({ isBefore, ...fact }, at) => (isBefore ? [{ ...fact, for: new Set([at]) }] : []))
      : [];
    for (const [nth, group] of groups.entries()) {
      const kept = nth === 0 ? left.filter(({ place }) => old[place] !== now[place]) : [];
      const reason = needs(scene, recorded, step, setOf([...group.demands, ...kept]), budget - runs, halt);
      if (reason === null) return null;
      runs += reason.runs;
      for (const at of group.for) cones[at]?.add(step);
      for (const [place, may] of reason.facts) before.push({ place, codes: may, for: group.for });
    }
    needed.push({ step, facts: setOf(before) });
    demands = merged([...left, ...before]);
  }
  return { cones: cones.map((cone) => [...cone].sort((one, other) => one - other)), needed, runs };
}

/** What a step needed to be enabled, and to leave these places with such values. */
function needs(
  scene: Scene,
  recorded: RecordedTrace,
  step: number,
  demanded: FactSet,
  runs: number,
  halt: Deadline | null,
): Reason | null {
  if (runs <= 0 || halt?.isOver() === true) return null;
  const { stored } = recorded.states[step - 1] as InterpretedState;
  const number = recorded.steps[step - 1] as number;
  const instance = scene.closures.instance(number, storedMembers(scene.model.schema, stored));
  const [first] = scene.codes as readonly [Int32Array];
  const inquiry = ofEffect(scene, step - 1, instance, demanded);
  const weight = (place: number) => (inquiry.actual[place] === first[place] ? 1 : WRITTEN_WEIGHT);
  return smallestReason(inquiry, { budget: Math.min(runs, STEP_RUNS), weight, halt });
}

/** Demands of the same as one. */
function merged(demands: readonly Demand[]): Demand[] {
  const found = new Map<string, Demand>();
  for (const demand of demands) {
    const key = `${demand.place} ${demand.codes.toSorted((one, other) => one - other)}`;
    const known = found.get(key);
    found.set(key, known === undefined ? demand : { ...known, for: new Set([...known.for, ...demand.for]) });
  }
  return [...found.values()];
}

/** Demands by what they are for. */
function byFacts(demands: readonly Demand[]): { readonly for: ReadonlySet<number>; readonly demands: Demand[] }[] {
  const groups = new Map<string, { for: ReadonlySet<number>; demands: Demand[] }>();
  for (const demand of demands) {
    const key = [...demand.for].sort((one, other) => one - other).join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { for: demand.for, demands: [demand] });
    else group.demands.push(demand);
  }
  return [...groups.values()];
}

/** All demands together: of several on one place what each allows. */
function setOf(demands: readonly Pick<Demand, "place" | "codes">[]): FactSet {
  const set = new Map<number, readonly number[]>();
  for (const { place, codes } of demands) {
    const known = set.get(place);
    set.set(place, known === undefined ? codes : known.filter((code) => codes.includes(code)));
  }
  return set;
}

/** The step, up to `until`, since which a place has had values that are demanded; 0: it always has. */
export function broughtBy(
  codes: readonly Int32Array[],
  place: number,
  allowed: readonly number[],
  until: number,
): number {
  let at = until;
  while (at > 0 && allowed.includes((codes[at - 1] as Int32Array)[place] as number)) at--;
  return at;
}
