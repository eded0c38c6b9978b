/**
 * Both sides of a proof in a page: the worker answers one question after the other; the page starts it with the first, and ends
 * it where a new question comes before the answer to the last, as nothing else ends a closure that does not.
 */
import { reviveError, synodError, toPlainError } from "../../errors/errors.ts";
import type { Protocol } from "../../model/protocol.ts";
import { judgedInduction } from "./judge.ts";
import type { InductionAnswer, InductionNews, InductionQuestion } from "./question.ts";

/** From now on this worker answers questions. `protocolOf`: the model's module, run once more at each call. */
export function answerInductions(protocolOf: (name: string) => Protocol): void {
  addEventListener("message", ({ data: question }: MessageEvent<InductionQuestion>) => {
    const tell = (news: InductionNews) => postMessage(news);
    const { name } = question;
    Promise.resolve()
      .then(() => judgedInduction({ name, protocol: protocolOf(name) }, question))
      .then(
        (answer) => tell({ kind: "answer", answer }),
        (error: unknown) => tell({ kind: "failed", error: toPlainError(error) }),
      );
  });
}

export class InductionWorker {
  readonly #scripts: readonly string[];
  #worker: Worker | null = null;
  #isBusy = false;

  /** `scripts`: what a worker runs, in this order. */
  constructor(scripts: readonly string[]) {
    this.#scripts = scripts;
  }

  /** What was asked before and has not been answered is never. Rejects with a coded error. */
  ask(question: InductionQuestion): Promise<InductionAnswer> {
    if (this.#isBusy) this.#end();
    this.#worker ??= this.#started();
    const worker = this.#worker;
    this.#isBusy = true;
    return new Promise<InductionAnswer>((resolve, reject) => {
      worker.onerror = (event) => {
        this.#end();
        reject(synodError("worker-died", { problem: event.message || "it could not be started" }));
      };
      worker.onmessage = ({ data: news }: MessageEvent<InductionNews>) => {
        this.#isBusy = false;
        if (news.kind === "answer") resolve(news.answer);
        else reject(reviveError(news.error));
      };
      worker.postMessage(question);
    });
  }

  #started(): Worker {
    const url = URL.createObjectURL(new Blob([this.#scripts.join("\n;\n")], { type: "text/javascript" }));
    const worker = new Worker(url, { name: "synod prover" });
    worker.addEventListener("message", () => URL.revokeObjectURL(url), { once: true });
    return worker;
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#isBusy = false;
  }
}
