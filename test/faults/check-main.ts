// A check of a built-in model with default options, in this thread: what seeded.ts builds. Prints the outcome as JSON.
import { parseParameters } from "../../src/cli/arguments.ts";
import { findModel } from "../../src/cli/find-model.ts";
import { runCheck } from "../../src/cli/run-check.ts";
import { reviveError } from "../../src/errors/errors.ts";
import { instantiate } from "../../src/model/instance.ts";

const [name = "", ...rest] = process.argv.slice(2);
const found = await findModel(name);
const instance = instantiate(found, parseParameters(rest.filter((word) => word.includes("="))), null);
const options = {
  certify: rest.includes("--certify"),
  ...(rest.includes("--no-symmetry") && { symmetry: false }),
  ...(rest.includes("--reference") && { engine: "reference" as const }),
};
const { verdict } = await runCheck(found, instance, { workers: 1, ...options });
const error = verdict.error === null ? null : reviveError(verdict.error);
process.stdout.write(
  JSON.stringify({ outcome: verdict.outcome, code: error?.code ?? null, message: error?.message ?? "" }),
);
