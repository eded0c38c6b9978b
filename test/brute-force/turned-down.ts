/** Thresholds of the engine turned down at random, so that small models reach what is behind them. */
import { DEFAULT_THRESHOLDS, setThresholds, type Thresholds } from "../../src/thresholds.ts";
import { Dice } from "../random/dice.ts";

/** The least that each may be; those that decide whether a reduction is used stay as they are. */
const LEAST: Partial<Thresholds> = {
  ...{ memoFrom: 1, memoLineBits: 1, memoWords: 1, doubledRuns: 0, doubledEvery: 1, learningWindow: 1, forestCells: 1 },
  ...{ tidyCells: 1, scanBits: 1, nodeBits: 1, gatesFrom: 0, gatesGrowth: 1, rootedInstances: 0 },
  ...{ internedValues: 1 },
  ...{ auditBits: 0, renamedBits: 0 },
  ...{ enumeratedRenamings: 1, renamedSlotBits: 0, renamingNumbers: 1, keptMentions: 0 },
  ...{ firstBits: 1, segmentBits: 3, probes: 8, levelBits: 1, levelBitsMore: 1 },
  ...{ arenaRun: 1, arenaSegmentBytes: 64, blockStates: 1, frontierSegmentBytes: 64, batch: 1, logIntegers: 3 },
};
/** With one of these at its least a program gives its trees up, and nothing else of them is to be seen. */
const GIVING_UP = ["learningWindow", "forestCells"];

/**
 * Runs with some thresholds at their least, some near it, and the rest as they are. `byParts`: also with values laid out by
 * parts that could be numbered, which changes what can be reduced, and what fairness can ask.
 */
export async function turnedDown<T>(seed: number, byParts: boolean, run: () => Promise<T>): Promise<T> {
  const dice = new Dice(seed);
  const changed: Partial<Thresholds> = {};
  for (const [name, least] of Object.entries(LEAST) as [keyof Thresholds, number][]) {
    const way = dice.below(GIVING_UP.includes(name) ? 10 : 3);
    if (way === 0) changed[name] = least;
    else if (way === 1) changed[name] = Math.min(DEFAULT_THRESHOLDS[name], least + dice.below(64 * least + 3));
  }
  if (byParts) changed.numberedValues = new Dice(seed, 0x9a27).pick([1, 1, 6, 40, DEFAULT_THRESHOLDS.numberedValues]);
  setThresholds(changed);
  try {
    return await run();
  } finally {
    setThresholds({});
  }
}
