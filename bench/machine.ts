/** The machine that measures, as a table has to name it, and what a Node process takes on it before it does anything. */
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { bytesText, durationText } from "../src/report/quantities.ts";
import { median } from "./measure.ts";
import type { Peers } from "./peers.ts";
import { runProcess } from "./run-process.ts";

export interface Machine {
  readonly processors: string;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  /** Null: it does not take part, or is not installed. */
  readonly spin: string | null;
  readonly date: string;
  /** How many processes wanted to run, on average over the last minute. */
  readonly loadBefore: number;
  readonly emptyNode: { readonly wallMs: number; readonly peakBytes: number };
}

export async function describeMachine(peers: Peers | undefined, folder: string): Promise<Machine> {
  const model = cpus()[0]?.model.trim();
  return {
    processors: `${availableParallelism()} x ${model === undefined || model === "" ? "unknown" : model}`,
    memoryBytes: totalmem(),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    spin: peers !== undefined && "versions" in peers.spin ? peers.spin.versions : null,
    date: new Date().toISOString().slice(0, 10),
    loadBefore: loadavg()[0] ?? 0,
    emptyNode: await emptyNode(folder),
  };
}

export function machineText({ processors, memoryBytes, system, node, spin, emptyNode }: Machine): string {
  const programs = [`Node ${node}`, ...(spin === null ? [] : [spin])].join(", ");
  const empty = `An empty Node process takes ${durationText(emptyNode.wallMs)} and ${bytesText(emptyNode.peakBytes)}.`;
  return `${processors}, ${bytesText(memoryBytes)} of memory, ${system}; ${programs}. ${empty}`;
}

async function emptyNode(folder: string): Promise<Machine["emptyNode"]> {
  const times: number[] = [];
  const peaks: number[] = [];
  for (let run = 0; run < 5; run++) {
    const argv = ["-e", "console.log(process.resourceUsage().maxRSS)"];
    const { wallMs, stdout } = await runProcess(process.execPath, argv, folder);
    times.push(wallMs);
    peaks.push(Number(stdout) * 1024);
  }
  return { wallMs: median(times), peakBytes: median(peaks) };
}
