/** `synod prove`. */
import { exitCodes } from "../../errors/exit-codes.ts";
import { instantiate } from "../../model/instance.ts";
import { defaultsOf } from "../../model/parameters.ts";
import type { ProofOutcome } from "../../prove/proof.ts";
import { prove } from "../../prove/prove.ts";
import { proofJson } from "../../report/proof-json.ts";
import { proofText } from "../../report/proof-text.ts";
import { defaultWorkers, parseParameters } from "../arguments.ts";
import { findModel } from "../find-model.ts";
import { interruptible } from "../interrupt.ts";
import { noteMoved } from "../note-moved.ts";
import type { Terminal } from "../terminal.ts";

export interface ProveRequest {
  readonly model: string;
  readonly parameters: readonly string[];
  readonly invariant?: readonly string[];
  readonly mutant?: string;
  readonly table?: boolean;
  readonly sample?: number;
  readonly seed?: number;
  readonly workers?: number;
}

const CODES: Readonly<Record<ProofOutcome, number>> = {
  proved: exitCodes.ok,
  "not-initial": exitCodes.notInductive,
  "not-inductive": exitCodes.notInductive,
  "too-weak": exitCodes.notInductive,
  undecided: exitCodes.undecided,
};

export async function proveInvariant(request: ProveRequest, terminal: Terminal): Promise<number> {
  const { invariant, mutant = null, table, sample, seed, workers = defaultWorkers() } = request;
  const given = parseParameters(request.parameters);
  const found = await findModel(request.model);
  const { model, parameters } = instantiate(found, given, mutant);
  noteMoved(found.name, model, terminal);
  return interruptible(async (signal) => {
    const asked = {
      ...(invariant !== undefined && { invariant }),
      ...(table !== undefined && { table }),
      ...(sample !== undefined && { sample }),
      ...(seed !== undefined && { seed }),
    };
    const proof = { ...(await prove(model, { ...asked, workers, signal })), model: found.name, parameters, mutant };
    const { json, page, print, note } = terminal;
    print(
      json ? JSON.stringify(proofJson(proof)) : proofText(proof, defaultsOf(found.protocol.protocol.parameters), page),
    );
    if (signal.aborted) note("interrupted");
    return CODES[proof.outcome];
  });
}
