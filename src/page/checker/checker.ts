/**
 * The page's side of checks: a worker is started with the first question, and ended to cancel one, as nothing else ends a closure
 * that does not. The worker runs the script that the page itself runs, and the model's after it, from a Blob: a page from disk
 * may load nothing else.
 */
import { reviveError, synodError } from "../../errors/errors.ts";
import type { CheckAnswer, CheckNews, CheckProgress, CheckQuestion } from "./question.ts";

/** Thrown by a check that was cancelled. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

export class PageChecker {
  readonly #scripts: readonly string[];
  #worker: Worker | null = null;
  /** What ends the check that is under way. */
  #fail: ((error: Error) => void) | null = null;

  /** `scripts`: what a worker runs, in this order. */
  constructor(scripts: readonly string[]) {
    this.#scripts = scripts;
  }

  /** Cancels what is under way first. Rejects with a coded error, or `Cancelled`. */
  check(question: CheckQuestion, hear: (progress: CheckProgress) => void = () => {}): Promise<CheckAnswer> {
    this.cancel();
    this.#worker ??= this.#started();
    const worker = this.#worker;
    return new Promise<CheckAnswer>((resolve, reject) => {
      this.#fail = reject;
      const died = (problem: string) => {
        this.#end();
        reject(synodError("worker-died", { problem }));
      };
      worker.onerror = (event) => died(event.message || "it could not be started");
      worker.onmessage = ({ data: news }: MessageEvent<CheckNews>) => {
        if (news.kind === "progress") return hear(news.progress);
        this.#fail = null;
        if (news.kind === "answer") resolve(news.answer);
        else reject(reviveError(news.error));
      };
      worker.postMessage(question);
    });
  }

  /** Ends the check that is under way, if one is, whatever it is doing. */
  cancel(): void {
    if (this.#fail === null) return;
    const fail = this.#fail;
    this.#end();
    fail(new Cancelled("the check was cancelled"));
  }

  #started(): Worker {
    const url = URL.createObjectURL(new Blob([this.#scripts.join("\n;\n")], { type: "text/javascript" }));
    const worker = new Worker(url, { name: "synod" });
    // It has been fetched by its first message.
    worker.addEventListener("message", () => URL.revokeObjectURL(url), { once: true });
    return worker;
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#fail = null;
  }
}
