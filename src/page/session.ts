/**
 * A page's session: which trace is told, where in it one stands, and what is asked of it. Everything else is derived. Who
 * takes another step than the recorded one is on a branch, which leaves the recorded path at a state and is undone step by
 * step; its steps' numbers are in the address (fragment.ts).
 */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { InterpretedState } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { WhyNot } from "../why/reasons.ts";
import { sampledStates } from "../why/sampled-states.ts";
import { whyDisabled } from "../why/why-not.ts";
import type { Capsule, CapsuleTrace } from "./capsule.ts";
import { type Choices, choicesIn } from "./choices.ts";
import { fragmentOf, type PagePlace } from "./fragment.ts";
import { type OpenedLink, openedLink } from "./opened-link.ts";
import { type LiveModel, liveModel, pathFrom, startOf, type WalkedPath } from "./path.ts";
import { recordedKinds, recordedModel } from "./recorded.ts";
import { type Story, storyOf } from "./story.ts";

/** Makes the page's model: `parameters` and `mutant` as the capsule has them, or others. */
export type MakeModel = (parameters: Readonly<Record<string, ParameterValue>>, mutant: string | null) => Model;

/** What part of a trace is told. */
export type Told =
  | { readonly kind: "all" }
  | { readonly kind: "mattered" }
  | { readonly kind: "chapter"; readonly chapter: number };

export interface Session {
  readonly capsule: Capsule;
  readonly makeModel: MakeModel | null;
  readonly subject: LiveModel;
  /** Whether nothing was recorded: one takes steps as one likes, and that is no branch of anything. */
  readonly isFree: boolean;
  /** The model without its mutant; null: it has none. */
  readonly reference: LiveModel | null;
  readonly place: Signal<PagePlace>;
  readonly trace: ReadonlySignal<CapsuleTrace | null>;
  /** The recorded path with all that is drawn of it. */
  readonly story: ReadonlySignal<Story>;
  /** The path with the branch, if there is one: else null. */
  readonly branched: ReadonlySignal<Story | null>;
  /** The path that one is on, and the state of it. */
  readonly current: ReadonlySignal<Story>;
  readonly at: ReadonlySignal<number>;
  readonly state: ReadonlySignal<InterpretedState>;
  readonly choices: ReadonlySignal<Choices>;
  /** Kinds of process whose lanes are one. */
  readonly collapsed: Signal<ReadonlySet<number>>;
  /** The recorded path of any of the traces. */
  readonly storyOfTrace: (which: number) => Story;
  readonly follow: (fragment: string) => OpenedLink | null;
  /** Steps of the link that was followed which cannot be taken here. */
  readonly lost: Signal<number>;
  /** Why a rule instance is disabled in a state; null: it is not, or nobody can say. */
  readonly refusal: (state: InterpretedState, step: number) => WhyNot | null;
  readonly isCausal: Signal<boolean>;
  readonly told: Signal<Told>;
  /** The steps that a fact pointed at made true. */
  readonly lit: Signal<ReadonlySet<number> | null>;
  readonly query: Signal<string>;
  readonly onlyChanged: Signal<boolean>;
  readonly pinned: Signal<ReadonlySet<string>>;
  readonly isSheetOpen: Signal<boolean>;
  readonly isPlaying: Signal<boolean>;
  readonly isPredicting: Signal<boolean>;
  readonly score: Signal<{ readonly right: number; readonly asked: number }>;
}

/** Where a page opens: where the mistake acted, else at the end. */
function opening(trace: CapsuleTrace | undefined): number {
  const length = trace?.recorded?.steps.length ?? trace?.list.steps.length ?? 0;
  return trace?.reasons?.mistake?.step ?? length;
}

