/**
 * What the model's closures throw when they are asked once more: by a judge, by who replays what was found, by another
 * instance in another order. Where they were asked first they did not, or the search had ended there: what they do depends
 * on something else than the state.
 */
import { type ErrorId, isSynodError, type SynodError, synodError } from "../errors/errors.ts";
import { exitCodes } from "../errors/exit-codes.ts";

/** Refusals of what closures answer, which are no less their doing than what they throw. */
const REFUSED: readonly ErrorId[] = ["bad-rule", "bad-property"];

/** `impure-model` for what a closure threw; null: it was not the model's doing, or says itself what it is. */
export function thrownAnew(error: unknown): SynodError | null {
  // How long closures may take is not the same for all who ask.
  if (!isSynodError(error) || error.id === "endless-closure") return null;
  if (error.exitCode !== exitCodes.modelThrew && !REFUSED.includes(error.id)) return null;
  const problem = `asked once more, it did not answer as before: ${error.message}`;
  return synodError("impure-model", { subject: subjectOf(error.id, error.details), problem }, error);
}

function subjectOf(id: ErrorId, details: object): string {
  if (id === "initial-state-threw" || ("rule" in details && details.rule === "init")) return "init";
  if ("rule" in details) return `rule ${details.rule}`;
  return "property" in details ? `property ${details.property}` : "the model";
}
