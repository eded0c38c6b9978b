/**
 * What a search found of a property, or of a closure that threw. Many threads find many; the one to show is the least in
 * an order that only depends on the states, so that it is the same for any number of threads.
 */
import type { PathEnd } from "../program/steps.ts";

export interface Finding extends PathEnd {
  /** Level of `state`. */
  readonly level: number;
}

/** Keeps the least finding per property (and per "threw"). */
export class Findings {
  readonly #kept = new Map<string, Finding>();

  get empty(): boolean {
    return this.#kept.size === 0;
  }

  add(finding: Finding): void {
    const key = keyOf(finding);
    const kept = this.#kept.get(key);
    if (kept === undefined || compareFindings(finding, kept) < 0) this.#kept.set(key, finding);
  }

  all(): Finding[] {
    return [...this.#kept.values()].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  }
}

function keyOf(finding: Finding): string {
  return finding.error !== null ? "threw" : `property ${finding.property}`;
}

/** Fewer transitions first, then by the state's words, then by the step. */
export function compareFindings(a: Finding, b: Finding): number {
  const shorter = stepsOf(a) - stepsOf(b);
  if (shorter !== 0) return shorter;
  for (let word = 0; word < a.state.length; word++) {
    const difference = ((a.state[word] as number) >>> 0) - ((b.state[word] as number) >>> 0);
    if (difference !== 0) return difference;
  }
  return (a.step ?? -1) - (b.step ?? -1);
}

/** Transitions of the trace that shows a finding. */
export function stepsOf(finding: Finding): number {
  return finding.level + (finding.step === null ? 0 : 1);
}
