/** What the machine has and what this process took of it. */

import { totalmem } from "node:os";
import { constrainedMemory } from "node:process";

/** Half of the memory that the machine, or the container, has. */
export function defaultMemoryBytes(): number {
  const constrained = constrainedMemory();
  const total = totalmem();
  return Math.floor((constrained !== undefined && constrained > 0 && constrained < total ? constrained : total) / 2);
}

/** The largest resident size that this process, all threads included, has had. */
export function peakRssBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
