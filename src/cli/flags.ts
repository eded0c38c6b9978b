/** The options of a program's check as a command line has them, for the texts of errors. */
import { namedOption, type Wording } from "../errors/wording.ts";

export const flags: Readonly<Record<string, string>> = {
  certify: "--certify",
  checkpoint: "--checkpoint",
  checkpointMs: "--every",
  engine: "--engine",
  fairness: "--fairness",
  maxDepth: "--max-depth",
  maxStates: "--max-states",
  memoryBytes: "--memory",
  properties: "--property",
  reductions: "--reduce",
  resume: "--resume",
  shortest: "--shortest",
  "symmetry: false": "--no-symmetry",
  timeMs: "--time",
  trace: "--trace",
  workers: "--workers",
  "workers: 1": "--workers 1",
};

/** An option that the command line does not have keeps its name. */
export const asFlags: Wording = (text) => text.replace(namedOption, (whole, name: string) => flags[name] ?? whole);
