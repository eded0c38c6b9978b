/**
 * Where a link leads in this page. It may have been cut, made by hand, or for another model: then it leads as far as can be gone,
 * and how many of its steps are lost is said.
 */
import { type PagePlace, placeIn } from "./fragment.ts";
import { type LiveModel, pathFrom, startOf, type WalkedPath } from "./path.ts";

export interface OpenedLink {
  readonly place: PagePlace;
  /** Steps of its branch that cannot be taken here. */
  readonly lost: number;
}

/** Nobody has gone further by hand; who has made a link of more steps would only have the page wait. */
const MOST_STEPS = 1000;

/** Null: it is no link of a page. `traces`: how many there are; without any, a link names the initial state that it begins in. */
export function openedLink(
  fragment: string,
  traces: number,
  subject: LiveModel,
  pathOf: (trace: number) => WalkedPath,
): OpenedLink | null {
  const asked = placeIn(fragment);
  if (asked === null) return null;
  const isThere = traces > 0 ? asked.trace < traces : startOf(subject, { initial: asked.trace, steps: [] }) !== null;
  const trace = isThere ? asked.trace : 0;
  const { states } = pathOf(trace);
  const state = Math.min(asked.state, states.length - 1);
  const start = states[state] as (typeof states)[number];
  const count = pathFrom(subject, start, asked.branch.slice(0, MOST_STEPS)).steps.length;
  const branch = asked.branch.slice(0, count);
  return {
    place: { trace, state, branch, taken: Math.min(count, asked.taken) },
    lost: asked.branch.length - count,
  };
}
