/** `synod list`. */
import { describeProtocol } from "../../report/description.ts";
import { listText } from "../../report/list-text.ts";
import { rulesJson, rulesText } from "../../report/rules-text.ts";
import type { Json } from "../../report/state-json.ts";
import { builtIns } from "../built-ins.ts";
import { describedRules } from "../described-rules.ts";
import { findModel } from "../find-model.ts";
import type { Terminal } from "../terminal.ts";

/** `reference` undefined: all built-in models. `rules`: with what each rule reads and writes, which takes a search. */
export async function listModels(
  reference: string | undefined,
  { rules = false }: { readonly rules?: boolean },
  terminal: Terminal,
): Promise<number> {
  const { json, page } = terminal;
  const protocols = reference === undefined ? builtIns : [(await findModel(reference)).protocol];
  const models: Json[] = [];
  const texts: string[] = [];
  for (const protocol of protocols) {
    const description = describeProtocol(protocol);
    const described = rules ? await describedRules(protocol) : null;
    models.push({ ...description, ...(described !== null && { footprints: rulesJson(described) }) } as Json);
    const text = listText([description], page);
    texts.push(described === null ? text : `${text}\n\n${rulesText(described, page)}`);
  }
  terminal.print(json ? JSON.stringify({ models }) : texts.join("\n\n"));
  return 0;
}
