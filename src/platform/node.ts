/** The platform that Node is. */
import { readFileSync } from "node:fs";
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
  reservableBytes: () => {
    try {
      const limit = /^Max address space +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"));
      if (limit === null) return Number.POSITIVE_INFINITY;
      const taken = /^VmSize:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"));
      return Number(limit[1]) - 1024 * Number(taken?.[1] ?? 0);
    } catch {
      // Another system than Linux, which does not say.
      return Number.POSITIVE_INFINITY;
    }
  },
};
