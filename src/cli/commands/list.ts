/** `synod list`. */
import { describeProtocol } from "../../report/description.ts";
import { fairRulesJson, fairRulesText } from "../../report/fair-rules.ts";
import { listText } from "../../report/list-text.ts";
import { rulesJson, rulesText } from "../../report/rules-text.ts";
import { SCHEMA_VERSION } from "../../report/schema-version.ts";
import type { Json } from "../../report/state-json.ts";
import { allBuiltIns } from "../built-ins.ts";
import { describedRules } from "../described-rules.ts";
import { findModel } from "../find-model.ts";
import type { Terminal } from "../terminal.ts";

/**
 * `reference` undefined: all built-in models. `rules`: with what each rule reads and writes, which takes a search.
 * `fairness`: with the names of what can be fair.
 */
export async function listModels(
  reference: string | undefined,
  { rules = false, fairness = false }: { readonly rules?: boolean; readonly fairness?: boolean },
  terminal: Terminal,
): Promise<number> {
  const { json, page } = terminal;
  const found = reference === undefined ? await allBuiltIns() : [await findModel(reference)];
  const models: Json[] = [];
  const texts: string[] = [];
  for (const { protocol } of found) {
    const description = describeProtocol(protocol);
    const described = rules ? await describedRules(protocol) : null;
    const fair = fairness ? protocol() : null;
    models.push({
      ...description,
      ...(fair !== null && { fair: fairRulesJson(fair.rules) }),
      ...(described !== null && { footprints: rulesJson(described) }),
    } as Json);
    const parts = [
      listText([description], page),
      ...(fair === null ? [] : [fairRulesText(fair, page)]),
      ...(described === null ? [] : [rulesText(described, page)]),
    ];
    texts.push(parts.join("\n\n"));
  }
  terminal.print(json ? JSON.stringify({ schemaVersion: SCHEMA_VERSION, models }) : texts.join("\n\n"));
  return 0;
}
