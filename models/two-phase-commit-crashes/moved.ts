/** What `two-phase-commit` had before crashes got a model of their own. Commands and programs may still say so. */
import { crash, liveness } from "./crash.ts";
import { mutants } from "./mutants.ts";
import { twoPhaseCommitCrashes } from "./two-phase-commit-crashes.ts";

export const moved = {
  to: [twoPhaseCommitCrashes],
  parameters: { crash, liveness },
  mutants,
  answer: twoPhaseCommitCrashes,
};
