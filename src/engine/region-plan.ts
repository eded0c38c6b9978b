/**
 * Where everything lies in the part of memory that is a thread's own: offsets in its region. A thread looks for room between
 * batches, so that there is room for what one batch may add behind whatever counts as full.
 */
import { answerWords } from "../explore/graph-log.ts";
import * as at from "../kernel/map.ts";
import { thresholds } from "../thresholds.ts";
import type { Dimensions } from "./dimensions.ts";
import { REACH, SLOTS } from "./line-shape.ts";
import { MemoryParts, up } from "./memory-parts.ts";
import { CROSSED_TOTALS, MOST_UNITS } from "./units.ts";

/** Notes, and samples, at which a thread asks for a pause. */
export const MANY_NOTES = 1024;
export const MANY_SAMPLES = 4096;
const NOTE_BYTES = 16;
const LEFT_BYTES = 16;
/** Leftovers of growing: all that may stand in the lines between two homes, and all of the last wave. */
export const MOST_LEFT = SLOTS * REACH + 2 * SLOTS * REACH;
/** What one step may add to its log: its source, its target and itself. */
const LOGGED_BYTES = 12;

export interface RegionPlan {
  readonly enabled: number;
  readonly deeper: number;
  readonly crossed: number;
  readonly notes: number;
  readonly samples: number;
  readonly left: number;
  readonly forms: number;
  readonly batch: number;
  /** The batch is looked up when it reaches this far. */
  readonly batchEnd: number;
  /** Where logs begin, and where they are long enough for a pause. */
  readonly logged: number;
  readonly manyLogged: number;
  readonly marked: number;
  readonly manyMarked: number;
}

/** `burst`: entries that a batch may have. */
export function regionOf(
  { rules, seats, noted, formRoom, stateBounds, stepBounds }: Dimensions,
  { burst, entryBytes }: { readonly burst: number; readonly entryBytes: number },
): { readonly region: RegionPlan; readonly regionBytes: number } {
  const isNumbered = noted !== null;
  const markBytes = 4 * (1 + answerWords(noted ?? 0));
  const many = 4 * thresholds.logIntegers;
  const places = new MemoryParts(at.REGION_HEADER);
  const part = (size: number): number => places.take(size);
  const enabled = part(4 * rules);
  const deeper = part(4 * rules);
  const crossed = part(4 * (CROSSED_TOTALS + stateBounds + stepBounds));
  // One state may add a note for each of its steps twice, and each state of a batch one, or two where it is marked.
  const notes = part(NOTE_BYTES * (MANY_NOTES + 2 * seats + (isNumbered ? 2 : 1) * burst + MOST_UNITS + 8));
  const samples = part(4 * (MANY_SAMPLES + burst));
  const left = part(LEFT_BYTES * MOST_LEFT);
  const forms = part(formRoom);
  const batch = part(entryBytes * burst);
  // With room for what one batch may add to many.
  const logged = part(isNumbered ? many + LOGGED_BYTES * burst : 0);
  const marked = part(isNumbered ? many + markBytes * burst : 0);
  const region: RegionPlan = {
    enabled,
    deeper,
    crossed,
    notes,
    samples,
    left,
    forms,
    batch,
    batchEnd: batch + entryBytes * thresholds.batch,
    logged,
    manyLogged: logged + many,
    marked,
    manyMarked: marked + many,
  };
  return { region, regionBytes: up(places.end + 64, 4096) };
}
