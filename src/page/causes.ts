/**
 * Which earlier steps a step needed: a smallest set of them without any other of which it would still have been taken and
 * have written the same. A step is "without" another if every place has what it had before that one wrote it. Found as
 * QuickXplain does (Junker 2004), the earlier steps preferred: of three promises where two suffice, the first two.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import { type LiveModel, stepped, type WalkedPath } from "./path.ts";
import { differingPlaces, fieldOfPlace, type Versions, versionsOf, withVersions } from "./versions.ts";

/** A place's contents one after the other: which step (from 1; 0: at the beginning) wrote which. */
type History = (readonly [step: number, version: string | undefined])[];

/** For each step, by its index, the numbers (from 1) of the steps that it needed, ascending. */
export function causesOf(
  subject: LiveModel,
  { states, steps }: WalkedPath,
  prefer: "earlier" | "later" = "earlier",
): readonly (readonly number[])[] {
  const versions = states.map(({ stored }) => versionsOf(stored));
  const histories = new Map<string, History>();
  for (const [place, version] of versions[0] as Versions) histories.set(place, [[0, version]]);
  const changed = new Map<string, History>();
  const earlier = new Set<number>();
  return steps.map((step, at) => {
    const [before, after] = [versions[at] as Versions, versions[at + 1] as Versions];
    const written = differingPlaces(before, after);
    const fields = new Set(written.map(fieldOfPlace));
    const test = (kept: readonly number[]) => {
      const state = without(states[at] as InterpretedState, changed, new Set(kept));
      const next = stepped(subject, state, step.step);
      if (next === null) return false;
      if (written.length === 0) return next.text === state.text;
      const now = versionsOf(next.stored, fields);
      return written.every((place) => now.get(place) === after.get(place));
    };
    const needed = smallest(
      test,
      [...earlier].sort((a, b) => (prefer === "earlier" ? a - b : b - a)),
    );
    for (const place of written) {
      const history = histories.get(place) ?? [[0, undefined]];
      history.push([at + 1, after.get(place)]);
      histories.set(place, history);
      changed.set(place, history);
    }
    if (written.length > 0) earlier.add(at + 1);
    return needed;
  });
}

/** The state with nothing in it that steps other than these wrote. */
function without(state: InterpretedState, histories: ReadonlyMap<string, History>, kept: ReadonlySet<number>) {
  const others = new Map<string, string | undefined>();
  for (const [place, history] of histories) {
    let last = history.length - 1;
    while (last > 0 && !kept.has((history[last] as History[number])[0])) last--;
    if (last < history.length - 1) others.set(place, (history[last] as History[number])[1]);
  }
  return withVersions(state, others);
}

/** A smallest part of `all` that passes, in that no member can be left out; all of it where the test is not monotonic. */
export function smallest(test: (kept: readonly number[]) => boolean, all: readonly number[]): readonly number[] {
  if (test([])) return [];
  const found = explain([], all, false).sort((a, b) => a - b);
  return test(found) ? found : [...all].sort((a, b) => a - b);

  function explain(base: readonly number[], rest: readonly number[], hasNew: boolean): number[] {
    if (hasNew && test(base)) return [];
    if (rest.length <= 1) return [...rest];
    const middle = rest.length >> 1;
    const [first, second] = [rest.slice(0, middle), rest.slice(middle)];
    const ofSecond = explain([...base, ...first], second, first.length > 0);
    const ofFirst = explain([...base, ...ofSecond], first, ofSecond.length > 0);
    return [...ofFirst, ...ofSecond];
  }
}
