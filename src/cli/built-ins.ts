/** The protocols that ship with synod, by name. Only the command line knows them; to the library they are models like any. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import * as models from "../../models/index.ts";
import { protocolsIn } from "../model/address.ts";
import type { NamedProtocol } from "../model/instance.ts";
import type { Protocol } from "../model/protocol.ts";
import type { FoundModel } from "./found-model.ts";

/** In teaching order. */
export const builtIns: readonly Protocol[] = models.builtIns;

/** A protocol that somebody calls by another's name, addressed as it is; null: it is no built-in. */
export function addressed({ name, protocol }: NamedProtocol): FoundModel | null {
  const builtIn = findBuiltIn(protocol.protocol.name);
  return builtIn?.protocol === protocol ? { ...builtIn, name } : null;
}

/** The built-in of that name, addressed as workers find it again, or null. */
export function findBuiltIn(name: string): FoundModel | null {
  for (const [exported, protocol] of protocolsIn(models)) {
    if (protocol.protocol.name !== name) continue;
    const module = pathToFileURL(createRequire(import.meta.url).resolve("synod/models")).href;
    return { name, protocol, module, export: exported };
  }
  return null;
}