/** `makeModel`: null for traces that came without a model, which are as they were recorded. */
export function sessionOf(capsule: Capsule, makeModel: MakeModel | null, fragment = ""): Session {
  const { parameters, mutant } = capsule.model;
  const recorded = capsule.traces[0]?.recorded;
  const subject =
    makeModel === null || recorded !== undefined
      ? recordedModel(recorded ?? { initial: {}, steps: [] })
      : liveModel(makeModel(parameters, mutant));
  const reference = mutant === null || makeModel === null ? null : referenceOf(makeModel, parameters);
  const collapsed = signal<ReadonlySet<number>>(new Set());
  const stories = new Map<string, Story>();
  const storyOfTrace = (which: number): Story => {
    const key = `${which} ${[...collapsed.value].join()}`;
    const known = stories.get(key);
    if (known !== undefined) return known;
    const trace = capsule.traces[which];
    const start = startOf(subject, trace?.list ?? { initial: which, steps: [] }) ?? firstState(subject);
    const path = pathFrom(subject, start, subject.recorded?.map(({ step }) => step) ?? trace?.list.steps ?? []);
    const made = storyOf(subject, path, {
      loop: trace?.list.loop ?? null,
      reasons: trace?.reasons ?? null,
      parameters,
      collapsed: collapsed.value,
      isOpen: trace === undefined,
      ...(recorded !== undefined && { kinds: recordedKinds(recorded) }),
    });
    stories.set(key, made);
    return made;
  };
  const follow = (link: string) =>
    openedLink(link, capsule.traces.length, subject, (which) => storyOfTrace(which).path);
  const opened = follow(fragment);
  const place = signal<PagePlace>(
    opened?.place ?? { trace: 0, state: opening(capsule.traces[0]), branch: [], taken: 0 },
  );
  const trace = computed(() => capsule.traces[place.value.trace] ?? null);
  const which = computed(() => place.value.trace);
  const story = computed(() => storyOfTrace(which.value));
  const leaves = computed(() => Math.min(place.value.state, story.value.path.steps.length));
  const branchKey = computed(() =>
    place.value.branch.length === 0 ? "" : `${leaves.value}~${place.value.branch.join()}`,
  );
  const branched = computed(() => {
    if (branchKey.value === "") return null;
    const recorded = story.value;
    const { branch } = place.peek();
    const from = leaves.value;
    const start = recorded.path.states[from] as InterpretedState;
    const tail = pathFrom(subject, start, branch);
    const path: WalkedPath = {
      states: [...recorded.path.states.slice(0, from), ...tail.states],
      steps: [...recorded.path.steps.slice(0, from), ...tail.steps],
    };
    return storyOf(subject, path, {
      loop: null,
      reasons: trace.value?.reasons ?? null,
      parameters,
      like: recorded,
      leaves: from,
      isOpen: true,
      collapsed: collapsed.value,
    });
  });
  const current = computed(() => branched.value ?? story.value);
  const at = computed(() =>
    Math.min(current.value.path.steps.length, leaves.value + (branched.value === null ? 0 : place.value.taken)),
  );
  const state = computed(() => current.value.path.states[at.value] as InterpretedState);
  return {
    capsule,
    makeModel,
    subject,
    isFree: capsule.traces.length === 0,
    reference,
    place,
    trace,
    story,
    branched,
    current,
    at,
    state,
    choices: computed(() => choicesIn(subject, state.value, reference)),
    collapsed,
    storyOfTrace,
    follow,
    lost: signal(opened?.lost ?? 0),
    refusal: refusalsOf(subject),
    isCausal: signal(true),
    told: signal<Told>({ kind: "all" }),
    lit: signal<ReadonlySet<number> | null>(null),
    query: signal(""),
    onlyChanged: signal(false),
    pinned: signal<ReadonlySet<string>>(new Set()),
    isSheetOpen: signal(false),
    isPlaying: signal(false),
    isPredicting: signal(false),
    score: signal({ right: 0, asked: 0 }),
  };
}

/** States to tell one from in which an instance is disabled: enough to leave out what is always so, few enough to wait for. */
const SAMPLED = 1200;
/** So long one may be waited for. */
const REFUSAL_MS = 400;

function refusalsOf(subject: LiveModel): Session["refusal"] {
  const { model, interpreter, recorded } = subject;
  const known = new Map<string, WhyNot | null>();
  let sampled: readonly InterpretedState[] | null = null;
  const soon = (ms: number) => {
    const until = performance.now() + ms;
    return { isOver: () => performance.now() > until };
  };
  return (state, step) => {
    const key = `${step} ${state.text}`;
    const found = known.get(key);
    if (found !== undefined || recorded !== undefined) return found ?? null;
    sampled ??= sampledStates(interpreter, SAMPLED, soon(2 * REFUSAL_MS));
    const made = whyDisabled(model, interpreter, state, step, { sampled, halt: soon(REFUSAL_MS) });
    known.set(key, made);
    return made;
  };
}

