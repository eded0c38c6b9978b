// Paths for tests of the page, by what their steps are called, as the terminal prints them.
import type { Model } from "../../src/model/model.ts";
import {
  instanceText,
  type LiveModel,
  liveModel,
  nameInstance,
  pathFrom,
  type WalkedPath,
} from "../../src/page/path.ts";

/** The path that takes these instances one after the other. */
export function pathOf(
  model: Model,
  texts: readonly string[],
): { readonly subject: LiveModel; readonly path: WalkedPath } {
  const subject = liveModel(model);
  const [start] = subject.interpreter.initialStates();
  if (start === undefined) throw new Error("there is no initial state");
  const steps: number[] = [];
  let state = start;
  for (const text of texts) {
    const taken = subject.interpreter
      .successors(state)
      .find(({ step }) => instanceText(nameInstance(subject, state, step)) === text);
    if (taken === undefined) throw new Error(`${text} is not enabled behind ${steps.length} steps`);
    steps.push(taken.step);
    state = taken.state;
  }
  return { subject, path: pathFrom(subject, start, steps) };
}

/** Two values are chosen: a proposer takes the vote that most replies report, not the highest. */
export const MAJORITY_OF_REPLIES = [
  "prepare(ballot: 0)",
  "promise(by: a1, ballot: 0)",
  "promise(by: a2, ballot: 0)",
  "propose(ballot: 0, value: v1)",
  "prepare(ballot: 1)",
  "accept(by: a1, ballot: 0, value: v1)",
  "promise(by: a1, ballot: 1)",
  "accept(by: a2, ballot: 0, value: v1)",
  "promise(by: a3, ballot: 1)",
  "propose(ballot: 1, value: v2)",
  "accept(by: a1, ballot: 1, value: v2)",
  "accept(by: a3, ballot: 1, value: v2)",
];
