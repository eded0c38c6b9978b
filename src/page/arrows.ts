/**
 * What is drawn between lanes. An arrow: a step needed one of another lane, and not only through a third; of several there, the
 * last, since who sends has seen what it did itself. A source: a step needed what another process has had from the beginning. A touch: it wrote
 * something of another process with no arrow that would say so.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import type { LanePlan } from "../trace/lanes.ts";
import type { ProcessKind } from "../trace/process-kinds.ts";
import { causesOf } from "./causes.ts";
import { firstSenders } from "./first-messages.ts";
import { type LiveModel, stepped, type WalkedPath } from "./path.ts";
import { differingPlaces, versionsOf, withVersions } from "./versions.ts";

/** Steps by their indexes. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
}

export interface BetweenLanes {
  readonly arrows: readonly Arrow[];
  readonly sources: readonly { readonly lane: number; readonly to: number }[];
  readonly touches: readonly { readonly from: number; readonly lane: number }[];
  /** Of a loop: what a step of the next round needs of this one. */
  readonly wraps: readonly Arrow[];
}

export function drawnBetween(
  subject: LiveModel | null,
  { states, steps }: WalkedPath,
  kinds: readonly ProcessKind[],
  plan: LanePlan,
  causes: readonly (readonly number[])[],
  loop: number | null = null,
): BetweenLanes {
  const { lanes, of, touches } = plan;
  const direct = directCauses(causes);
  const arrows = steps.flatMap((_, to) => {
    const latest = new Map<number, number>();
    for (const cause of direct[to] ?? []) latest.set(of[cause - 1] as number, cause - 1);
    latest.delete(of[to] as number);
    return [...latest.values()].sort((a, b) => a - b).map((from): Arrow => ({ from, to }));
  });
  const senders = firstSenders({ states, steps }, plan);
  const sources = steps.flatMap((step, to) =>
    lanes.flatMap((lane, at) => {
      const { kind, value } = lane;
      if (senders[to]?.includes(at)) return [{ lane: at, to }];
      if (subject === null || kind === null || at === of[to] || touches[to]?.includes(at)) return [];
      const isNamed = step.arguments.some(
        ([name, text]) => text === value && (kinds[kind] as ProcessKind).binds(step.rule, name),
      );
      if (!isNamed || arrows.some((arrow) => arrow.to === to && of[arrow.from] === at)) return [];
      const fields = (kinds[kind] as ProcessKind).fields;
      return looksAtRow(
        subject,
        states[to] as InterpretedState,
        step.step,
        fields,
        (kinds[kind] as ProcessKind).values.indexOf(value),
      )
        ? [{ lane: at, to }]
        : [];
    }),
  );
  const wraps = subject === null || loop === null ? [] : wrapsOf(subject, states, steps, loop, of);
  const touched = steps.flatMap((_, from) =>
    (touches[from] ?? []).flatMap((lane) =>
      [...arrows, ...wraps].some((arrow) => arrow.from === from && of[arrow.to] === lane) ? [] : [{ from, lane }],
    ),
  );
  return {
    arrows,
    sources,
    touches: touched,
    wraps,
  };
}

/** Of what a step needed, what nothing else that it needed had needed itself: the rest is known through that. */
export function directCauses(causes: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const before: Set<number>[] = [];
  return causes.map((each) => {
    const indirect = new Set(each.flatMap((cause) => [...(before[cause - 1] ?? [])]));
    before.push(new Set([...each, ...indirect]));
    return each.filter((cause) => !indirect.has(cause));
  });
}

/** The path is gone along twice round its loop. */
function wrapsOf(
  subject: LiveModel,
  states: WalkedPath["states"],
  steps: WalkedPath["steps"],
  loop: number,
  of: readonly number[],
): Arrow[] {
  const round = steps.slice(loop);
  if (round.length === 0 || steps.length > 80) return [];
  const twice = { states: [...states, ...states.slice(loop + 1)], steps: [...steps, ...round] };
  const causes = directCauses(causesOf(subject, twice, "later"));
  return round.flatMap((_, index) => {
    const latest = new Map<number, number>();
    for (const cause of causes[steps.length + index] ?? []) {
      const lane = (cause > steps.length ? of[loop + cause - 1 - steps.length] : of[cause - 1]) as number;
      latest.set(lane, cause);
    }
    const own = of[loop + index] as number;
    return [...latest].flatMap(([lane, cause]) =>
      lane !== own && cause <= steps.length && cause > loop ? [{ from: cause - 1, to: loop + index }] : [],
    );
  });
}

/** Whether a step would go otherwise if the row of a process were another: one other content is tried of each place. */
function looksAtRow(
  subject: LiveModel,
  state: InterpretedState,
  step: number,
  fields: readonly string[],
  key: number,
): boolean {
  const taken = stepped(subject, state, step);
  if (taken === null) return false;
  const before = versionsOf(state.stored);
  const written = differingPlaces(before, versionsOf(taken.stored));
  const after = versionsOf(taken.stored);
  return [...before].some(([place, version]) => {
    if (!fields.some((field) => place === `${field}\u0000${key}` || place.startsWith(`${field}\u0000${key}\u0000`)))
      return false;
    if (written.includes(place) || !/^\d+$/.test(version)) return false;
    let other: InterpretedState;
    try {
      other = withVersions(state, new Map([[place, version === "0" ? "1" : "0"]]));
      const next = stepped(subject, other, step);
      if (next === null) return true;
      const now = versionsOf(next.stored);
      return written.some((each) => now.get(each) !== after.get(each));
    } catch {
      return false;
    }
  });
}
