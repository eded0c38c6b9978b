/**
 * Every number at which the engine changes its ways: when a memo wakes, when gates are made, when trees are given up, when
 * threads join. None of them may change an answer. Code behind a threshold is code that small models never reach, so they
 * are gathered here for tests to turn down (test/support/thresholds.ts); they are no options, and nobody else sets them.
 *
 * Who needs one reads it when it is constructed, never for each state. Threads of a crew are sent what was set.
 */
export const DEFAULT_THRESHOLDS = Object.freeze({
  // Layout.
  /** Values of a domain with parts up to which it is numbered in one slot, one code left; of more, parts have slots each. */
  numberedValues: 2 ** 31 - 2,
  /** Values that mention elements of scalarsets up to which a set of them has a bit for each, which renaming moves. */
  movedMembers: 2 ** 12,

  // Trees.
  /** Learning runs of a predicate after which a memo pays: before, its tree is small. */
  memoFrom: 32,
  /** A memo has 2^memoLineBits lines, and looks at so many words at most. */
  memoLineBits: 13,
  memoWords: 4,
  /** Learning runs up to this one, and then one in `doubledEvery`, are made twice. */
  doubledRuns: 64,
  doubledEvery: 32,
  /** Learning runs after which it is asked whether trees are used at all. */
  learningWindow: 4096,
  /** How often a rule's trees are given up before their leaves say what an effect writes: once, or 0, never to say what it changes. */
  overwritingFrom: 1,
  /** The same of rules that add to lists: learning runs, and cells, after which their trees are given up sooner. */
  listWindow: 2 ** 8,
  listCells: 2 ** 18,
  /** Cells after which a forest is full, 16 MiB, and those below which it is not worth tidying. */
  forestCells: 2 ** 22,
  tidyCells: 2 ** 10,
  /** Bits that one scan node asks for, at most 31, and a slot node, at least 1. */
  scanBits: 31,
  nodeBits: 6,
  /** Evaluations of a rule's instances after which gates pay, and are then made again after so many times more. */
  gatesFrom: 2 ** 10,
  gatesGrowth: 8,
  /** Instances with a root of their own from the start; a rule with more has them on demand. */
  rootedInstances: 2 ** 16,
  /** One state in 2^auditBits has all its closures run again, and under symmetry one in 2^renamedBits is renamed. */
  auditBits: 13,
  renamedBits: 8,

  // Values.
  /** Values of a domain too large to keep them all after which, between runs, the next generation of them begins. */
  internedValues: 2 ** 14,

  // Reductions.
  /** Rule instances of a model, and of a process, with which partial order gives up. */
  stubbornSteps: 2 ** 11,
  processInstances: 2 ** 14,
  /** What canonical forms by tables are for: renamings tried for each state, bits of a slot, numbers in all tables. */
  enumeratedRenamings: 24,
  renamedSlotBits: 12,
  renamingNumbers: 2 ** 22,
  /** Codes whose mentions of elements are kept. */
  keptMentions: 2 ** 12,
  /** Renamings below which symmetry, by tables or by refinement, takes longer than it gains. */
  paysByTables: 6,
  paysByRefinement: 24,

  // The visited set and what else threads share.
  /** The visited set begins with 2^firstBits slots, in segments of 2^segmentBits at most. */
  firstBits: 16,
  segmentBits: 22,
  /** Slots that are looked at before a set counts as full. */
  probes: 2 ** 13,
  /** Bits of an origin that hold the level, at first, and how many more whenever levels outgrow them. */
  levelBits: 8,
  levelBitsMore: 2,
  /** Indices of an arena that a thread takes at a time; the bytes of one of its segments. */
  arenaRun: 256,
  arenaSegmentBytes: 2 ** 23,
  /** States of a block, and the bytes of a segment of blocks. */
  blockStates: 128,
  frontierSegmentBytes: 2 ** 21,
  /** Successors gathered, at least, before they are looked up together. */
  batch: 256,
  /** Integers of one chunk of the logs of steps and marks. */
  logIntegers: 2 ** 18,

  // The kernel.
  /** States found from which the kernel searches. */
  kernelFrom: 20_000,
  /** States found, in levels that get much larger, from which it and the threads that help it come up meanwhile. */
  kernelForeseen: 4096,
  /** Levels with fewer states are searched by the calling thread alone. */
  kernelCrewStates: 2048,
  /** 1: the kernel runs as plain TypeScript. */
  kernelPlain: 0,

  // Threads.
  /** Levels with fewer states are expanded by the calling thread. */
  crewStates: 4096,
  /** States found before a crew is called, and before it is used. */
  crewCalled: 20_000,
  crewFrom: 100_000,
  /** Fewer slots than this are moved by the calling thread. */
  crewSlots: 2 ** 20,
  /** How long a thread waits for what a model's module awaits when it is imported. */
  importMs: 5000,
  /** Initial states looked up before the calling thread lets the event loop breathe, and those of them audited all. */
  seeds: 4096,
  seedsAudited: 64,
  /** So many times as long as writing a checkpoint takes the search goes on before the next one is written. */
  checkpointsApart: 2,
  /** How long the calling thread works before it lets the event loop breathe. */
  sliceMs: 40,
  /** Random runs are made by the calling thread for so long, and where the rest would not take it as long again. */
  runsAloneMs: 1000,
  /** How long the calling thread waits for threads that help a kernel, when it has done its own part. */
  answerMs: 300_000,
  /** After so long, and more for models with many instances, a closure is taken not to end. */
  hangMs: 10_000,
});

export type Thresholds = { -readonly [Name in keyof typeof DEFAULT_THRESHOLDS]: number };

/** Those in force in this thread. */
export const thresholds: Thresholds = { ...DEFAULT_THRESHOLDS };

/** Puts these in force, and the defaults of the others. For tests, and for the threads that they start. */
export function setThresholds(changed: Partial<Thresholds>): void {
  Object.assign(thresholds, DEFAULT_THRESHOLDS, changed);
}
