/**
 * What the control page says of a memory from the beginning (src/kernel/map.ts): where everything lies, and how much there may
 * be of it. What changes from level to level is written by whoever decides it.
 */
import * as at from "../kernel/map.ts";
import { thresholds } from "../thresholds.ts";
import type { Dimensions } from "./dimensions.ts";
import { REACH } from "./line-shape.ts";
import type { MemoryPlan } from "./memory-plan.ts";
import { MANY_NOTES, MANY_SAMPLES, MOST_LEFT } from "./region-plan.ts";

/** Offsets in the control page, and what is to be there. */
export function controlShape(
  plan: MemoryPlan,
  { words, rules, noted, stateBounds, stepBounds }: Dimensions,
  lineCount: number,
): readonly (readonly [offset: number, value: number])[] {
  return [
    [at.SHAPE_WORDS, words],
    [at.SHAPE_FINGERPRINT_AT, plan.fingerprintAt],
    [at.SHAPE_BLOCK_STATES, thresholds.blockStates],
    [at.SHAPE_SLOTS, plan.slots],
    [at.SHAPE_LINES, plan.lines],
    [at.SHAPE_LINE_COUNT, lineCount],
    [at.SHAPE_REACH, REACH * at.LINE],
    [at.SHAPE_AREA, plan.end],
    [at.SHAPE_ADMITS, 1],
    [at.SHAPE_RULES, plan.rules],
    [at.SHAPE_RULES_END, plan.rules + at.RULE_BYTES * rules],
    [at.SHAPE_STATE_UNITS, plan.stateUnits],
    [at.SHAPE_STEP_UNITS, plan.stepUnits],
    [at.SHAPE_AUDIT_MASK, 2 ** thresholds.auditBits - 1],
    [at.SHAPE_ENABLED_AT, plan.region.enabled],
    [at.SHAPE_DEEPER_AT, plan.region.deeper],
    [at.SHAPE_CROSSED_AT, plan.region.crossed],
    [at.SHAPE_STATE_BOUNDS, stateBounds === 0 ? 0 : plan.stateBounds],
    [at.SHAPE_STATE_BOUNDS_END, stateBounds === 0 ? 0 : plan.stateBounds + at.UNIT_BYTES * stateBounds],
    [at.SHAPE_STEP_BOUNDS, stepBounds === 0 ? 0 : plan.stepBounds],
    [at.SHAPE_STEP_BOUNDS_END, stepBounds === 0 ? 0 : plan.stepBounds + at.UNIT_BYTES * stepBounds],
    [at.SHAPE_NOTES_AT, plan.region.notes],
    [at.SHAPE_SAMPLES_AT, plan.region.samples],
    [at.SHAPE_LEFT_AT, plan.region.left],
    [at.SHAPE_FORM_ROOM, plan.region.forms],
    [at.SHAPE_BATCH, plan.region.batch],
    [at.SHAPE_BATCH_END, plan.region.batchEnd],
    [at.SHAPE_MANY_NOTES, MANY_NOTES],
    [at.SHAPE_MANY_SAMPLES, MANY_SAMPLES],
    [at.SHAPE_MOST_LEFT, MOST_LEFT],
    [at.SHAPE_PREDICATES, plan.predicates],
    [at.SHAPE_PREDICATES_END, plan.predicates + at.UNIT_BYTES * (noted ?? 0)],
    [at.SHAPE_MANY_LOGGED, plan.region.manyLogged],
    [at.SHAPE_MANY_MARKED, plan.region.manyMarked],
  ];
}
