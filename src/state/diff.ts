/** What changed between two states: the heart of a readable trace. */
import { type Plain, type PlainState, plainText } from "./plain.ts";

/**
 * A place of the state that a step changed, with both contents as text; of sets and bags, the members that came and
 * went. Of a value that is a set, or a list that grew or was cut at its end, these as well.
 */
export type Change =
  | {
      readonly kind: "set";
      readonly path: string;
      /** How a reader of a program calls it, `t1.old`; absent: as the path says. */
      readonly shown?: string;
      /** A reader of a program has no use for it: where a call returns to. */
      readonly unsaid?: true;
      readonly before: string;
      readonly after: string;
      readonly added?: readonly string[];
      readonly removed?: readonly string[];
    }
  | {
      readonly kind: "members";
      readonly path: string;
      readonly shown?: string;
      readonly unsaid?: true;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    };

/** The changed places in the schema's order: items of maps one by one, sets and bags by members, the rest whole. */
export function diffStates(before: PlainState, after: PlainState): Change[] {
  const changes: Change[] = [];
  for (const [name, old] of before) collect(name, old, after.get(name) as Plain, changes);
  return changes;
}

function collect(path: string, before: Plain, after: Plain, changes: Change[]): void {
  if (before.kind === "map" && after.kind === "map") {
    before.entries.forEach(([key, item], at) => {
      collect(`${path}[${key}]`, item, (after.entries[at] as readonly [string, Plain])[1], changes);
    });
  } else if ((before.kind === "set" && after.kind === "set") || (before.kind === "bag" && after.kind === "bag")) {
    const added = without(after.members, before.members);
    const removed = without(before.members, after.members);
    if (added.length + removed.length > 0) changes.push({ kind: "members", path, added, removed });
  } else {
    const [old, now] = [plainText(before), plainText(after)];
    if (old !== now) changes.push({ kind: "set", path, before: old, after: now, ...piecewise(before, after) });
  }
}

/** What came and went; nothing: it takes both values to tell. */
function piecewise(before: Plain, after: Plain): { added?: readonly string[]; removed?: readonly string[] } {
  if (before.kind !== "value" || after.kind !== "value") return {};
  const [old, now] = [before.members, after.members];
  if (old === undefined || now === undefined) return {};
  if (!Array.isArray(before.value)) return { added: without(now, old), removed: without(old, now) };
  const shared = Math.min(old.length, now.length);
  if (old.length === now.length || old.slice(0, shared).some((item, at) => item !== now[at])) return {};
  return { added: now.slice(shared), removed: old.slice(shared) };
}

/** Members of `from` that are left when each of `taken` removed one. */
function without(from: readonly string[], taken: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const member of taken) left.set(member, (left.get(member) ?? 0) + 1);
  return from.filter((member) => {
    const count = left.get(member) ?? 0;
    if (count > 0) left.set(member, count - 1);
    return count === 0;
  });
}
