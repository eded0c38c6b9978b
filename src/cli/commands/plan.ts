/** `synod plan`: how large a check will be, as a range, from a few seconds of looking. */
import { exitCodes } from "../../errors/exit-codes.ts";
import { instantiate } from "../../model/instance.ts";
import { defaultsOf } from "../../model/parameters.ts";
import { type PlanLimits, planSearch } from "../../plan/plan-search.ts";
import { planText } from "../../report/plan-text.ts";
import { SCHEMA_VERSION } from "../../report/schema-version.ts";
import { parseParameters } from "../arguments.ts";
import { findModel } from "../find-model.ts";
import { interruptible } from "../interrupt.ts";
import { noteMoved } from "../note-moved.ts";
import type { Terminal } from "../terminal.ts";

export interface PlanRequest {
  readonly model: string;
  readonly parameters: readonly string[];
  readonly mutant?: string;
  /** Milliseconds, for all that is looked at. */
  readonly time?: number;
  readonly maxStates?: number;
  readonly memory?: number;
}

const TIME_MS = 10_000;
/** More say little more, on a quick machine as on a slow one. */
const STATES = 200_000;
/** Memory for a probe that nobody feels. */
const MEMORY = 512 * 2 ** 20;

export async function planNamed(request: PlanRequest, terminal: Terminal): Promise<number> {
  const given = parseParameters(request.parameters);
  const found = await findModel(request.model);
  const mutant = request.mutant ?? null;
  const { model, parameters } = instantiate(found, given, mutant);
  noteMoved(found.name, model, terminal);
  const declared = found.protocol.protocol.parameters;
  const limits: PlanLimits = {
    timeMs: request.time ?? TIME_MS,
    maxStates: request.maxStates ?? STATES,
    memoryBytes: request.memory ?? MEMORY,
  };
  const at = (values: Readonly<Record<string, unknown>>) => instantiate(found, values, mutant).model;
  const plan = await interruptible((signal) => planSearch({ model, parameters, declared, at }, { ...limits, signal }));
  const of = { model: found.name, parameters, mutant };
  terminal.print(
    terminal.json
      ? JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...of, ...plan })
      : planText(plan, { ...of, defaults: defaultsOf(declared) }, terminal.page),
  );
  return plan.interrupted ? exitCodes.undecided : exitCodes.ok;
}
