/**
 * The Informal Trace Format, Apalache's ADR-015: what Apalache, Quint and the trace viewers made for them read and write. Law:
 * what is written reads back as the same recording. Of a lasso the format lists each state once, so that the state to which
 * the loop returns is not there again, and what led back to it stands in `#meta`.
 */
import { synodError } from "../errors/errors.ts";
import type { Schema } from "../state/field.ts";
import { fromItfValue, itfValue } from "./itf-value.ts";
import { isIdentifier, recordedType } from "./record-state.ts";
import { valueKey } from "./recorded-value.ts";
import type { RecordedMeta, RecordedState, RecordedStep, Recording } from "./recording.ts";

const DESCRIPTION = "https://apalache-mc.org/docs/adr/015adr-trace.html";

/** Snowcat types by variable, of those variables that have one: Apalache reads a trace with these. */
export function itfTypes(schema: Schema): Readonly<Record<string, string>> {
  const types = Object.entries(schema).map(([name, field]) => [name, recordedType(field)] as const);
  return Object.fromEntries(
    types.filter((each): each is readonly [string, string] => isIdentifier(each[0]) && each[1] !== null),
  );
}

/** Throws `not-in-format` for names that the format keeps for itself. */
export function itfText({ vars, states, steps, loop, meta }: Recording): string {
  const taken = [...vars, ...states.flatMap((state) => Object.values(state)).flatMap(fieldNames)].find((name) =>
    name.startsWith("#"),
  );
  if (taken !== undefined)
    throw synodError("not-in-format", {
      format: "itf",
      problem: `"${taken}" begins with "#", which the format keeps for itself`,
    });
  const isLasso = loop !== null && loop < states.length - 1;
  const listed = isLasso ? states.slice(0, -1) : states;
  const closing = isLasso ? (steps.at(-1) ?? null) : null;
  const trace = {
    "#meta": {
      format: "ITF",
      "format-description": DESCRIPTION,
      ...meta,
      ...(closing !== null && { closing: stepMeta(closing) }),
    },
    vars,
    states: listed.map((state, index) => {
      const step = index === 0 ? null : (steps[index - 1] ?? null);
      const told = { index, ...(step !== null && stepMeta(step)) };
      return Object.fromEntries([["#meta", told], ...vars.map((name) => [name, itfValue(state[name] as never)])]);
    }),
    ...(loop !== null && { loop }),
  };
  return `${JSON.stringify(trace, null, 1)}\n`;
}

function fieldNames(value: RecordedState[string]): string[] {
  if (typeof value !== "object") return [];
  switch (value.kind) {
    case "record":
      return value.fields.flatMap(([name, of]) => [name, ...fieldNames(of)]);
    case "tuple":
    case "list":
    case "set":
      return value.members.flatMap(fieldNames);
    case "map":
      return value.entries.flatMap(([key, item]) => [...fieldNames(key), ...fieldNames(item)]);
    case "variant":
      return value.value === null ? [] : fieldNames(value.value);
    default:
      return [];
  }
}

function stepMeta({ rule, arguments: bound }: RecordedStep): { readonly [name: string]: RecordedMeta } {
  return { rule, arguments: bound.map(([name, value]) => [name, value]) };
}

/** Whether JSON looks like a trace in this format: `states`, and no `format` of another. */
export function isItf(json: unknown): boolean {
  return typeof json === "object" && json !== null && "states" in json && !("format" in json);
}

/** Reads a trace of any tool. Throws `bad-trace-file` that says what is wrong with `path`. */
export function parseItf(path: string, json: unknown): Recording {
  const bad = (problem: string) => synodError("bad-trace-file", { path, problem });
  if (!isRecord(json)) throw bad("it is no object");
  const { states: listed, loop } = json;
  if (!Array.isArray(listed) || listed.length === 0 || !listed.every(isRecord))
    throw bad('"states" is not a list of one state or more');
  const vars = varsOf(json, listed, bad);
  const states = listed.map((state, at): RecordedState => {
    const where = (problem: string) => bad(`"states"[${at}] ${problem}`);
    const missing = vars.find((name) => !Object.hasOwn(state, name));
    if (missing !== undefined) throw where(`has no "${missing}"`);
    return Object.fromEntries(vars.map((name) => [name, fromItfValue(state[name], where)]));
  });
  const steps = listed.slice(1).map((state) => stepOf(state["#meta"]) ?? actionOf(state));
  const { closing, ...meta } = isRecord(json["#meta"]) ? json["#meta"] : {};
  const known = { vars, meta: meta as Recording["meta"] };
  if (loop === undefined || loop === null) return { ...known, states, steps, loop: null };
  if (!Number.isSafeInteger(loop) || (loop as number) < 0 || (loop as number) >= states.length)
    throw bad(`"loop" is ${JSON.stringify(loop)}, and its last state is number ${states.length - 1}`);
  const start = loop as number;
  // Some tools list the state that the loop returns to once more.
  const keyOf = (state: RecordedState) => vars.map((name) => valueKey(state[name] as RecordedState[string])).join();
  const isClosed = keyOf(states[start] as RecordedState) === keyOf(states.at(-1) as RecordedState);
  if (isClosed && closing === undefined) return { ...known, states, steps, loop: start };
  return {
    ...known,
    states: [...states, states[start] as RecordedState],
    steps: [...steps, stepOf(closing)],
    loop: start,
  };
}

/** Its variables; where a file does not list them, those of its first state. */
function varsOf(
  json: Readonly<Record<string, unknown>>,
  states: readonly Readonly<Record<string, unknown>>[],
  bad: (problem: string) => Error,
): readonly string[] {
  const { vars } = json;
  if (vars === undefined) return Object.keys(states[0] ?? {}).filter((name) => name !== "#meta");
  if (!Array.isArray(vars) || !vars.every((name) => typeof name === "string"))
    throw bad('"vars" is not a list of texts');
  return [...new Set(vars)];
}

/** What synod's traces say of a step. */
function stepOf(meta: unknown): RecordedStep | null {
  if (!isRecord(meta)) return null;
  const { rule, arguments: bound = [] } = meta;
  const isText = (text: unknown) => typeof text === "string";
  const isPair = (pair: unknown) => Array.isArray(pair) && pair.length === 2 && pair.every(isText);
  if (typeof rule !== "string" || !Array.isArray(bound) || !bound.every(isPair)) return null;
  return { rule, arguments: bound };
}

/** What Quint calls the action, where it was asked for by `--mbt`. */
function actionOf(state: Readonly<Record<string, unknown>>): RecordedStep | null {
  const action = state["mbt::actionTaken"] ?? state["action_taken"];
  return typeof action === "string" && action !== "" ? { rule: action, arguments: [] } : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
