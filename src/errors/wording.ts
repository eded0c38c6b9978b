/**
 * How errors speak of options. Their texts are for two readers: a program has the option `memoryBytes`, a command line has a
 * flag for it. So the tables write "the option `memoryBytes`", or "the limit `timeMs`", as a program would look for it; who
 * answers a command line puts the flag there (cli/flags.ts).
 */
export type Wording = (text: string) => string;

/** For programs. */
export const asWritten: Wording = (text) => text;

/** As the tables name options. */
export const namedOption = /the (?:option|limit) `([^`]+)`/g;
