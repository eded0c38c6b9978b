/**
 * A lock as text: `synod.lock.json`. One figure a line, checks and names sorted by code units, so that a change of one figure is
 * one line of a difference, whoever wrote the file and in whatever order the suite lists its checks. Laws: `parseLock` of
 * `lockText` is the same lock; what is not one is refused with `bad-lock`, never read in part.
 */
import { synodError } from "../errors/errors.ts";
import { isObject, JsonReader } from "../report/json-reader.ts";
import type { Outcome } from "../verify/verdict.ts";
import type { LockedCheck, LockedProperty } from "./locked.ts";

/** Of the format: a reader knows its own alone. */
export const LOCK_VERSION = 1;

export interface Lock {
  /** The version of synod that wrote it. */
  readonly synod: string;
  readonly checks: ReadonlyMap<string, LockedCheck>;
}

export function lockText({ synod, checks }: Lock): string {
  const each = sorted(checks).map(([id, check]) => `    ${JSON.stringify(id)}: ${checkText(check)}`);
  const all = each.length === 0 ? "{}" : `{\n${each.join(",\n")}\n  }`;
  return `{\n  "lockVersion": ${LOCK_VERSION},\n  "synod": ${JSON.stringify(synod)},\n  "checks": ${all}\n}\n`;
}

function checkText({ outcome, states, reductions, properties, rules }: LockedCheck): string {
  const lines = [
    `"outcome": ${JSON.stringify(outcome)}`,
    ...Object.entries(states).map(([name, count]) => `${JSON.stringify(name)}: ${count}`),
    `"reductions": [${reductions.map((name) => JSON.stringify(name)).join(", ")}]`,
    `"properties": ${block(properties, ({ outcome: is, steps, loop }) => `{ "outcome": ${JSON.stringify(is)}, "steps": ${steps}${loop === undefined ? "" : `, "loop": ${loop}`} }`)}`,
    `"rules": ${block(rules, String)}`,
  ];
  return `{\n      ${lines.join(",\n      ")}\n    }`;
}

function block<T>(of: ReadonlyMap<string, T>, text: (value: T) => string): string {
  if (of.size === 0) return "{}";
  const lines = sorted(of).map(([name, value]) => `        ${JSON.stringify(name)}: ${text(value)}`);
  return `{\n${lines.join(",\n")}\n      }`;
}

function sorted<T>(of: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...of].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}

/** Throws `bad-lock` and `lock-too-new`. */
export function parseLock(path: string, text: string): Lock {
  const bad = (problem: string) => synodError("bad-lock", { path, problem });
  if (/^(<{7}|={7}|>{7})( |\r?$)/m.test(text))
    throw synodError("bad-lock", { path, problem: "it has the marks of a merge conflict", isConflict: true });
  const json = read(path, text);
  if (!isObject(json) || !Object.hasOwn(json, "lockVersion")) throw bad('it has no "lockVersion"');
  const reader = new JsonReader(json, "", bad);
  const found = reader.count("lockVersion");
  const synod = reader.text("synod");
  if (found > LOCK_VERSION) throw synodError("lock-too-new", { path, found, known: LOCK_VERSION, synod });
  if (found < 1) throw bad(`"lockVersion" is ${found}`);
  only(json, ["lockVersion", "synod", "checks"], "", bad);
  if (keysIn(json) !== keysWritten(text)) throw bad("a name stands twice in the same object");
  const checks = entriesOf(reader.value("checks"), '"checks"', bad).map(
    ([id, check]) => [id, checkOf(check, `"checks".${JSON.stringify(id)}`, bad)] as const,
  );
  return { synod, checks: new Map(checks) };
}

type Bad = (problem: string) => Error;

function read(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw synodError("bad-lock", { path, problem: "it is not JSON" }, error);
  }
}

const OUTCOMES: readonly Outcome[] = ["holds", "violated", "undecided"];

function checkOf(json: unknown, where: string, bad: Bad): LockedCheck {
  if (!isObject(json)) throw bad(`${where} is not an object`);
  const reader = new JsonReader(json, `${where}.`, bad);
  const known = ["outcome", "distinct", "unreduced", "generated", "depth", "reductions", "properties", "rules"];
  only(json, known, where, bad);
  const [distinct, generated, depth] = [reader.count("distinct"), reader.count("generated"), reader.count("depth")];
  const unreduced = reader.has("unreduced") ? { unreduced: reader.count("unreduced") } : {};
  const properties = entriesOf(reader.value("properties"), `${where}."properties"`, bad).map(
    ([name, each]) => [name, propertyOf(each, `${where}."properties".${JSON.stringify(name)}`, bad)] as const,
  );
  const rules = entriesOf(reader.value("rules"), `${where}."rules"`, bad);
  for (const [name, count] of rules)
    if (!Number.isSafeInteger(count) || (count as number) < 0)
      throw bad(`${where}."rules".${JSON.stringify(name)} is not a whole number`);
  return {
    outcome: outcomeOf(reader, where, bad),
    states: { distinct, ...unreduced, generated, depth },
    reductions: reader.texts("reductions"),
    properties: new Map(properties),
    rules: new Map(rules as [string, number][]),
  };
}

function propertyOf(json: unknown, where: string, bad: Bad): LockedProperty {
  if (!isObject(json)) throw bad(`${where} is not an object`);
  const reader = new JsonReader(json, `${where}.`, bad);
  only(json, ["outcome", "steps", "loop"], where, bad);
  const steps = reader.value("steps") === null ? null : reader.count("steps");
  return { outcome: outcomeOf(reader, where, bad), steps, ...(reader.has("loop") && { loop: reader.count("loop") }) };
}

function outcomeOf(reader: JsonReader, where: string, bad: Bad): Outcome {
  const text = reader.text("outcome");
  const outcome = OUTCOMES.find((each) => each === text);
  if (outcome === undefined) throw bad(`${where}."outcome" is none of ${OUTCOMES.join(", ")}`);
  return outcome;
}

function entriesOf(json: unknown, where: string, bad: Bad): readonly [string, unknown][] {
  if (!isObject(json)) throw bad(`${where} is not an object`);
  return Object.entries(json);
}

/** What a later version adds has a later number: anything else is a slip, and would be lost when the lock is written again. */
function only(json: object, known: readonly string[], where: string, bad: Bad): void {
  const other = Object.keys(json).find((name) => !known.includes(name));
  if (other !== undefined)
    throw bad(`${where}${where === "" ? "" : "."}${JSON.stringify(other)} is nothing that a lock has`);
}

/** How many names objects have, as read; of two that are alike the reader keeps one. */
function keysIn(json: unknown): number {
  if (Array.isArray(json)) return json.reduce<number>((sum, each) => sum + keysIn(each), 0);
  return isObject(json) ? Object.values(json).reduce<number>((sum, each) => sum + 1 + keysIn(each), 0) : 0;
}

/** The same, as written: texts with a colon behind them. */
function keysWritten(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
}
