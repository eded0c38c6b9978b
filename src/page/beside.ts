/**
 * Two behaviours side by side, step by step: what is the same up to where they part, and then each as it goes on. Against
 * the model without its mistake, which is led along the same steps from its own states: where it cannot take one, and where
 * that leads elsewhere.
 */
import { diffStates } from "../state/diff.ts";
import { instanceText, type LiveModel, nameInstance, type WalkedPath } from "./path.ts";

export interface BesideRow {
  /** The number of the step on either side; null: it has none. */
  readonly left: { readonly step: number; readonly text: string } | null;
  readonly right: { readonly step: number; readonly text: string } | null;
  readonly isSame: boolean;
  /** What is remarkable: `not enabled there`, `decision is abort, not none`. Empty: nothing. */
  readonly note: string;
}

/** Two paths of one model: aligned from the beginning to the first different step. */
export function pathsBeside(left: WalkedPath, right: WalkedPath): readonly BesideRow[] {
  let shared = 0;
  while (shared < left.steps.length && left.steps[shared]?.step === right.steps[shared]?.step) shared++;
  const length = Math.max(left.steps.length, right.steps.length);
  return Array.from({ length }, (_, at): BesideRow => {
    const said = ({ steps }: WalkedPath) => {
      const step = steps[at];
      return step === undefined ? null : { step: at + 1, text: instanceText(step) };
    };
    return { left: said(left), right: said(right), isSame: at < shared, note: at === shared ? "here they part" : "" };
  });
}

/** Places that are said of a state that differs. */
const SAID = 2;

/** A path beside what another model makes of the same steps. */
export function referenceBeside(reference: LiveModel, path: WalkedPath): readonly BesideRow[] {
  let state = startLike(reference, path);
  if (state === null) return [];
  let isApart = false;
  return path.steps.map((step, at): BesideRow => {
    const left = { step: at + 1, text: instanceText(step) };
    const plain = instanceText({ step: step.step, rule: step.rule, arguments: step.arguments });
    const here = state as NonNullable<typeof state>;
    const taken = successorsOf(reference, here).find(
      ({ step: other }) => instanceText(nameInstance(reference, here, other)) === plain,
    );
    if (taken === undefined) return { left, right: null, isSame: false, note: "not enabled there" };
    state = taken.state;
    const actual = path.states[at + 1] as WalkedPath["states"][number];
    const differences = actual.text === taken.state.text ? [] : diffStates(actual.plain, taken.state.plain);
    const isNew = differences.length > 0 && !isApart;
    isApart = differences.length > 0;
    const says = differences
      .slice(0, SAID)
      .map((change) =>
        change.kind === "set"
          ? `${change.path} is ${change.after}, not ${change.before}`
          : `${change.path}: ${[...change.added.map((each) => `also ${each}`), ...change.removed.map((each) => `without ${each}`)].join(", ")}`,
      );
    return { left, right: left, isSame: differences.length === 0, note: isNew ? says.join("; ") : "" };
  });
}

function startLike({ interpreter }: LiveModel, { states }: WalkedPath) {
  const starts = interpreter.initialStates();
  return starts.find(({ text }) => text === states[0]?.text) ?? starts[0] ?? null;
}

function successorsOf({ interpreter }: LiveModel, state: WalkedPath["states"][number]) {
  try {
    return interpreter.successors(state);
  } catch {
    return [];
  }
}
