/**
 * What an exercise's checks ask, answered by this process: the student's file and what it imports are written to a folder of
 * their own, and loaded as any person's model is. The objects are those that `--json` prints, of errors too.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import type { AskSynod, LessonAsked } from "../course/asked.ts";
import { instantiate } from "../model/instance.ts";
import { runMutants } from "../mutants/run-mutants.ts";
import { scoreMutations } from "../mutants/score-mutations.ts";
import { prove } from "../prove/prove.ts";
import { proofJson } from "../report/proof-json.ts";
import { checkJson, failureJson } from "../report/verdict-json.ts";
import { defaultWorkers } from "./arguments.ts";
import { findModel } from "./find-model.ts";
import type { FoundModel } from "./found-model.ts";
import { runCheck } from "./run-check.ts";

/** `work` with such an answerer; the folder is removed when it ends. */
export async function askingInFolder<T>(signal: AbortSignal, work: (ask: AskSynod) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "synod-grade-"));
  let found: Promise<FoundModel> | null = null;
  const ask: AskSynod = async (asked, files) => {
    // The files of an answer are the same for all of its checks.
    if (found === null) {
      for (const [name, text] of files) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      found = findModel(`./${asked.model}`, [folder]);
    }
    try {
      return await answered(asked, await found, signal);
    } catch (error) {
      signal.throwIfAborted();
      // The folder is nobody's but ours: a person has the file's name.
      const text = JSON.stringify(failureJson(error, asked));
      return JSON.parse(
        [relative(process.cwd(), folder), folder].reduce((left, path) => left.replaceAll(path + sep, ""), text),
      );
    }
  };
  try {
    return await work(ask);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function answered(asked: LessonAsked, found: FoundModel, signal: AbortSignal): Promise<unknown> {
  const { command, mutant, properties, fairness, symmetry, keepGoing, invariants } = asked;
  const effort = { workers: defaultWorkers(), signal };
  if (command === "mutants") return runMutants(found.protocol, effort);
  const instance = instantiate(found, asked.parameters, mutant);
  const { model, parameters } = instance;
  switch (command) {
    case "check": {
      const options = {
        ...(properties !== null && { properties }),
        ...(fairness !== null && { fairness }),
        ...(symmetry !== null && { symmetry }),
      };
      return checkJson(await runCheck(found, instance, { ...effort, ...options, mutant, keepGoing }), null);
    }
    case "prove":
      return proofJson(await prove(model, { ...effort, ...(invariants.length > 0 && { invariant: invariants }) }));
    case "mutate":
      return scoreMutations(model, { ...effort, name: found.name, parameters });
  }
}
