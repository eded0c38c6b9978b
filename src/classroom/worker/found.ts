/**
 * The model that a command names, in a page: one that comes with synod, loaded when it is asked for, or a file of the lesson,
 * evaluated anew whenever the model is made again.
 */
import { modules } from "../../../models/modules.ts";
import { synodError } from "../../errors/errors.ts";
import { protocolsIn } from "../../model/address.ts";
import type { NamedProtocol } from "../../model/instance.ts";
import { library } from "../../page/library.ts";
import type { Importable } from "./module-files.ts";
import type { LessonFiles } from "./question.ts";

/** Finds it, and makes it once more, from a module whose variables nobody has touched. */
export type Remade = () => NamedProtocol;

/** Throws `unknown-model` or `model-does-not-load`. */
export async function foundByName(reference: string, files: LessonFiles): Promise<Remade> {
  const [path = "", wanted = null] = reference.split("#");
  // As it is called from the root of the repository, `lessons/01-any-step/counter.ts`, or beside it.
  const name = [path, path.replace(/^.*\//, "")].find((each) => files.has(each));
  if (name !== undefined) {
    const importable = await importableBy(files);
    // What strips types is as large as it is: built-in models need none.
    const { exportsOf } = await import("./module-files.ts");
    return () => picked(exportsOf(files, name, importable), name, wanted);
  }
  if (!Object.hasOwn(modules, path))
    throw synodError("unknown-model", { name: reference, known: [...files.keys(), ...Object.keys(modules)] });
  const exports = (await modules[path as keyof typeof modules]()) as Readonly<Record<string, unknown>>;
  return () => builtIn(exports, path);
}

function builtIn(exports: Readonly<Record<string, unknown>>, name: string): NamedProtocol {
  const protocol = [...protocolsIn(exports).values()].find((each) => each.protocol.name === name);
  if (protocol === undefined) throw new Error(`no export is called ${name}`);
  return { name, protocol };
}

/** The models that come with synod are many: they are there for files that import them. */
async function importableBy(files: LessonFiles): Promise<Importable> {
  const asks = [...files.values()].some((source) => /["']synod\/models["']/.test(source));
  return asks ? { ...library, "synod/models": await import("../../../models/index.ts") } : library;
}

function picked(exports: Readonly<Record<string, unknown>>, file: string, wanted: string | null): NamedProtocol {
  const found = protocolsIn(exports);
  const names = [...found.keys()];
  const [only] = names;
  if (only === undefined) throw synodError("model-does-not-load", { model: file, problem: "it exports no model" });
  const name = wanted ?? (names.length === 1 ? only : "default");
  const protocol = found.get(name);
  if (protocol === undefined)
    throw synodError("model-does-not-load", {
      model: file,
      problem: wanted === null ? `it exports several models: ${names.join(", ")}` : `it exports no model "${wanted}"`,
      asked: { name: wanted, known: names },
    });
  const called = protocol.protocol.name;
  return { name: called === "default" ? file.replace(/^.*\/|\.\w+$/g, "") : called, protocol };
}
