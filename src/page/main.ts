/**
 * Where a page begins, and its worker: both run the same script, which so need be there once only. In a document it draws; in a
 * worker, which has none, it checks. The model's own script (cli/page-model.ts) leaves a function that makes the model.
 */
import { instantiate } from "../model/instance.ts";
import { asProtocol } from "../model/protocol.ts";
import { start } from "./app.tsx";
import { escapeAllText } from "./as-text.ts";
import type { Capsule } from "./capsule.ts";
import { answerQuestions, type ModelScript } from "./checker/answer.ts";
import { PageChecker } from "./checker/checker.ts";
import { library } from "./library.ts";
import { type Offered, offeredBy } from "./offered.ts";
import { showUnstarted } from "./unstarted.ts";

/** What the page's loader (cli/page-file.ts) hands over. */
interface Given {
  readonly capsule: Capsule;
  /** This script, and the model's. */
  readonly scripts: readonly string[];
}

const shared = globalThis as unknown as {
  /** What the model's bundle imports from. */
  synod: typeof library;
  /** Left by the model's script; absent: the page is of a trace without a model. */
  synodModel?: ModelScript;
  synodPage?: Given & { checker?: PageChecker };
};
shared.synod = library;

if (typeof document === "undefined") answerQuestions(() => (shared.synodModel as ModelScript)());
else if (shared.synodPage !== undefined) {
  const { capsule, scripts } = shared.synodPage;
  // To be had from the page's console, too.
  shared.synodPage.checker = new PageChecker(scripts);
  const make = shared.synodModel as ModelScript;
  const { name } = capsule.model;
  const root = document.getElementById("page") as HTMLElement;
  escapeAllText();
  try {
    start(
      make === undefined ? capsule : { ...capsule, model: { ...capsule.model, offered: offeredOf(make, name) } },
      (parameters, mutant) => instantiate({ name, protocol: asProtocol(make(), name) }, parameters, mutant).model,
      root,
      shared.synodPage.checker,
    );
  } catch (error) {
    showUnstarted(capsule, error, root);
  }
}

function offeredOf(make: ModelScript, name: string): Offered {
  const { parameters, mutants } = asProtocol(make(), name).protocol;
  return offeredBy(parameters, mutants);
}
