/**
 * Entries that depend on parameters. In an object of named parts (rules, properties, fairness, what a role does) an entry
 * that is `false` is as if it were not written, so that `refuse: may.refuse && { ... }` stands where the rule would, with
 * its types inferred, and takes nobody else's away as a spread does. Only its name is known: what names it names nothing.
 * Nothing else that is false will do: a look-up that finds nothing must not switch a claim off.
 */
import { isNamedParts } from "../closed.ts";
import type { Emptied } from "../errors/switched-off.ts";

export interface Written {
  readonly entries: readonly (readonly [name: string, given: unknown])[];
  /** The names of entries that are `false`. */
  readonly off: readonly string[];
}

/** The entries of an object of named parts, which may be missing or `false` as a whole. */
export function writtenIn(parts: unknown): Written {
  const all = isNamedParts(parts) ? Object.entries(parts) : [];
  return {
    entries: all.filter(([, given]) => given !== false),
    off: all.filter(([, given]) => given === false).map(([name]) => name),
  };
}

/** Whether a whole object of named parts is not written. */
export function isUnwritten(parts: unknown): parts is undefined | false {
  return parts === undefined || parts === false;
}

/** For the error about an entry: says so where it was probably meant to be switched off. */
export function emptied(given: unknown): Emptied {
  if (given === false || given) return {};
  return { emptied: typeof given === "string" ? '""' : String(given) };
}
