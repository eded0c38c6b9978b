/** From what a person calls a model to the model: a built-in's name, or a file of their own. */
import { synodError } from "../errors/errors.ts";
import { builtInNames, findBuiltIn } from "./built-ins.ts";
import type { FoundModel } from "./found-model.ts";
import { locateFile } from "./locate-file.ts";

/**
 * Finds a model by name or path. `folders`: where a relative path may start, the first that has such a file wins. A
 * built-in's name comes first; a path with a slash in it never means one.
 */
export async function findModel(reference: string, folders: readonly string[] = [process.cwd()]): Promise<FoundModel> {
  const builtIn = await findBuiltIn(reference);
  if (builtIn !== null) return builtIn;
  const file = locateFile(reference, folders);
  if (file === null) throw synodError("unknown-model", { name: reference, known: builtInNames });
  const { loadUserModel } = await import("./user-model.ts");
  return loadUserModel(file);
}
