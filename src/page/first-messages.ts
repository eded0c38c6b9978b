/**
 * Messages that are under way from the beginning, and by whom: a step that takes one needed its sender, who has taken no step.
 * A message says who sent it where it is one of a role's, `call(from: A, to: 0)`.
 */
import type { LanePlan } from "../trace/lanes.ts";
import type { WalkedPath } from "./path.ts";
import { partsInText } from "./short-text.ts";

/** By step, the lanes of those whose first messages it takes. */
export function firstSenders({ states, steps }: WalkedPath, { lanes, of }: LanePlan): readonly (readonly number[])[] {
  const first = new Set(
    [...(states[0]?.plain.values() ?? [])].flatMap((plain) =>
      plain.kind === "set" || plain.kind === "bag" ? plain.members : [],
    ),
  );
  return steps.map(({ arguments: bound, changes }, at) => {
    const senders = bound.flatMap(([, text]) => {
      const from = first.has(text) ? senderIn(text) : null;
      return from === null
        ? []
        : lanes.flatMap(({ kind, value }, lane) => (kind !== null && value === from ? [lane] : []));
    });
    // What is sent again is the step's that did.
    for (const change of changes) if (change.kind === "members") for (const text of change.added) first.delete(text);
    return senders.filter((lane) => lane !== of[at]);
  });
}

function senderIn(text: string): string | null {
  const [, inside] = /^[^(]*\((.*)\)$/su.exec(text) ?? [];
  return inside === undefined ? null : (partsInText(inside).find(([name]) => name === "from")?.[1] ?? null);
}
