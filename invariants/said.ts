/** How claims of this library say what they are about, where a model has no words of its own for it. */
import { describe } from "../src/domain/describe.ts";
import type { Stated } from "../src/model/structure.ts";

/** As traces have values: names without quotes, and no value as `none`. */
export function called(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "none" : describe(value);
}

/** What is said of a claim where it is true, and where it is false; null: no words for that. */
export function saying(yes: () => string, no: () => string | null = () => null): Stated["says"] {
  return (answer) => (answer ? yes() : no());
}
