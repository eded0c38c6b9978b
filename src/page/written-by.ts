/** Which step wrote what stands in a place: provenance, from the changes along a path. */
import type { Change } from "../state/diff.ts";

/** A member of a collection as a place. */
export function memberPlace(path: string, member: string): string {
  return `${path} ∋ ${member}`;
}

/** By place, the steps (from 1) that wrote it, ascending. */
export type Writers = ReadonlyMap<string, readonly number[]>;

export function writersOf(steps: readonly { readonly changes: readonly Change[] }[]): Writers {
  const writers = new Map<string, number[]>();
  const note = (place: string, step: number) => {
    const known = writers.get(place);
    if (known === undefined) writers.set(place, [step]);
    else if (known.at(-1) !== step) known.push(step);
  };
  steps.forEach(({ changes }, at) => {
    for (const change of changes) {
      note(change.path, at + 1);
      if (change.kind === "members") for (const member of change.added) note(memberPlace(change.path, member), at + 1);
    }
  });
  return writers;
}

/** The last that wrote it, of the steps up to this state; null: it is as it was in the beginning. */
export function writerOf(writers: Writers, place: string, state: number): number | null {
  return writers.get(place)?.findLast((step) => step <= state) ?? null;
}
