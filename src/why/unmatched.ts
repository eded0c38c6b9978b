/**
 * Why a link is false where a trace ends: what its last step changes of the abstract state, which no abstract step does, and
 * what comes closest. Rule instances that would do just that and are disabled, with why they are; then the enabled ones, the
 * less their result differs the better. Of an initial state: the initial states of the abstract model that are closest to it.
 */
import { type InterpretedState, interpret } from "../interpret/interpret.ts";
import { eachInstance, storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import type { Link } from "../model/refinement/link.ts";
import { instancesOf, stepText } from "../program/instances.ts";
import { type Change, diffStates } from "../state/diff.ts";
import { mappedBehaviour } from "../trace/mapped-behaviour.ts";
import { sampledStates } from "./sampled-states.ts";
import { inWords } from "./together.ts";
import type { Deadline } from "./trials.ts";
import { whyDisabled } from "./why-not.ts";

/** So many of the nearest are told. */
const TOLD = 3;
/** Instances and initial states that are tried; there may be more than a reader waits for. */
const TRIED = 50_000;
/** States that tell which facts keep an instance disabled. */
const SAMPLED = 1000;
/** Changes that are said; of more, how many. */
const SAID = 4;

/** What was not found, and what came closest: a line each. */
export interface Unmatched {
  readonly says: string;
  readonly nearest: readonly string[];
}

/** `behaviour`: the states of the trace. */
export function unmatched(
  model: Model,
  link: Link<Model>,
  behaviour: readonly InterpretedState[],
  halt: Deadline | null,
): Unmatched {
  const mapped = mappedBehaviour(link, interpret(model), behaviour.slice(-2));
  const called = link.model.name ?? link.name;
  const [before, after] = mapped.states as readonly [InterpretedState, InterpretedState?];
  if (after === undefined) return unmatchedStart(link, called, before, halt);
  const changes = changesText(diffStates(before.plain, after.plain));
  const says = `${called} has no step there that does this and no more: ${changes}`;
  return { says, nearest: nearestSteps(mapped.model, link, { before, after, halt }) };
}

/** An instance, where it leads, and how far that is from where it should. */
interface Tried {
  readonly step: number;
  readonly isEnabled: boolean;
  readonly state: InterpretedState;
  readonly distance: number;
}

function nearestSteps(
  model: Model,
  link: Link<Model>,
  { before, after, halt }: { before: InterpretedState; after: InterpretedState; halt: Deadline | null },
): readonly string[] {
  const tried = triedFrom(model, before, after, halt);
  const inOrder = tried.toSorted((one, other) => one.distance - other.distance || one.step - other.step);
  const exact = inOrder.filter(({ distance, isEnabled }) => distance === 0 && !isEnabled);
  const enabled = inOrder.filter(({ isEnabled }) => isEnabled);
  const told = [...exact, ...enabled].slice(0, TOLD);
  if (told.length === 0) return tried.length === 0 ? [] : ["no step of it can be taken there"];
  const instances = instancesOf(model.rules);
  const members = storedMembers(model.schema, before.stored);
  const interpreter = interpret(model);
  const sampled = exact.length === 0 ? [] : sampledStates(interpret({ ...link.model, bounds: [] }), SAMPLED);
  return told.map(({ step, isEnabled, state }) => {
    const text = stepText(instances, step, members);
    if (!isEnabled) {
      const why = halt?.isOver() === true ? null : whyDisabled(model, interpreter, before, step, { sampled, halt });
      return why === null ? `${text} would, and is disabled` : `${text} would: ${why.says.replace(`${text} `, "it ")}`;
    }
    const does = diffStates(before.plain, state.plain);
    return `${text} can be taken, and ${does.length === 0 ? "changes nothing" : `does ${changesText(does)}`}`;
  });
}

/** Instances with what they do, be they enabled or not; those that throw do nothing. */
function triedFrom(
  model: Model,
  before: InterpretedState,
  after: InterpretedState,
  halt: Deadline | null,
): readonly Tried[] {
  const interpreter = interpret(model);
  const always = interpret({ ...model, rules: model.rules.map((rule) => ({ ...rule, when: () => true })) });
  const { first } = instancesOf(model.rules);
  const found: Tried[] = [];
  let left = TRIED;
  model.rules.forEach((rule, at) => {
    eachInstance(model.schema, rule, before.stored, (index) => {
      if (left-- <= 0 || halt?.isOver() === true) return;
      const step = (first[at] as number) + index;
      const state = attempt(() => always.takeUnbounded(before, step));
      if (state === null) return;
      const isEnabled = attempt(() => interpreter.takeUnbounded(before, step)) !== null;
      found.push({ step, isEnabled, state, distance: distanceBetween(state, after) });
    });
  });
  return found;
}

function unmatchedStart(link: Link<Model>, called: string, start: InterpretedState, halt: Deadline | null): Unmatched {
  let left = TRIED;
  let nearest: InterpretedState | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const state of interpret(link.model).eachInitialState()) {
    const distance = distanceBetween(state, start);
    if (distance < least) [nearest, least] = [state, distance];
    if (--left <= 0 || halt?.isOver() === true) break;
  }
  const says = `${called} does not begin there`;
  if (nearest === null) return { says, nearest: [] };
  const instead = diffStates(nearest.plain, start.plain).map(insteadText);
  return { says, nearest: [`in the nearest of its initial states ${inWords(shortened(instead), "and")}`] };
}

/** Places that differ, each member of a set or bag for itself. */
function distanceBetween(one: InterpretedState, other: InterpretedState): number {
  return diffStates(one.plain, other.plain).reduce(
    (sum, change) => sum + (change.kind === "set" ? 1 : change.added.length + change.removed.length),
    0,
  );
}

function insteadText(change: Change): string {
  if (change.kind === "set") return `${change.path} is ${change.before}, not ${change.after}`;
  const { path, added, removed } = change;
  return [...added.map((each) => `${each} is not in ${path}`), ...removed.map((each) => `${each} is in ${path}`)].join(
    " and ",
  );
}

function changesText(changes: readonly Change[]): string {
  const texts = changes.map((change) => {
    if (change.kind === "set") return `${change.path} ${change.before} → ${change.after}`;
    const { path, added, removed } = change;
    return `${path} ${[...removed.map((each) => `- ${each}`), ...added.map((each) => `+ ${each}`)].join(" ")}`;
  });
  return shortened(texts).join(", ");
}

function shortened(texts: readonly string[]): readonly string[] {
  return texts.length <= SAID ? texts : [...texts.slice(0, SAID - 1), `${texts.length - SAID + 1} more places`];
}

/** Null: it throws, too. */
function attempt<T>(run: () => T | null): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}
