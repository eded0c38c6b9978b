/** Loads a person's own model: bundles the file, imports the bundle, picks the export. */
import { basename } from "node:path";
import { isSynodError, synodError } from "../errors/errors.ts";
import { protocolsIn } from "../model/address.ts";
import type { Protocol } from "../model/protocol.ts";
import { bundle } from "./bundle.ts";
import type { FoundModel } from "./found-model.ts";
import type { ModelFile } from "./locate-file.ts";
import { report } from "./newsroom.ts";

/** A module that only declares a model takes a moment. */
const LOADING_MS = 20_000;

export async function loadUserModel(file: ModelFile): Promise<FoundModel> {
  // Before the import: Node keeps the maps of modules that are loaded from now on.
  process.setSourceMapsEnabled(true);
  const module = await bundle(file);
  let exports: Readonly<Record<string, unknown>>;
  report({ kind: "doing", what: `while ${file.given} was loading` });
  try {
    exports = await inTime(import(module), file.given);
  } catch (error) {
    throw isSynodError(error)
      ? error
      : synodError("model-does-not-load", { model: file.given, problem: "it throws while it loads" }, error);
  }
  report({ kind: "doing", what: null });
  const [exported, protocol] = pick(file, exports);
  const { name } = protocol.protocol;
  return {
    name: name === "default" ? basename(file.path).replace(/\.\w+$/, "") : name,
    protocol,
    module,
    export: exported,
    source: file.path,
  };
}

/** What it exports that somebody may have taken for one. */
function insteadOf(exports: Readonly<Record<string, unknown>>): string {
  const others = Object.entries(exports).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value) && ("rules" in value || "state" in value)
      ? [name]
      : [],
  );
  if (others.length === 0) return Object.keys(exports).length === 0 ? ": it exports nothing" : "";
  return `: ${others.join(" and ")} is an object that model({ ... }) did not make`;
}

/** A module that awaits at the top level may never be done. */
async function inTime<T>(loading: Promise<T>, model: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(synodError("model-stuck", { model, seconds: LOADING_MS / 1000 })), LOADING_MS);
  });
  try {
    return await Promise.race([loading, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The export asked for; otherwise the only model, or the default export. */
function pick(
  { given, export: wanted }: ModelFile,
  exports: Readonly<Record<string, unknown>>,
): readonly [string, Protocol] {
  const found = protocolsIn(exports);
  const names = [...found.keys()];
  if (names.length === 0)
    throw synodError("model-does-not-load", { model: given, problem: `it exports no model${insteadOf(exports)}` });
  const name = wanted ?? (names.length === 1 ? (names[0] as string) : "default");
  const protocol = found.get(name);
  if (protocol !== undefined) return [name, protocol];
  throw synodError("model-does-not-load", {
    model: given,
    problem: wanted === null ? `it exports several models: ${names.join(", ")}` : `it exports no model "${wanted}"`,
    asked: { name: wanted, known: names },
  });
}
