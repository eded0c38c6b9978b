/**
 * Finding steps by text, and in an order: `promise a2` are steps that say both words, or ones that begin so; `promise a2 >
 * accept` those of which a step that says "accept" comes later. Capitals do not matter; numbers are whole.
 */
import { instanceText, type PathStep } from "./path.ts";

const BETWEEN = /[^\p{L}\p{N}_-]+/u;

/** The steps (from 1) that are found; none for an empty question. */
export function findSteps(steps: readonly PathStep[], query: string): ReadonlySet<number> {
  const parts = query
    .toLowerCase()
    .split(/>|\bbefore\b/)
    .map((part) => part.split(BETWEEN).filter((word) => word !== ""));
  const wanted = parts.filter((words) => words.length > 0);
  if (wanted.length === 0) return new Set();
  const texts = steps.map((step) => instanceText(step).toLowerCase().split(BETWEEN));
  const says = (text: readonly string[], words: readonly string[]) =>
    words.every((word) => text.some((each) => (/^\d+$/.test(word) ? each === word : each.startsWith(word))));
  let found = texts.flatMap((text, at) => (says(text, wanted.at(-1) as string[]) ? [at] : []));
  for (const words of wanted.slice(0, -1).reverse()) {
    const latest = found.at(-1) ?? -1;
    found = texts.flatMap((text, at) => (at < latest && says(text, words) ? [at] : []));
  }
  return new Set(found.map((at) => at + 1));
}
