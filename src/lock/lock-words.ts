/** What a run says of its lock, for people: lines of printable text, the same in a terminal and in a log. */
import { countOf } from "../errors/counts.ts";
import { printable, shortName } from "../printable.ts";
import type { FigureDifference } from "./figures.ts";
import type { LockUpdate } from "./lock-file.ts";
import type { LockRun } from "./lock-run.ts";

/** A check and how it differs: its figures under each other, as wide as they are. */
export function differenceLines(id: string, differences: readonly FigureDifference[]): readonly string[] {
  return [shortName(id), ...differences.map(({ text }) => `  ${printable(text)}`)];
}

/** What is new or gone, where that is no surprise, and what was not compared. */
export function lockNotes(file: string, { fresh, gone, open }: LockRun, frozen: boolean): readonly string[] {
  const named = (ids: readonly string[]) => ids.map(shortName).join("; ");
  const update = "`synod suite --update`";
  const told = [
    ...(frozen || fresh.length === 0
      ? []
      : [`${countOf(fresh.length, "check")} not in ${file} yet, which ${update} adds: ${named(fresh)}`]),
    ...(frozen || gone.length === 0
      ? []
      : [`${countOf(gone.length, "check")} in ${file} and not in the suite, which ${update} removes: ${named(gone)}`]),
    ...(open.length === 0
      ? []
      : [`${countOf(open.length, "check")} not compared to ${file}, being undecided or an error: ${named(open)}`]),
  ];
  return told;
}

/** What `--update` did: `synod.lock.json written: 1 changed, 2 added, 1 removed`. */
export function updateText(file: string, { changed, added, removed, isWritten }: LockUpdate): string {
  const parts = [
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(added > 0 ? [`${added} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
  ];
  if (!isWritten) return `${file} is as it was`;
  return `${file} written: ${parts.length === 0 ? "no check changed, by another version of synod" : parts.join(", ")}`;
}
