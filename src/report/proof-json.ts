/** The one object that `synod prove --json` prints: the proof as it is, its trace as traces are printed. */
import type { InductionProof } from "../prove/proof.ts";
import { type Json, traceJson } from "./state-json.ts";

export function proofJson(proof: InductionProof): { readonly [key: string]: Json } {
  const { counterexample } = proof;
  return {
    ...(proof as unknown as { readonly [key: string]: Json }),
    counterexample:
      counterexample === null
        ? null
        : ({ ...counterexample, trace: traceJson(counterexample.trace) } as unknown as Json),
  };
}
