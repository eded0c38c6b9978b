/**
 * The worker's side of checks in a page: one model, made anew for each of them, one thread, the same `check` that the command
 * line runs. It hears nothing while it searches; who wants to cancel ends the worker.
 */
import { check } from "../../check/check.ts";
import { toPlainError } from "../../errors/errors.ts";
import { instantiate, type NamedProtocol } from "../../model/instance.ts";
import type { Model } from "../../model/model.ts";
import { noteDescent } from "../../model/origin.ts";
import { defaultsOf } from "../../model/parameters.ts";
import { asProtocol, type Protocol } from "../../model/protocol.ts";
import { checkJson } from "../../report/verdict-json.ts";
import { SAMPLE_STEPS, sampleWalks } from "../../trace/sample.ts";
import { withoutMutant } from "../../why/without-mutant.ts";
import type { CapsuleTrace, CapsuleVerdict } from "../capsule.ts";
import { sampleTraces, tracesOf } from "../traces-of.ts";
import type { CheckAnswer, CheckNews, CheckProgress, CheckQuestion } from "./question.ts";

/** What a model's bundle leaves (cli/page-model.ts): its module, run once more at each call. */
export type ModelScript = () => Protocol | Model;

/** From now on this worker answers questions. */
export function answerQuestions(make: ModelScript): void {
  addEventListener("message", ({ data }: MessageEvent<CheckQuestion>) => {
    const tell = (news: CheckNews) => postMessage(news);
    answered(make, data, (progress) => tell({ kind: "progress", progress })).then(
      (answer) => tell({ kind: "answer", answer }),
      (error: unknown) => tell({ kind: "failed", error: toPlainError(error) }),
    );
  });
}

async function answered(
  make: ModelScript,
  { name, parameters: given, mutant, options, samples = 0 }: CheckQuestion,
  tell: (progress: CheckProgress) => void,
): Promise<CheckAnswer> {
  const named = (): NamedProtocol => ({ name, protocol: asProtocol(make(), name) });
  const found = named();
  const { model, parameters } = instantiate(found, given, mutant);
  const defaults = defaultsOf(found.protocol.protocol.parameters);
  noteDescent(model, { declaration: null, parameters, defaults, mutant, isSaid: true, elsewhere: null });
  const result = await check(model, {
    ...options,
    name,
    parameters,
    mutant,
    // A module whose variables the search has not touched.
    again: async () => instantiate(named(), parameters, mutant).model,
    progress: ({ level, distinct, generated }) => tell({ doing: "searching", level, distinct, generated }),
    judging: (judged, of) => tell({ doing: "judging", judged, of }),
  });
  return {
    verdict: checkJson(result, null) as unknown as CapsuleVerdict,
    traces: [
      ...tracesOf(
        model,
        result.counterexamples,
        mutant === null ? null : withoutMutant(named(), { model, parameters }, mutant),
        result.verdict.properties,
      ),
      ...sampled(model, samples, result.verdict.outcome),
    ],
  };
}

/** Those that the command line shows with `--sample`. Of a model that threw there are none: nothing was judged on them. */
function sampled(model: Model, count: number, outcome: string): readonly CapsuleTrace[] {
  if (count === 0 || outcome === "error") return [];
  try {
    return sampleTraces(sampleWalks(model, { count, seed: 1, most: SAMPLE_STEPS }));
  } catch {
    return [];
  }
}
