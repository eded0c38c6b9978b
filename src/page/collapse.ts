/** Lanes of many processes of a kind as one, called after them all: what is beyond eight lanes cannot be taken in at a glance. */
import type { Lane, LanePlan } from "../trace/lanes.ts";
import { rowKey } from "../trace/lanes.ts";
import type { ProcessKind } from "../trace/process-kinds.ts";

/** More lanes than this may be collapsed. */
export const MANY_LANES = 8;

export function collapsedPlan(plan: LanePlan, kinds: readonly ProcessKind[], collapsed: ReadonlySet<number>): LanePlan {
  if (collapsed.size === 0) return plan;
  const lanes: Lane[] = [];
  const to = plan.lanes.map((lane) => {
    const { kind } = lane;
    if (kind === null || !collapsed.has(kind)) return lanes.push(lane) - 1;
    const key = rowKey(kind, "*");
    const known = lanes.findIndex((each) => each.key === key);
    if (known >= 0) return known;
    const { name, values } = kinds[kind] as ProcessKind;
    const said = `${name ?? `${values[0]} to ${values.at(-1)}`} ×${values.length}`;
    return lanes.push({ key, name: said, short: `×${values.length}`, kind: null, value: "" }) - 1;
  });
  const of = plan.of.map((lane) => to[lane] as number);
  return {
    lanes,
    of,
    touches: plan.touches.map((touched, at) =>
      [...new Set(touched.map((lane) => to[lane] as number))].filter((lane) => lane !== of[at]),
    ),
  };
}
