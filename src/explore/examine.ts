/** The second judgement in a worker thread: its own judges, over the visited set and the kept states that are shared. */
import type { Question } from "../certify/question.ts";
import { isStopped, Share } from "../certify/shares.ts";
import { StateJudges } from "../certify/state-judges.ts";
import { synodError } from "../errors/errors.ts";
import { modelFrom } from "../model/address.ts";
import type { Model } from "../model/model.ts";
import type { Origin } from "../model/origin.ts";
import { reducedProgram } from "../reduce/reduce.ts";
import { openStates } from "../store/shared-states.ts";
import type { Examination, ExaminationReport } from "./examination.ts";
import { importAnew } from "./model-module.ts";
import { differences, type Proof, proofOf } from "./proof.ts";

/** The model that a thread has shown to be the caller's. */
export interface Proven {
  readonly model: Model;
  readonly origin: Origin;
  readonly proof: Proof;
}

export async function judgesFor(proven: Proven, examination: Examination, isOver: () => boolean): Promise<StateJudges> {
  const { question, states, renamesAll } = examination;
  const model = examination.anew ? await modelAnew(proven, question, isOver) : proven.model;
  const subject = { question, members: openStates(states), graph: null };
  return new StateJudges(model, reducedProgram(model, question.plan), subject, renamesAll);
}

export function examineWith(judges: StateJudges, { by, shares }: Examination): ExaminationReport {
  judges.halt = () => (isStopped(shares) ? "interrupted" : null);
  const report = new Share(shares).judge((states, offset) =>
    by === "closures" ? judges.examine(states, offset) : judges.examineRenamed(states, offset),
  );
  const { terminal, enabled, crossed } = judges.closures;
  return { ...report, terminal, enabled: enabled.slice(), crossed: crossed.slice() };
}

/** Shares no variables with the one that searched. A module that cannot be imported twice is taken as it is. */
async function modelAnew({ model, origin, proof }: Proven, { plan }: Question, isOver: () => boolean): Promise<Model> {
  // What a program declares that checks by itself, only that program can make.
  if (typeof origin.at !== "string") return model;
  const again = await importAnew(origin.module, isOver)
    .then((exports) => modelFrom(exports, origin))
    .catch(() => null);
  if (again === null) return model;
  if (differences(proof, proofOf(again, plan)).length === 0) return again;
  const problem = "its module, imported again, makes another model";
  throw synodError("impure-model", { subject: model.name ?? "the model", problem });
}
