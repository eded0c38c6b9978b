/** The platform that Node is. */
import { totalmem } from "node:os";
import { constrainedMemory } from "node:process";
import { collectGarbage } from "./garbage.ts";
import type { Platform } from "./platform.ts";
import { guarded } from "./watchdog.ts";

export const platform: Platform = {
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
  guarded,
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  collectGarbage,
  // Half of what the machine, or the container, has.
  defaultMemoryBytes: () => {
    const constrained = constrainedMemory();
    const total = totalmem();
    return Math.floor((constrained !== undefined && constrained > 0 && constrained < total ? constrained : total) / 2);
  },
  peakRssBytes: () => process.resourceUsage().maxRSS * 1024,
};
