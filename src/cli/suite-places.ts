/** Where a model of a suite is written, its rules and its properties: by the source map of its bundle, for annotations in CI. */
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Instance } from "../model/instance.ts";
import type { CheckedEntry, SourcePlace } from "../suite/suite-report.ts";
import { sourceFinder } from "./source-finder.ts";

type Places = CheckedEntry["places"];

export const NO_PLACES: Places = { model: null, rules: {}, properties: {} };

export interface BundledModel {
  /** The URL of its bundle, and the bundle. */
  readonly module: string;
  readonly script: string;
  /** Its own file, and the name of the export. */
  readonly source: string;
  readonly export: string;
}

const MAP = /\n\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)\s*$/;

/** What is run of a bundle: all but the map, which changes with comments, too. */
export function withoutMap(script: string): string {
  return script.replace(MAP, "");
}

/** `folder`: what files are named from. Null maps to nothing: a place that is not known is none. */
export function placesIn({ module, script, source, export: exported }: BundledModel, folder: string) {
  const map = MAP.exec(script)?.[1];
  const find = map === undefined ? null : sourceFinder(withoutMap(script), Buffer.from(map, "base64").toString("utf8"));
  const bundled = dirname(fileURLToPath(module));
  const named = (file: string) => relative(folder, file).split(sep).join("/");
  const payload = map === undefined ? null : (JSON.parse(Buffer.from(map, "base64").toString("utf8")) as SourcesOfMap);
  const text = payload?.sourcesContent[payload.sources.findIndex((each) => resolve(bundled, each) === source)] ?? "";
  const home: SourcePlace = { file: named(source), line: exportLine(text, exported) };
  return ({ model }: Instance): Places => {
    const placeOf = (name: string, closures: readonly object[]): SourcePlace[] => {
      const found = find?.(name, closures, null) ?? null;
      return found === null ? [] : [{ file: named(resolve(bundled, found.source)), line: found.line }];
    };
    const entries = (all: readonly { readonly name: string; readonly closures: readonly object[] }[]) =>
      Object.fromEntries(all.flatMap(({ name, closures }) => placeOf(name, closures).map((place) => [name, place])));
    return {
      model: home,
      rules: entries(model.rules.map(({ name, written = [] }) => ({ name, closures: written }))),
      // Parts of a family have one predicate, under the family's name.
      properties: Object.fromEntries(
        model.properties.flatMap(({ name, family, predicate, target }) =>
          placeOf(family?.name ?? name, target === null ? [predicate] : [predicate, target]).map((place) => [
            name,
            place,
          ]),
        ),
      ),
    };
  };
}

interface SourcesOfMap {
  readonly sources: readonly string[];
  readonly sourcesContent: readonly string[];
}

/** The line that exports it; null: it is not seen. */
function exportLine(text: string, exported: string): number | null {
  const word = exported.replaceAll(/[$]/g, "\\$&");
  const declares = new RegExp(
    exported === "default" ? "^export default\\b" : `^export (?:const|let|var|function|async function) ${word}\\b`,
    "m",
  );
  const at = text.search(declares);
  return at < 0 ? null : text.slice(0, at).split("\n").length;
}