function referenceOf(makeModel: MakeModel, parameters: Capsule["model"]["parameters"]): LiveModel | null {
  try {
    return liveModel(makeModel(parameters, null));
  } catch {
    return null;
  }
}

function firstState({ interpreter }: LiveModel): InterpretedState {
  for (const state of interpreter.eachInitialState()) return state;
  throw new Error("the model has no initial state");
}

export function storyAt({ storyOfTrace }: Session, which: number): Story {
  return storyOfTrace(which);
}

/** Goes to a state of the path that one is on. */
export function goTo({ place, story, branched }: Session, state: number): void {
  const { trace, state: leaves, branch } = place.value;
  if (branched.value === null) {
    const last = story.value.path.steps.length;
    place.value = { trace, state: Math.max(0, Math.min(last, state)), branch: [], taken: 0 };
    return;
  }
  if (state < leaves) place.value = { trace, state: Math.max(0, state), branch: [], taken: 0 };
  else place.value = { ...place.value, taken: Math.min(branch.length, state - leaves) };
}

/** Goes to a state of the recorded path, and off any branch. */
export function goToRecorded(session: Session, state: number): void {
  const last = session.story.value.path.steps.length;
  session.place.value = {
    trace: session.place.value.trace,
    state: Math.max(0, Math.min(last, state)),
    branch: [],
    taken: 0,
  };
}

/** The next or the previous state of what is told; of a loop, on to its beginning. */
export function moveBy(session: Session, by: 1 | -1): void {
  const { at, current, branched, story, told } = session;
  const last = current.value.path.steps.length;
  const { loop } = story.value;
  if (branched.value === null && told.value.kind !== "all") {
    const steps = [...toldSteps(session)].sort((a, b) => a - b);
    const next = by > 0 ? steps.find((step) => step > at.value) : steps.findLast((step) => step < at.value);
    if (next !== undefined) goTo(session, next);
    else if (by < 0) goTo(session, 0);
    return;
  }
  if (by > 0 && at.value === last && branched.value === null && loop !== null && loop < last) goTo(session, loop + 1);
  else goTo(session, at.value + by);
}

/** Takes a rule instance in the present state: the recorded step where it is that one, else a branch. */
export function takeStep(session: Session, step: number): void {
  const { place, story, branched, at, current } = session;
  const { trace, branch, taken } = place.value;
  const recorded = story.value.path.steps;
  if (branched.value === null) {
    if (recorded[at.value]?.step === step) goTo(session, at.value + 1);
    else place.value = { trace, state: at.value, branch: [step], taken: 1 };
    return;
  }
  if (current.value.path.steps[at.value]?.step === step) goTo(session, at.value + 1);
  else if (taken === 0 && recorded[place.value.state]?.step === step) goToRecorded(session, place.value.state + 1);
  else place.value = { ...place.value, branch: [...branch.slice(0, taken), step], taken: taken + 1 };
}

/** Goes where these steps lead from a state of a recorded path; `which`: of another than the one that is shown. */
export function goFrom({ place }: Session, state: number, steps: readonly number[], which = place.value.trace): void {
  place.value = { trace: which, state, branch: steps, taken: steps.length };
}

/** Takes the last step of a branch back; without one left, back on the recorded path. */
export function undo({ place }: Session): void {
  const { trace, state, branch } = place.value;
  if (branch.length === 0) return;
  const rest = branch.slice(0, -1);
  place.value = { trace, state, branch: rest, taken: rest.length };
}

/** The steps (from 1) of the recorded path that are told. */
export function toldSteps({ told, story, trace }: Session): ReadonlySet<number> {
  const all = new Set(story.value.path.steps.map((_, at) => at + 1));
  const slice = trace.value?.reasons?.slice ?? null;
  if (slice === null || told.value.kind === "all") return all;
  if (told.value.kind === "mattered") return new Set(slice.matters);
  return new Set(slice.chapters?.[told.value.chapter]?.steps ?? all);
}

/** Goes where a link leads; nowhere, if it is none. */
export function followLink({ follow, place, lost }: Session, fragment: string): void {
  const opened = follow(fragment);
  if (opened === null) return;
  place.value = opened.place;
  lost.value = opened.lost;
}

export function addressOf({ place, at, branched }: Session): string {
  return fragmentOf(branched.value === null ? { ...place.value, state: at.value, branch: [] } : place.value);
}
