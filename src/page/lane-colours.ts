/** Where a lane has the colour of a value that its process has there, as the model's `view` says. */
import type { Drawing } from "../model/drawing.ts";
import type { Colour } from "../model/view-definition.ts";
import type { PlainState } from "../state/plain.ts";
import type { LanePlan } from "../trace/lanes.ts";
import type { ProcessKind } from "../trace/process-kinds.ts";
import type { WalkedPath } from "./path.ts";

export interface ColouredSpan {
  readonly lane: number;
  /** The states in which it has it, the last one included. */
  readonly from: number;
  readonly to: number;
  readonly colour: Colour;
  /** `phase: leader`. */
  readonly says: string;
}

/** Of several fields with colours the first one that colours a value has the lane. */
export function colouredSpans(
  { states }: WalkedPath,
  { lanes }: LanePlan,
  kinds: readonly ProcessKind[],
  drawing: Drawing | null,
): ColouredSpan[] {
  if (drawing === null || drawing.colours.size === 0) return [];
  return lanes.flatMap(({ kind, value }, lane) => {
    const own = kind === null ? undefined : kinds[kind];
    if (own === undefined) return [];
    const spans: ColouredSpan[] = [];
    states.forEach(({ plain }, at) => {
      const found = colourIn(plain, own, value, drawing);
      if (found === null) return;
      const last = spans.at(-1);
      if (last?.to === at - 1 && last.says === found.says) spans[spans.length - 1] = { ...last, to: at };
      else spans.push({ lane, from: at, to: at, ...found });
    });
    return spans;
  });
}

function colourIn(plain: PlainState, { fields, takes }: ProcessKind, process: string, { colours }: Drawing) {
  for (const [field, byValue] of colours) {
    const held = fields.includes(field) ? plain.get(field) : undefined;
    const item =
      held?.kind === "map" && takes === undefined ? held.entries.find(([key]) => key === process)?.[1] : held;
    const colour = item?.kind === "value" ? byValue.get(item.text) : undefined;
    if (item?.kind === "value" && colour !== undefined) return { colour, says: `${field}: ${item.text}` };
  }
  return null;
}

/** The colour of what stands at `phase[n1]`; null: none. */
export function colourAt(drawing: Drawing | null, place: string, text: string): Colour | null {
  const [, field = place] = /^(.*)\[[^\]]*\]$/su.exec(place) ?? [];
  return drawing?.colours.get(field)?.get(text) ?? null;
}

const VARIABLES: Readonly<Record<Colour, string>> = {
  blue: "var(--a)",
  ochre: "var(--b)",
  red: "var(--bad)",
  grey: "var(--ink3)",
};

export function variableOf(colour: Colour): string {
  return VARIABLES[colour];
}
