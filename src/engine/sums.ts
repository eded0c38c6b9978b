/**
 * What threads have counted since they were last asked, each in its region, summed up. The host's own counts (of steps that it
 * took since no tree knew of them) come to it.
 */
import type { Report } from "../explore/assignment.ts";
import * as at from "../kernel/map.ts";
import type { Program } from "../program/program.ts";
import type { KernelMemory } from "./kernel-memory.ts";

export type ThreadSums = Pick<
  Report,
  "added" | "unreduced" | "terminal" | "beyond" | "expanded" | "generated" | "enabled" | "deeper" | "crossed"
>;

/** Takes the counts of all threads, which begin anew. `terminal`: states that the host found to be. */
export function sumsOf(
  memory: KernelMemory,
  host: Pick<Program, "enabled" | "crossed"> & { readonly terminal: number },
): ThreadSums {
  const places = memory.plan.region;
  const enabled = host.enabled.slice();
  const deeper = new Float64Array(enabled.length);
  const crossed = host.crossed.slice();
  let [added, unreduced, terminal, beyond, expanded] = [0, 0, host.terminal, 0, 0];
  const take = (address: number): number => {
    const count = memory.address(address);
    if (count !== 0) memory.set(address, 0);
    return count;
  };
  const takeAll = (sums: Float64Array, from: number): void => {
    for (let index = 0; index < sums.length; index++) sums[index] = (sums[index] as number) + take(from + 4 * index);
  };
  for (const region of memory.regions) {
    added += take(region + at.NEW_STATES);
    unreduced += memory.real(region + at.STOOD_FOR);
    memory.setReal(region + at.STOOD_FOR, 0);
    terminal += take(region + at.TERMINAL_STATES);
    beyond += take(region + at.LOOKED_BEYOND);
    expanded += take(region + at.EXPANDED);
    takeAll(enabled, region + places.enabled);
    takeAll(deeper, region + places.deeper);
    takeAll(crossed, region + places.crossed);
  }
  const generated = enabled.reduce((sum, count) => sum + count, 0);
  return { added, unreduced, terminal, beyond, expanded, generated, enabled, deeper, crossed };
}
