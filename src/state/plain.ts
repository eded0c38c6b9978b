/**
 * A state as plain data: what traces print, compare and save. Both the packed codec and the interpreter produce it, each
 * in its own way, so that comparing the two means something.
 */
import type { AnyDomain } from "../domain/domain.ts";
import { memberTexts } from "../domain/member-texts.ts";

export type Plain =
  /** `members`: of a list or a set, what is in it, as text. */
  | { readonly kind: "value"; readonly value: unknown; readonly text: string; readonly members?: readonly string[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [key: string, item: Plain])[] }
  | { readonly kind: "set" | "bag" | "sequence"; readonly members: readonly string[] };

/** Field name to plain value, in the schema's order. */
export type PlainState = ReadonlyMap<string, Plain>;

export function plainValue(domain: AnyDomain, value: unknown): Plain {
  const members = memberTexts(domain, value);
  return { kind: "value", value, text: domain.format(value), ...(members !== null && { members }) };
}

/** One line for a value: `none`, `{prepare(ballot: 0)}`, `[a1: 0, a2: -1]`. */
export function plainText(plain: Plain): string {
  switch (plain.kind) {
    case "value":
      return plain.text;
    case "map":
      return `[${plain.entries.map(([key, item]) => `${key}: ${plainText(item)}`).join(", ")}]`;
    case "set":
      return `{${plain.members.join(", ")}}`;
    case "bag":
      return `{|${plain.members.join(", ")}|}`;
    case "sequence":
      return `<${plain.members.join(", ")}>`;
  }
}
