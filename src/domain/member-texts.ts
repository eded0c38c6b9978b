/** What is in a list or a set, piece by piece, for those who tell how one became another. */
import type { AnyDomain } from "./domain.ts";
import { isValueSet } from "./value-set.ts";

/** The texts of the items or members of a value that is a list or a set; null: it is neither. */
export function memberTexts({ structure }: AnyDomain, value: unknown): readonly string[] | null {
  switch (structure.kind) {
    case "optional":
      return value === null ? null : memberTexts(structure.inner, value);
    case "list":
      return (value as readonly unknown[]).map((item) => structure.element.format(item));
    case "subset":
      return isValueSet(value) ? value.map((member) => structure.element.format(member)) : null;
    default:
      return null;
  }
}
