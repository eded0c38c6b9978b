/**
 * What a checkpoint is of: the synod that wrote it, the model, and what was asked. A search goes on only where all of it is
 * the same, since what integers mean is settled by these: the layout by the schema, fingerprints by the layout, numbers of
 * properties by the selection, what stands for what by the reductions.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { endianness } from "node:os";
import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import { proofOf } from "../explore/proof.ts";
import { descentOf } from "../model/origin.ts";
import { buildOfSynod } from "./build-of-synod.ts";
import type { AskedOf, Identity } from "./wishes.ts";

/** More values than these nobody reads. */
const SHOWN = 4;
const SHOWN_LENGTH = 60;

const sumOf = (text: string) => `#${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;

export function identityOfSearch({ model, plan, options }: AskedOf): Identity {
  const { parts, texts } = proofOf(model, plan);
  const descent = descentOf(model);
  const parameters = Object.entries(descent?.parameters ?? {});
  return [
    ...buildOfSynod(),
    ["the order of bytes", endianness()],
    ...parameters.map(([name, value]) => [`parameter ${name}`, String(value)] as const),
    ["the mutant", descent?.mutant ?? "none"],
    ...options,
    ["the reductions in force", Object.keys(plan).join(", ") || "none"],
    ["what the reductions go by", sumOf(JSON.stringify(plan))],
    ...parts.filter(([part]) => !part.startsWith("parameter ")).map(([part, digest]) => [part, `#${digest}`] as const),
    ...texts.map(([part, digest]) => [part, `#${digest}`] as const),
    ["the model's module", moduleOf(descent?.declaration?.module)],
  ];
}

/** Of the module that declares it, which for a model of the command line is the bundle of all that it imports. */
function moduleOf(module: string | undefined): string {
  if (module === undefined) return "unknown";
  try {
    const text = readFileSync(isAbsolute(module) ? module : fileURLToPath(module.replace(/\?.*$/, "")), "utf8");
    return sumOf(withoutPlaces(text));
  } catch {
    return "unknown";
  }
}

/** What only says where files lie, which is elsewhere for every bundle and on every machine: maps, comments, URLs. */
function withoutPlaces(text: string): string {
  return text.replace(/^\/\/.*$/gm, "").replace(/file:\/\/[^"'`\s]*\//g, "");
}

/** The differences in words, those first that say most; none: they are the same. `is`: what it is here. */
export function differencesBetween(was: Identity, is: Identity): string[] {
  const [old, now] = [new Map(was), new Map(is)];
  const names = [...new Set([...now.keys(), ...old.keys()])].filter((name) => old.get(name) !== now.get(name));
  const shown = names.slice(0, SHOWN).map((name) => difference(name, old.get(name), now.get(name)));
  return names.length > SHOWN ? [...shown, `${names.length - SHOWN} more`] : shown;
}

function difference(name: string, was: string | undefined, is: string | undefined): string {
  if (was === undefined) return `${name} (not there)`;
  if (is === undefined) return `${name} (not here)`;
  const isShown = !was.startsWith("#") && was.length + is.length <= SHOWN_LENGTH;
  return isShown ? `${name} (${was} there, ${is} here)` : name;
}
