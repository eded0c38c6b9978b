/**
 * The protocols that ship with synod, by name. Only the command line knows them; to the library they are models like any.
 * A check loads the one that it is of: all of them are as much to read as half the checker.
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { modules } from "../../models/modules.ts";
import { protocolsIn } from "../model/address.ts";
import type { FoundModel } from "./found-model.ts";

/** In teaching order. */
export const builtInNames: readonly string[] = Object.keys(modules);

/** The built-in of that name, addressed as workers find it again, or null. */
export async function findBuiltIn(name: string): Promise<FoundModel | null> {
  if (!isBuiltIn(name)) return null;
  const exports = await modules[name]();
  for (const [exported, protocol] of protocolsIn(exports)) {
    if (protocol.protocol.name === name)
      return { name, protocol, module: addressOf(name), export: exported, source: sourceOf(name) };
  }
  return null;
}

/** All of them, in teaching order. */
export async function allBuiltIns(): Promise<readonly FoundModel[]> {
  const found = await Promise.all(builtInNames.map(findBuiltIn));
  return found.filter((each) => each !== null);
}

function isBuiltIn(name: string): name is keyof typeof modules {
  return Object.hasOwn(modules, name);
}

/** As the build leaves it for pages (scripts/build.mjs). */
function sourceOf(name: string): string {
  return createRequire(import.meta.url).resolve(`#page/models/${name}.js`);
}

/** Beside the entry point that has all of them. */
function addressOf(name: string): string {
  return new URL(`${name}.js`, pathToFileURL(createRequire(import.meta.url).resolve("synod/models"))).href;
}
