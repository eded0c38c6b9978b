/** A trace of a model as a recording, with its variables' types and what it shows in `meta`. */
import type { Model } from "../model/model.ts";
import { type ReplayedList, statesAlong } from "../trace/replay.ts";
import type { Trace } from "../trace/trace.ts";
import { itfTypes } from "./itf.ts";
import { recordState } from "./record-state.ts";
import type { RecordedMeta, Recording } from "./recording.ts";

/** Throws `trace-mismatch`. */
export function recordTrace(
  model: Model,
  list: ReplayedList,
  { trace, meta }: { readonly trace: Trace; readonly meta: { readonly [name: string]: RecordedMeta } },
): Recording {
  const types = itfTypes(model.schema);
  return {
    vars: Object.keys(model.schema),
    states: statesAlong(model, list).map(({ stored }) => recordState(stored)),
    steps: trace.steps.map(({ rule, arguments: bound }) => ({ rule, arguments: bound })),
    loop: trace.loop,
    meta: { ...meta, ...(Object.keys(types).length > 0 && { varTypes: types }) },
  };
}
