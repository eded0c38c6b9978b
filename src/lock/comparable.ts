/**
 * What `synod diff` can compare: a check's JSON, a suite's, a lock, each as figures by the ids of checks. What is undecided by
 * time or memory, or an error, has none.
 */
import { synodError } from "../errors/errors.ts";
import { isObject, JsonReader } from "../report/json-reader.ts";
import type { Outcome } from "../verify/verdict.ts";
import { type FigureDifference, figureDifferences } from "./figures.ts";
import type { LockRun } from "./lock-run.ts";
import { parseLock } from "./lock-text.ts";
import { type LockedCheck, lockedOf } from "./locked.ts";

export interface Comparable {
  readonly kind: "check" | "suite" | "lock";
  /** Null: nothing that can be compared came out of it. */
  readonly checks: ReadonlyMap<string, LockedCheck | null>;
}

/** Throws `not-comparable`, and of locks what `parseLock` does. */
export function readComparable(path: string, text: string): Comparable {
  const bad = (problem: string) => synodError("not-comparable", { path, problem });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    // A lock says itself what is wrong with it.
    if (/"lockVersion"/.test(text)) return { kind: "lock", checks: parseLock(path, text).checks };
    throw synodError("not-comparable", { path, problem: "it is not JSON" }, error);
  }
  if (!isObject(json)) throw bad("it is not an object");
  if (Object.hasOwn(json, "lockVersion")) return { kind: "lock", checks: parseLock(path, text).checks };
  const reader = new JsonReader(json, "", bad);
  if (reader.has("coverage") && reader.has("ending")) {
    const { id, locked } = checkOf(reader, bad);
    return { kind: "check", checks: new Map([[id, locked]]) };
  }
  if (!reader.has("checks")) throw bad("it is neither a check, nor a suite, nor a lock");
  if (reader.value("schemaVersion") !== 1) throw bad('its "schemaVersion" is not 1');
  const checks = reader.list("checks").map((each) => {
    const result = checkOf(each.object("result"), bad);
    return [each.text("id"), each.value("error") === null ? result.locked : null] as const;
  });
  return { kind: "suite", checks: new Map(checks) };
}

function checkOf(reader: JsonReader, bad: (problem: string) => Error) {
  const states = reader.object("states");
  const error = reader.value("error");
  const mutant = reader.value("mutant");
  const model = reader.value("model");
  const parameters = reader.object("parameters").scalars();
  const settings = Object.entries(parameters).map(([name, value]) => ` ${name}=${value}`);
  const id = `${model}${settings.join("")}${mutant === null ? "" : ` mutant=${mutant}`}`;
  const nullable = (from: JsonReader, name: string) => (from.value(name) === null ? null : from.count(name));
  const outcome = outcomeIn(reader, true, bad);
  const locked =
    outcome === "error"
      ? null
      : lockedOf({
          outcome,
          ending: reader.text("ending") as "complete",
          states: {
            distinct: states.count("distinct"),
            generated: states.count("generated"),
            depth: states.count("depth"),
            ...(states.has("unreduced") && { unreduced: states.count("unreduced") }),
          },
          reductions: reader.texts("reductions"),
          properties: reader.list("properties").map((each) => ({
            name: each.text("name"),
            outcome: outcomeIn(each, false, bad) as Outcome,
            steps: nullable(each, "steps"),
            loop: nullable(each, "loop"),
          })),
          coverage: reader
            .list("coverage")
            .map((each) => ({ rule: each.text("rule"), enabled: each.count("enabled") })),
          error: error === null ? null : { id: reader.object("error").text("id") },
        });
  return { id, locked };
}

function outcomeIn(reader: JsonReader, orError: boolean, bad: (problem: string) => Error): Outcome | "error" {
  const text = reader.text("outcome");
  if (text === "holds" || text === "violated" || text === "undecided" || (orError && text === "error")) return text;
  throw bad(`"outcome" is "${text}"`);
}

export interface ComparedChecks extends LockRun {
  /** How many are the same. */
  readonly same: number;
}

interface Named {
  readonly path: string;
  readonly result: Comparable;
}

/**
 * Check by check, by their ids. Two results of a check each are compared whatever they are of; one of them beside several is
 * looked for by its model, its mutant and the parameters that the other's id names. Throws `not-comparable`.
 */
export function compareResults(before: Named, after: Named): ComparedChecks {
  const [one, other] = [before.result.checks, after.result.checks];
  if (before.result.kind === "check" && after.result.kind === "check") {
    const [[id, was]] = one as unknown as [[string, LockedCheck | null]];
    const [[, is]] = other as unknown as [[string, LockedCheck | null]];
    return compared(new Map([[id, was]]), new Map([[id, is]]));
  }
  if (before.result.kind === "check") return compared(...paired(before, after));
  if (after.result.kind === "check") {
    const [is, was] = paired(after, before);
    return compared(was, is);
  }
  return compared(one, other);
}

type Checks = ReadonlyMap<string, LockedCheck | null>;

/** A single check, and the one of the others that it is. */
function paired(single: Named, several: Named): readonly [Checks, Checks] {
  const [[id, check]] = single.result.checks as unknown as [[string, LockedCheck | null]];
  const words = new Set(id.split(" "));
  const alike = [...several.result.checks.keys()].filter((each) => {
    const [model = "", ...settings] = each.split(" ");
    const isOfModel = words.has(model) || words.has(model.replace(/^.*\/|\.\w+$|#.*$/g, ""));
    const isMutant = settings.some((word) => word.startsWith("mutant="));
    return isOfModel && settings.every((word) => words.has(word)) && isMutant === / mutant=/.test(id);
  });
  // The one that says most.
  const most = Math.max(...alike.map((each) => each.split(" ").length));
  const [found, second] = alike.filter((each) => each.split(" ").length === most);
  if (found === undefined || second !== undefined) {
    const problem = found === undefined ? `it has no check like ${id}` : `${found} and ${second} are both like ${id}`;
    throw synodError("not-comparable", { path: several.path, problem });
  }
  return [new Map([[found, check]]), new Map([[found, several.result.checks.get(found) ?? null]])];
}

function compared(before: Checks, after: Checks): ComparedChecks {
  const differing: { id: string; differences: readonly FigureDifference[] }[] = [];
  const open: string[] = [];
  let same = 0;
  for (const [id, is] of after) {
    if (!before.has(id)) continue;
    const was = before.get(id) ?? null;
    if (was === null || is === null) {
      open.push(id);
      continue;
    }
    const differences = figureDifferences(was, is);
    if (differences.length > 0) differing.push({ id, differences });
    else same++;
  }
  const only = (ids: Checks, others: Checks) => [...ids.keys()].filter((id) => !others.has(id));
  return { differing, open, same, fresh: only(after, before), gone: only(before, after) };
}
