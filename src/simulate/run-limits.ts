/** How many runs there may be, how long, of which seeds: a file of its own, since a command line asks before it loads more. */
export const MOST_RUNS = 2 ** 31 - 1;
/** The calling thread lets nobody else have a turn in the midst of a run: half a second or so. */
export const MOST_DEPTH = 100_000;
export const MOST_SEED = 2 ** 32 - 1;
