/**
 * Alike facts said together: those of one shape that differ in what one hole holds, "a1 and a2 voted for v1 in ballot 0 (steps 6,
 * 8)". What was so before a step and is otherwise after it is one line: "known[n2][n1] was 1 and is 0 (steps 2, 3)".
 */
import type { Model } from "../model/model.ts";
import type { PlacedFact } from "./facts.ts";
import { placeText } from "./place-text.ts";
import { filled, type Saying, sayingOf } from "./sayings.ts";

/** Of a fact what is told. */
export type ToldFact = Pick<PlacedFact, "fact" | "place" | "code">;

/** A line, and the steps that wrote what it says; none: it has been so from the beginning. */
export interface ToldTogether {
  readonly says: string;
  readonly steps: readonly number[];
}

interface TogetherGroup {
  readonly saying: Saying;
  /** The hole in which its facts differ; null: there is one fact so far. */
  varying: string | null;
  readonly texts: string[];
  readonly steps: Set<number>;
}

/** `last`: what joins them; "or" where one of them would do. */
export function toldTogether(
  model: Model,
  facts: readonly ToldFact[],
  last: "and" | "or" = "and",
): readonly ToldTogether[] {
  const pairs = pairsOf(facts);
  const groups: TogetherGroup[] = [];
  const lines: (ToldTogether | TogetherGroup)[] = [];
  for (const each of facts) {
    const pair = pairs.find(({ before, after }) => before === each || after === each);
    if (pair !== undefined) {
      if (pair.before === each) lines.push(ofPair(pair));
      continue;
    }
    const { fact, place, code } = each;
    const when = facts.some((other) => other.fact.when === "before") ? fact.when : "now";
    const saying = sayingOf(model, { place, code, when });
    // In a sequence the order is part of what is said.
    const group = place.kind === "item" ? undefined : groups.find((known) => joins(known, saying));
    if (group === undefined) {
      const begun: TogetherGroup = { saying, varying: null, texts: [], steps: new Set([fact.step]) };
      groups.push(begun);
      lines.push(begun);
    } else group.steps.add(fact.step);
  }
  return lines.map((line) => ("says" in line ? line : ofGroup(line, last)));
}

/** Adds what is said to a group that it fits. */
function joins(group: TogetherGroup, saying: Saying): boolean {
  const { saying: first } = group;
  if (first.shape !== saying.shape) return false;
  const differing = [...first.holes].filter(([name, text]) => saying.holes.get(name) !== text).map(([name]) => name);
  const [hole] = differing;
  // What a hole holds that the phrase does not have is of no interest, and neither is a fact said before.
  const shown = differing.filter((name) => saying.shape.includes(`{${name}}`));
  const [varying = hole ?? null] = shown;
  if (shown.length > 1 || varying === null) return shown.length === 0;
  if (group.varying !== null && group.varying !== varying) return false;
  group.varying = varying;
  if (group.texts.length === 0) group.texts.push(first.holes.get(varying) as string);
  const text = saying.holes.get(varying) as string;
  if (!group.texts.includes(text)) group.texts.push(text);
  return true;
}

function ofGroup({ saying, varying, texts, steps }: TogetherGroup, last: "and" | "or"): ToldTogether {
  if (varying === null) return { says: filled(saying.shape, saying.holes), steps: stepsOf(steps) };
  const shape = varying === "place" ? saying.plural : saying.shape;
  const joined = inWords(texts, saying.isNot ? "or" : last);
  return { says: filled(shape, new Map([...saying.holes, [varying, joined]])), steps: stepsOf(steps) };
}

interface Pair {
  readonly before: ToldFact;
  readonly after: ToldFact;
}

/** Places of which both states are told. */
function pairsOf(facts: readonly ToldFact[]): readonly Pair[] {
  return facts.flatMap((before) => {
    if (before.fact.when !== "before") return [];
    const after = facts.find(({ fact }) => fact.when === "after" && fact.place === before.fact.place);
    return after === undefined ? [] : [{ before, after }];
  });
}

function ofPair({ before, after }: Pair): ToldTogether {
  const steps = stepsOf(new Set([before.fact.step, after.fact.step]));
  if (before.place.kind !== "member")
    return { says: `${placeText(before.place)} was ${before.fact.value} and is ${after.fact.value}`, steps };
  const [had, has] = [before.code > 0, after.code > 0];
  const left = had && !has ? "was" : "was not";
  return {
    says: `${placeText(before.place).replace(/ in /, ` ${left} in `)} and is${has ? "" : " not any more"}`,
    steps,
  };
}

/** The steps but for the beginning, which is none. */
function stepsOf(steps: ReadonlySet<number>): readonly number[] {
  return [...steps].filter((step) => step > 0).sort((one, other) => one - other);
}

/** `a1`, `a1 and a2`, `a1, a2 and a3`. */
export function inWords(texts: readonly string[], last: "and" | "or"): string {
  if (texts.length < 2) return texts.join("");
  return `${texts.slice(0, -1).join(", ")} ${last} ${texts.at(-1)}`;
}
