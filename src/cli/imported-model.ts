/**
 * A model that a suite imports: which file exports it. In the bundle of a suite its closures say from which file they are, by the
 * source map; in a program its declaration does. That file is loaded like one that is named, so that threads, the cache and a
 * command by itself find it, and what it exports is compared with what was imported: by all that it declares, and by what it does in
 * the states nearest to the first. What several exports could be is refused.
 */
import { readFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type ErrorDetails, isSynodError, synodError } from "../errors/errors.ts";
import { proofOf } from "../explore/proof.ts";
import { isModel, type Model } from "../model/model.ts";
import { declarationOf } from "../model/origin.ts";
import type { Protocol } from "../model/protocol.ts";
import { UNREDUCED } from "../program/program.ts";
import type { SuiteModel } from "../suite/suite-model.ts";
import { findBuiltIn } from "./built-ins.ts";
import { placesIn } from "./suite-places.ts";

export interface Importing {
  /** The suite's. */
  readonly folder: string;
  /** The URL of its bundle; null: it is a program's. */
  readonly module: string | null;
  readonly named: (reference: string) => Promise<SuiteModel>;
  /** What imports it, for errors: `check 3`. */
  readonly label: string;
}

/** Throws `bad-suite` where no file exports it. */
export async function importedModel(
  imported: object,
  { folder, module, named, label }: Importing,
): Promise<SuiteModel> {
  const given = imported as Model | Protocol;
  const name = isModel(given) ? given.name : given.protocol.name;
  const builtIn = name === null || name === undefined ? null : await findBuiltIn(name);
  // Bundles import the built-in models as they are: it is one of them, or somebody's own of that name.
  if (builtIn !== null && builtIn.protocol === given) return named(builtIn.name);
  const file = fileOf(given, folder, module);
  if (file !== null) {
    const reference = `./${relative(folder, file).split(sep).join("/")}`;
    const references = await exportsOf(reference, named);
    const alike = (await Promise.all(references.map(named))).filter(({ protocol }) => isAlike(protocol, given));
    const same = alike.filter(({ protocol }) => closuresOf(protocol) === closuresOf(given));
    // Of several from one mould none is taken for another.
    const [found, another] = same.length > 0 ? same : alike;
    if (found !== undefined && another === undefined) return found;
  }
  throw synodError("bad-suite", {
    subject: `model of ${label}`,
    problem: file === null ? "is an object of no file that is known" : "is an object that no file exports",
    expected: 'exported by a file, and that file\'s path: model: "./models/lease.ts#lease"',
  });
}

/** The references of all models that a file exports. */
async function exportsOf(reference: string, named: Importing["named"]): Promise<string[]> {
  try {
    await named(reference);
    return [reference];
  } catch (error) {
    if (!isSynodError(error, "model-does-not-load")) throw error;
    const { asked } = error.details as ErrorDetails<"model-does-not-load">;
    if (asked === undefined) return [];
    return asked.known.map((each) => `${reference}#${each}`);
  }
}

function fileOf(given: Model | Protocol, folder: string, module: string | null): string | null {
  const declared = declarationOf(given)?.module ?? null;
  if (module === null || (declared !== null && declared !== module))
    return declared?.startsWith("file:") ? fileURLToPath(declared) : declared;
  const script = readFileSync(fileURLToPath(module), "utf8");
  const places = placesIn(
    { module, script, source: folder, export: "" },
    folder,
  )({ model: modelOf(given), parameters: {} });
  const files = [...Object.values(places.rules), ...Object.values(places.properties)].map((each) => each.file);
  const times = (file: string) => files.filter((each) => each === file).length;
  const [first] = files.toSorted((one, other) => times(other) - times(one));
  return first === undefined ? null : resolve(folder, first);
}

function modelOf(given: Model | Protocol): Model {
  return isModel(given) ? given : given();
}

/** Whether they declare the same: of a protocol also its parameters and mutants. Bundling may name what closures use otherwise. */
function isAlike(found: Protocol, given: Model | Protocol): boolean {
  const header = isModel(given)
    ? true
    : JSON.stringify([found.protocol.name, found.protocol.mutants, found.protocol.parameters]) ===
      JSON.stringify([given.protocol.name, given.protocol.mutants, given.protocol.parameters]);
  return header && behavesAlike(found(), modelOf(given));
}

/** Declared alike, and alike in the states nearest to the first: the proof that a thread gives of having its caller's model. */
function behavesAlike(one: Model, other: Model): boolean {
  const [mine, theirs] = [proofOf(one, UNREDUCED), proofOf(other, UNREDUCED)];
  return JSON.stringify(mine.parts) === JSON.stringify(theirs.parts);
}

function closuresOf(given: Model | Protocol): string {
  const { rules, properties } = modelOf(given);
  return JSON.stringify([
    rules.map(({ written = [] }) => written.map(String)),
    properties.map(({ predicate }) => String(predicate)),
  ]);
}
