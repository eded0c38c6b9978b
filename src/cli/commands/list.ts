/** `synod list`. */
import { describeProtocol } from "../../report/description.ts";
import { listText } from "../../report/list-text.ts";
import { builtIns } from "../built-ins.ts";
import { findModel } from "../find-model.ts";
import type { Terminal } from "../terminal.ts";

/** `reference` undefined: all built-in models. */
export async function list(reference: string | undefined, terminal: Terminal): Promise<number> {
  const protocols = reference === undefined ? builtIns : [(await findModel(reference)).protocol];
  const models = protocols.map(describeProtocol);
  terminal.print(terminal.json ? JSON.stringify({ models }) : listText(models, terminal.page));
  return 0;
}
