/**
 * The page's side of its worker: started with the first question, ended to stop one, since nothing else ends a closure that does
 * not. It is pinged while it works; one that has not answered for PATIENCE_MS is stuck in a closure, and is ended, which is said.
 */
import { reviveError, synodError } from "../errors/errors.ts";
import type { Answers, ClassroomQuestion, FromWorker, ToWorker, WorkerProgress } from "./worker/question.ts";

/** Thrown by a question that was stopped. */
export class RunStopped extends Error {
  override readonly name = "RunStopped";
}

/** Thrown by one whose worker gave no sign of life for so long. */
export class RunStuck extends Error {
  override readonly name = "RunStuck";
  readonly seconds: number;

  constructor(seconds: number) {
    super(`no sign of life for ${seconds} seconds`);
    this.seconds = seconds;
  }
}

/** Far above what a slice of a search takes, reasons included, on a machine that is busy with other things. */
const PATIENCE_MS = 20_000;
const PING_MS = 1000;

interface UnderWay {
  readonly fail: (error: Error) => void;
  readonly timer: ReturnType<typeof setInterval>;
}

export class LessonWorker {
  readonly #script: URL;
  readonly #patienceMs: number;
  #worker: Worker | null = null;
  #underWay: UnderWay | null = null;

  /** `script`: a module. */
  constructor(script: URL, patienceMs = PATIENCE_MS) {
    this.#script = script;
    this.#patienceMs = patienceMs;
  }

  /** Stops what is under way first. Rejects with a coded error, `RunStopped` or `RunStuck`. */
  ask<K extends ClassroomQuestion["kind"]>(
    question: ClassroomQuestion & { readonly kind: K },
    hear: (progress: WorkerProgress) => void = () => {},
  ): Promise<Answers[K]> {
    this.stop();
    this.#worker ??= new Worker(this.#script, { type: "module", name: "synod" });
    const worker = this.#worker;
    const send = (message: ToWorker) => worker.postMessage(message);
    return new Promise<Answers[K]>((resolve, reject) => {
      // A tab in the background has few ticks, and a machine that sleeps has none: neither is silence of the worker.
      let [silentMs, last] = [0, performance.now()];
      const timer = setInterval(() => {
        const now = performance.now();
        silentMs += Math.min(now - last, 2 * PING_MS);
        last = now;
        if (silentMs > this.#patienceMs) this.#end(new RunStuck(Math.round(this.#patienceMs / 1000)));
        else send({ kind: "ping" });
      }, PING_MS);
      this.#underWay = { fail: reject, timer };
      const settle = (how: () => void) => {
        clearInterval(timer);
        this.#underWay = null;
        how();
      };
      worker.onerror = (event) =>
        this.#end(synodError("worker-died", { problem: event.message || "it could not be started" }));
      worker.onmessage = ({ data: news }: MessageEvent<FromWorker>) => {
        silentMs = 0;
        if (news.kind === "progress") hear(news.progress);
        else if (news.kind === "answer") settle(() => resolve(news.answer as Answers[K]));
        else if (news.kind === "failed") settle(() => reject(reviveError(news.error)));
      };
      send({ kind: "ask", question });
    });
  }

  /** Ends what is under way, if something is, whatever it is doing. */
  stop(): void {
    if (this.#underWay !== null) this.#end(new RunStopped("stopped"));
  }

  #end(error: Error): void {
    const underWay = this.#underWay;
    this.#worker?.terminate();
    this.#worker = null;
    this.#underWay = null;
    if (underWay === null) return;
    clearInterval(underWay.timer);
    underWay.fail(error);
  }
}
