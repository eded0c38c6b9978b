/**
 * The numbers a shell or a CI job sees. They follow TLC where TLC has one (tlc2.output.EC.ExitStatus), so that a
 * script written for TLC reads synod's; 20 to 24 are synod's own.
 */

export const exitCodes = {
  ok: 0,
  badCommandLine: 1,
  assumption: 10,
  deadlock: 11,
  safety: 12,
  liveness: 13,
  undecided: 20,
  vacuous: 21,
  countsDiffer: 22,
  impureModel: 23,
  notInductive: 24,
  modelThrew: 75,
  modelDoesNotLoad: 150,
  badConfig: 151,
  overBudget: 152,
  other: 255,
} as const;

/** A number that a shell or a CI job sees. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
