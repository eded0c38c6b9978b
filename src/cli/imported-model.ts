/**
 * A model that a suite imports: which file exports it. Its closures stand in the bundle of the suite, whose source map says from
 * which file they are; that file is loaded like one that is named, so that threads, the cache and a command by itself find it.
 */
import { synodError } from "../errors/errors.ts";
import type { SuiteModel } from "../suite/suite-model.ts";

export async function importedModel(
  _model: object,
  _folder: string,
  _named: (reference: string) => Promise<SuiteModel>,
): Promise<SuiteModel> {
  throw synodError("bad-suite", {
    subject: "model",
    problem: "is an imported model",
    expected: "the path of the file that exports it",
  });
}
