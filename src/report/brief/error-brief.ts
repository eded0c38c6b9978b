/** A coded error in two thousand bytes: what, the likely cause and the remedy come first, whatever else it has to say. */
import { formatError } from "../../errors/errors.ts";
import type { Wording } from "../../errors/wording.ts";
import { BRIEF_BYTES } from "./check-brief.ts";
import { withinBytes } from "./within-bytes.ts";

export function errorBrief(error: unknown, wording: Wording): string {
  const lines = wording(formatError(error)).split("\n");
  return withinBytes([{ lines, spare: "end", least: 4, of: "line" }], BRIEF_BYTES).text;
}
