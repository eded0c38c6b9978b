/** What a model is made of, as names that a test counts: whether the generator reaches what it is meant to. */
import type { FieldData, ModelData } from "../random/model-data.ts";

/** Every feature, once. */
export function featuresOf(model: ModelData): Set<string> {
  const found = new Set<string>();
  const domains = new Map(model.domains);
  for (const [name, domain] of model.domains) {
    const uses = JSON.stringify([model.domains, model.state, model.rules.map((rule) => rule.for)]);
    if (uses.includes(`"${name}"`)) found.add(`domain ${domain.is}`);
    if (domain.is === "range" && domain.low < 0) found.add("negative range");
    if (domain.is === "range" && domain.low === domain.high) found.add("range of one");
    if (domain.is === "range" && domain.high - domain.low > 30) found.add("wide range");
    if (domain.is === "range" && domain.first !== undefined) found.add("range with a first value");
    if (domain.is === "subset" && domain.max !== null) found.add("subset of bounded size");
    if (domain.is === "subset" || domain.is === "list") {
      if (domains.get(domain.of)?.is === "scalarset") found.add(`${domain.is} of scalarsets`);
      const inside = model.domains.filter(([other]) => other !== name).map(([, each]) => each);
      if (JSON.stringify(inside).includes(`"${name}"`)) found.add(`${domain.is} within a value`);
    }
    if (domain.is === "scalarset") found.add(`scalarset of ${domain.size}`);
    if (domain.is === "union" && domain.cases.some(([, fields]) => fields.length === 0))
      found.add("case without fields");
  }
  if (model.domains.filter(([, { is }]) => is === "scalarset").length > 1) found.add("two scalarsets");
  const wide = (of: string) => JSON.stringify(domains.get(of) ?? "").includes("round");
  const field = (data: FieldData, depth: number): void => {
    found.add(depth === 0 ? `field ${data.is}` : `map of ${data.is}`);
    if (data.is === "map") {
      field(data.item, depth + 1);
      return;
    }
    if (data.of.includes(".")) found.add(`${data.is} of a case`);
    if (data.is === "set" || data.is === "bag") {
      if (data.capacity !== null) found.add(`${data.is} with a capacity`);
      if (wide(data.of)) found.add(`${data.is} of very many`);
    }
  };
  const fields = new Map(model.state);
  for (const [, data] of model.state) field(data, 0);
  for (const rule of model.rules) {
    found.add(`${rule.for.length} bindings`);
    if (rule.when === null) found.add("no guard");
    if (rule.reads !== null) found.add("reads and writes");
    if (rule.reads?.some(({ keys }) => keys.length > 0) || rule.writes?.some(({ keys }) => keys.length > 0))
      found.add("places inside fields");
    for (const [, binding] of rule.for) {
      if ("domain" in binding) {
        const is = domains.get(binding.domain)?.is ?? "case";
        found.add(`binding ${is}`);
      } else {
        const isEntries = "entries" in binding;
        let collection = fields.get(isEntries ? binding.entries : binding.members) as FieldData;
        for (const _ of binding.keys) if (collection.is === "map") collection = collection.item;
        const what = isEntries ? "entries" : "members";
        if (binding.keys.length > 0) found.add(`${what} inside a map`);
        if (isEntries) {
          found.add(`entries of ${collection.is}`);
          continue;
        }
        if (binding.orNull) found.add("members or null");
        found.add(`members of ${collection.is}${binding.within === null ? "" : " within a case"}`);
      }
    }
  }
  found.add(model.init === null ? "no init" : `init ${model.init.is}`);
  if (model.init?.is === "choices" && model.init.when !== null) found.add("init when");
  if (model.normalise !== null) found.add(`normalise ${model.normalise.is}`);
  for (const { kind, forEvery } of model.properties) {
    found.add(kind);
    if (forEvery !== null) found.add(`forEvery ${kind}`);
    if (forEvery !== null) found.add("forEvery");
  }
  if (model.properties.length === 0) found.add("no properties");
  found.add(`terminal ${typeof model.terminal === "object" && model.terminal !== null ? "predicate" : model.terminal}`);
  for (const [, assumptions] of model.fairness) {
    if (assumptions.length > 1) found.add("several assumptions");
    for (const { kind, rules, per, where, when = null } of assumptions) {
      if (when !== null) found.add(`${kind} under a condition`);
      found.add(kind);
      if (rules.length > 1) found.add("fairness of several rules");
      if (where !== null) found.add("where");
      if (per !== null)
        found.add(per === "instance" ? "per instance" : Array.isArray(per) ? "per binding" : "per function");
    }
  }
  for (const { kind } of model.bounds ?? []) found.add(`bound on ${kind === "step" ? "steps" : "states"}`);
  if (model.parameters.length > 0) found.add("parameters");
  if (model.mutant !== null) found.add("mutant");
  JSON.stringify([model.rules, model.properties, model.init, model.normalise], (_, part) => {
    if (typeof part?.e === "string") found.add(`expression ${part.e}`);
    if (part?.among?.values !== undefined) found.add("quantified over a list or a set");
    if (typeof part?.do === "string") found.add(`statement ${part.do}`);
    return part;
  });
  return found;
}
