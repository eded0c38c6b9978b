/** `synod prove`. */
import { exitCodes } from "../../errors/exit-codes.ts";
import { instantiate } from "../../model/instance.ts";
import { defaultsOf } from "../../model/parameters.ts";
import type { InductionCapsule } from "../../page/induction/capsule.ts";
import { printable } from "../../printable.ts";
import type { ProofOutcome } from "../../prove/proof.ts";
import { prove } from "../../prove/prove.ts";
import { proofJson } from "../../report/proof-json.ts";
import { proofText } from "../../report/proof-text.ts";
import { defaultWorkers, parseParameters } from "../arguments.ts";
import { findModel } from "../find-model.ts";
import type { FoundModel } from "../found-model.ts";
import { interruptible } from "../interrupt.ts";
import { noteMoved } from "../note-moved.ts";
import { checkWritable, writeOutputFile } from "../output-file.ts";
import type { Terminal } from "../terminal.ts";
import { typed } from "../typed.ts";
import { version } from "../version.ts";

export interface ProveRequest {
  readonly model: string;
  readonly parameters: readonly string[];
  readonly invariant?: readonly string[];
  readonly mutant?: string;
  readonly table?: boolean;
  readonly sample?: number;
  readonly seed?: number;
  readonly workers?: number;
  readonly html?: string;
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
  if (request.html !== undefined) checkWritable(request.html, "--html");
  // All that can go wrong with a page goes wrong here, before a long proof.
  const pageOf = request.html === undefined ? null : await preparedPage(found);
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
    if (request.html !== undefined && pageOf !== null) {
      const { outcome, invariant: names } = proof;
      const capsule = {
        synod: version(),
        proof: { name: found.name, parameters, mutant, outcome, invariant: names },
        defaults: defaultsOf(found.protocol.protocol.parameters),
        command: typed("prove", request),
      };
      writeOutputFile(request.html, "--html", pageOf(capsule));
      if (!json) print(`\n${printable(`page written: ${request.html}`)}`);
    }
    if (signal.aborted) note("interrupted");
    return CODES[proof.outcome];
  });
}

async function preparedPage(found: FoundModel): Promise<(capsule: InductionCapsule) => string> {
  const [{ pageModel }, { inductionPageText }] = await Promise.all([
    import("../page-model.ts"),
    import("../page-file.ts"),
  ]);
  const script = await pageModel(found);
  return (capsule) => inductionPageText(capsule, script);
}
