/**
 * The reachable state that is nearest to one that cannot be reached: the first of those that lack the fewest of the facts that
 * matter. What it lacks is what the invariant has to say.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import { type FoundState, wayTo } from "../why/first-states.ts";
import { codeText, placeText } from "../why/place-text.ts";
import type { Fact } from "../why/reasons.ts";
import { sceneOf } from "../why/scene.ts";
import type { Reachability } from "./proof.ts";

/** One that lacks none counts only where it is confirmed. Null: no facts, no states, or a fact whose place is none of theirs. */
export function nearestOf(
  model: Model,
  {
    state,
    found,
    isAll,
    facts,
    isSo,
  }: {
    readonly state: InterpretedState;
    readonly found: readonly FoundState[];
    /** Whether no others can be reached. */
    readonly isAll: boolean;
    readonly facts: readonly Fact[];
    readonly isSo: (there: InterpretedState) => boolean;
  },
): Reachability["nearest"] {
  if (facts.length === 0 || found.length === 0) return null;
  const { places, codes } = sceneOf(model, [state, ...found.map((each) => each.state)]);
  const placeAt = new Map(places.list.map((place, at) => [placeText(place), at]));
  const asked = facts.flatMap((fact) => {
    const at = placeAt.get(fact.place);
    const place = at === undefined ? undefined : places.list[at];
    if (at === undefined || place === undefined) return [];
    const texts = new Map<number, string>();
    const textOf = (code: number) => {
      const text = texts.get(code) ?? codeText(place, code);
      texts.set(code, text);
      return text;
    };
    return [{ fact, textOf: (of: Int32Array) => textOf(of[at] as number) }];
  });
  if (asked.length < facts.length) return null;
  let best: { readonly at: number; readonly lacking: typeof asked } | null = null;
  for (let at = 0; at < found.length; at++) {
    const there = codes[at + 1] as Int32Array;
    const lacking = asked.filter(({ fact, textOf }) => !fact.allowed.includes(textOf(there)));
    if (lacking.length === 0 && !isSo((found[at] as FoundState).state)) continue;
    if (best === null || lacking.length < best.lacking.length) best = { at, lacking };
    if (best.lacking.length === 0) break;
  }
  if (best === null) return null;
  const there = codes[best.at + 1] as Int32Array;
  return {
    depth: wayTo(found, best.at).length - 1,
    of: found.length,
    isOfAll: isAll,
    lacks: best.lacking.map(({ fact, textOf }) => ({
      place: fact.place,
      here: fact.value,
      there: textOf(there),
      says: fact.says,
    })),
  };
}
