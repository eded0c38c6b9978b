/**
 * Where a page's rules are written: the closures of their writers are looked for in the script that the page has, which a source
 * map leads back to the model's file. What is found twice, or not at all, has no source: none is better than another's.
 */
import { createRequire } from "node:module";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { synodError } from "../errors/errors.ts";
import type { Instance } from "../model/instance.ts";
import type { Rule } from "../model/rule.ts";
import type { RuleSource } from "../page/capsule.ts";
import type { PageModel } from "./page-model.ts";
import { mostOften, sourceFinder } from "./source-finder.ts";

type Made = { readonly rules: readonly Rule[] };
type Highlighted = { readonly highlighted: (source: string) => RuleSource["lines"] };

/** By the names of rules. Throws `not-for-pages` when the script makes another model than the one given. */
export async function ruleSources(
  { script, map }: PageModel,
  { model, parameters }: Instance,
  mutant: string | null,
): Promise<Readonly<Record<string, RuleSource>>> {
  const made = await modelIn(script, parameters, mutant, model.name ?? "the model");
  const names = (rules: readonly Rule[]) => rules.map(({ name }) => name).join("\n");
  if (names(made.rules) !== names(model.rules))
    throw synodError("not-for-pages", {
      model: model.name ?? "the model",
      problem: "bundled for a browser, it makes another model",
    });
  const find = sourceFinder(script, map);
  const found = made.rules.map(({ name, written = [] }) => find(name, written, null));
  const home = mostOften(found.flatMap((each) => each?.source ?? []));
  const { highlighted } = (await import(urlOf("#page/highlight.js"))) as Highlighted;
  const sources: Record<string, RuleSource> = {};
  for (const [at, { name, written = [] }] of made.rules.entries()) {
    const shown = found[at] ?? find(name, written, home);
    if (shown !== null)
      sources[name] = { place: `${basename(shown.source)}:${shown.line}`, lines: highlighted(shown.text) };
  }
  return sources;
}

/** What modules find in Node and not in a browser: where the script is tried they are not there either. */
const NODES_OWN = ["process", "Buffer", "global", "require", "setImmediate", "clearImmediate"];

/** The model that the script makes, by the library of this installation. */
async function modelIn(script: string, parameters: object, mutant: string | null, name: string): Promise<Made> {
  const [synod, invariants] = await Promise.all([import(urlOf("synod")), import(urlOf("synod/invariants"))]);
  const scope: { synodModel?: () => unknown; readonly synod: object } = {
    synod: { synod, "synod/invariants": invariants, "synod/check": synod },
  };
  try {
    new Function("globalThis", ...NODES_OWN, script)(scope);
    const protocol = scope.synodModel?.();
    return (typeof protocol === "function" ? protocol(parameters, mutant) : protocol) as Made;
  } catch (error) {
    throw synodError("not-for-pages", { model: name, problem: "it throws while it loads" }, error);
  }
}

const urlOf = (specifier: string) => pathToFileURL(createRequire(import.meta.url).resolve(specifier)).href;
