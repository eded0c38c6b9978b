/**
 * What `synod diff` can compare: a check's JSON, a suite's, a lock, each as figures by the ids of checks. What is undecided by
 * time or memory, or an error, has none.
 */
import { synodError } from "../errors/errors.ts";
import { isObject, JsonReader } from "../report/json-reader.ts";
import type { Outcome } from "../verify/verdict.ts";
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
