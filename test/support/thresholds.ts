/**
 * The engine's thresholds turned down, so that small models reach the code behind them: to the least, one by one, and several
 * at random.
 */
import { DEFAULT_THRESHOLDS, setThresholds, type Thresholds } from "../../src/thresholds.ts";
import { Dice } from "../random/dice.ts";

/** Patience is none of them: with less of it there is no answer. */
export type ThresholdName = Exclude<keyof Thresholds, "importMs" | "hangMs" | "answerMs">;

/** The least that each may be. */
export const LEAST: Readonly<Record<ThresholdName, number>> = {
  numberedValues: 1,
  movedMembers: 1,
  memoFrom: 1,
  memoLineBits: 1,
  memoWords: 1,
  doubledRuns: 0,
  doubledEvery: 1,
  learningWindow: 1,
  forestCells: 1,
  tidyCells: 1,
  scanBits: 1,
  nodeBits: 1,
  gatesFrom: 0,
  gatesGrowth: 1,
  rootedInstances: 0,
  auditBits: 0,
  renamedBits: 0,
  stubbornSteps: 1,
  processInstances: 1,
  enumeratedRenamings: 1,
  renamedSlotBits: 0,
  renamingNumbers: 1,
  keptMentions: 0,
  internedValues: 1,
  paysByTables: 1,
  paysByRefinement: 1,
  firstBits: 1,
  segmentBits: 3,
  probes: 8,
  levelBits: 1,
  levelBitsMore: 1,
  arenaRun: 1,
  arenaSegmentBytes: 64,
  blockStates: 1,
  frontierSegmentBytes: 64,
  batch: 1,
  // A source, a target and a label.
  logIntegers: 3,
  kernelFrom: 0,
  kernelForeseen: 0,
  kernelCrewStates: 0,
  kernelPlain: 0,
  crewStates: 0,
  crewCalled: 0,
  crewFrom: 0,
  crewSlots: 0,
  seeds: 1,
  seedsAudited: 0,
  checkpointsApart: 0,
  sliceMs: 1,
  runsAloneMs: 0,
  overwritingFrom: 0,
  listWindow: 1,
  listCells: 1,
};

/** Those that decide which reductions are used: with fewer of them there are more states. */
const CHOOSING: readonly ThresholdName[] = [
  "numberedValues",
  "stubbornSteps",
  "processInstances",
  "paysByTables",
  "paysByRefinement",
];

/** Those that change no number in any verdict, whatever is reduced. */
export const THRESHOLDS = (Object.keys(LEAST) as ThresholdName[]).filter((name) => !CHOOSING.includes(name));

/** Those that decide which of the states of a class stands for it: with it, which steps a trace takes. */
export const CHOOSING_FORMS: readonly ThresholdName[] = ["enumeratedRenamings", "renamedSlotBits", "renamingNumbers"];

/** Those that have a program given up its trees: with one of them nothing else of trees is to be seen. */
const GIVING_UP: readonly ThresholdName[] = ["learningWindow", "forestCells"];

/** All at their least, but for those that would hide what others do. */
export const ALL_DOWN: Partial<Thresholds> = Object.fromEntries(
  THRESHOLDS.filter((name) => ![...GIVING_UP, "memoWords", "overwritingFrom"].includes(name)).map((name) => [
    name,
    LEAST[name],
  ]),
);

/** Some of them at their least, others somewhere between that and 64 times as much, the rest as they are. */
export function turnedDown(seed: number): Partial<Thresholds> {
  const dice = new Dice(seed);
  const changed: Partial<Thresholds> = {};
  for (const name of THRESHOLDS) {
    const way = dice.below(GIVING_UP.includes(name) ? 8 : 3);
    if (way === 0) changed[name] = LEAST[name];
    else if (way === 1)
      changed[name] = Math.min(DEFAULT_THRESHOLDS[name], LEAST[name] + dice.below(64 * LEAST[name] + 3));
  }
  return changed;
}

/** Runs with these thresholds in force, the others as they are. */
export async function under<T>(changed: Partial<Thresholds>, run: () => Promise<T>): Promise<T> {
  setThresholds(changed);
  try {
    return await run();
  } finally {
    setThresholds({});
  }
}
