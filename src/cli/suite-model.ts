/** Models of a suite: found as `synod check` finds them, but from the suite's folder, and each file loaded once. */
import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { withoutDot } from "../suite/expand.ts";
import type { LoadSuiteModel, SuiteCommand, SuiteModel } from "../suite/suite-model.ts";
import { referenceOf } from "./against.ts";
import { findModel } from "./find-model.ts";
import type { FoundModel } from "./found-model.ts";
import { runCheck } from "./run-check.ts";
import { NO_PLACES, placesIn, withoutMap } from "./suite-places.ts";
import { typed } from "./typed.ts";

/** `folder`: the suite's; `module`: the URL of its bundle, null: of a program's suite. */
export function suiteModels(folder: string, module: string | null): LoadSuiteModel {
  const loaded = new Map<string, Promise<SuiteModel>>();
  return async (model, label) => {
    if (typeof model !== "string") {
      const { importedModel } = await import("./imported-model.ts");
      return importedModel(model, { folder, module, named, label });
    }
    return named(model);
  };

  function named(reference: string): Promise<SuiteModel> {
    const known = loaded.get(reference);
    if (known !== undefined) return known;
    const loading = findModel(reference, [folder]).then((found) => suiteModel(found, reference, folder));
    loaded.set(reference, loading);
    return loading;
  }
}

function suiteModel(found: FoundModel, reference: string, folder: string): SuiteModel {
  const script = readFileSync(fileURLToPath(found.module), "utf8");
  const isBuiltIn = reference === found.name;
  return {
    name: found.name,
    protocol: found.protocol,
    reference: withoutDot(reference),
    file: isBuiltIn ? null : slashed(relative(folder, found.source)),
    content: withoutMap(script),
    check: (instance, options) => runCheck(found, instance, options),
    places: isBuiltIn ? () => NO_PLACES : placesIn({ ...found, script }, folder),
    without: (instance, mutant) => referenceOf(found, instance, mutant),
    page: async (instance, { mutant, command }, result) => {
      const { pageOf } = await import("./page-of.ts");
      const against = referenceOf(found, instance, mutant);
      return (await pageOf({ found, instance, mutant, against, command }))(result);
    },
    command: (asked) => commandOf(asked, isBuiltIn ? reference : fromHere(found, reference)),
  };
}

/** The path as one types it where the suite is run. */
function fromHere({ source }: FoundModel, reference: string): string {
  const hash = reference.lastIndexOf("#");
  const path = slashed(relative(process.cwd(), source));
  const shown = path.includes("/") ? path : `./${path}`;
  return hash > 0 && !reference.endsWith(path.slice(path.lastIndexOf("/"))) ? shown + reference.slice(hash) : shown;
}

function commandOf({ parameters, mutant, properties, fairness, options }: SuiteCommand, model: string): string {
  const { maxStates, maxDepth, keepGoing, symmetry, reductions } = options;
  const more = [
    ...(maxStates === undefined ? [] : [`--max-states ${maxStates}`]),
    ...(maxDepth === undefined ? [] : [`--max-depth ${maxDepth}`]),
    ...(keepGoing === true ? ["--keep-going"] : []),
    ...(symmetry === undefined ? [] : [symmetry ? "--symmetry" : "--no-symmetry"]),
    ...(reductions === undefined ? [] : [`--reduce ${reductions.length === 0 ? "none" : reductions.join(",")}`]),
  ];
  const asked = typed("check", {
    model,
    parameters: Object.entries(parameters).map(([name, value]) => `${name}=${value}`),
    ...(mutant !== null && { mutant }),
    ...(properties !== null && { property: properties }),
    ...(fairness !== null && { fairness }),
  });
  return [asked, ...more].join(" ");
}

const slashed = (path: string) => path.split(sep).join("/");
