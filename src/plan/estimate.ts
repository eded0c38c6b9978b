/**
 * From a search that was cut short, and smaller configurations that were searched to the end, to a range for how many states
 * there are. Pure arithmetic on the sizes of levels.
 *
 * A breadth-first search finds few states, then many, then few: seen as a share of its depth, the curve of a protocol changes
 * little from one value of a parameter to the next. So the share that a smaller configuration had found by the same share of
 * its depth is about the share that has been found here:
 *
 *     states  ~  found up to level k  /  share(k / depth),        depth by going on in a straight line
 *
 * Larger configurations bunch up in the middle, hence the truth lies above that figure far more often than below, and the
 * further what is missing, the further. The margins below are set by experience: see docs/agents.md#how-large-a-search-will-be.
 */

/** States by level, of a search to the end or of the levels that are complete. */
export type Levels = readonly number[];

/** Logarithms to base e. */
export interface LogRange {
  readonly least: number;
  readonly most: number;
}

/** Of the logarithm: below the figure; above it, and so much more for each unit that is not found yet. */
const BELOW = 0.4;
const ABOVE = 1.2;
const ABOVE_MISSING = 0.8;

/** Fewer levels than these have no shape. */
const LEAST_LEVELS = 4;

export function byShape(found: Levels, smaller: Levels, smallerStill: Levels): LogRange | null {
  const seen = sum(found);
  const last = found.length - 1;
  if (found.length < LEAST_LEVELS || smaller.length < LEAST_LEVELS) return null;
  const depth = Math.max(2 * (smaller.length - 1) - (smallerStill.length - 1), smaller.length - 1, last + 1);
  const figure = Math.log(seen) - logShare(smaller, last / depth);
  const missing = figure - Math.log(seen);
  return { least: Math.max(Math.log(seen), figure - BELOW), most: figure + ABOVE + ABOVE_MISSING * missing };
}

/** The logarithm of the share of all states that were found by a share of the depth. */
function logShare(levels: Levels, share: number): number {
  const at = share * (levels.length - 1);
  const below = Math.floor(at);
  const total = sum(levels);
  if (below >= levels.length - 1) return 0;
  const until = sum(levels.slice(0, below + 1));
  const next = until + (levels[below + 1] as number);
  return (1 - (at - below)) * Math.log(until / total) + (at - below) * Math.log(next / total);
}

/** How the growth from one value of a parameter to the next may change. */
const SLOWER = 0.7;
const FASTER = 1.3;
const MARGIN = 0.3;

/**
 * By the growth from value to value alone, where the search itself has not come far enough to have a shape: logarithms of the
 * states at the value before, the one before that, and, if it is known, the third. Intervals, since the first may be a guess.
 */
export function byGrowth(before: LogRange, twice: LogRange, thrice: LogRange | null): LogRange {
  const least = Math.max(0, before.least - twice.most);
  const most = Math.max(0, before.most - twice.least);
  // What the growth gained or lost from step to step it may gain or lose once more.
  const bend = thrice === null ? 0 : (least + most) / 2 - middle(twice) + middle(thrice);
  const slowest = thrice === null ? least * SLOWER : least + Math.min(0, bend);
  const fastest = thrice === null ? most * (2 - SLOWER) : most + Math.max(0, bend);
  return {
    least: before.least + Math.max(0, slowest) * SLOWER - MARGIN,
    most: before.most + Math.max(0, fastest) * FASTER + MARGIN,
  };
}

/** All that any of them thinks possible. */
export function hull(ranges: readonly LogRange[]): LogRange | null {
  if (ranges.length === 0) return null;
  return {
    least: Math.min(...ranges.map(({ least }) => least)),
    most: Math.max(...ranges.map(({ most }) => most)),
  };
}

function middle({ least, most }: LogRange): number {
  return (least + most) / 2;
}

export function sum(levels: Levels): number {
  return levels.reduce((all, level) => all + level, 0);
}
