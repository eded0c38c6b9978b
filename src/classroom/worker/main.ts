/**
 * The worker of a page of the course: a lesson's code, and a reader's, runs here and nowhere else. It hears nothing while a
 * closure runs; a search lets it answer pings now and then, so that whoever started it knows a long search from one that is stuck, and ends it.
 */
import { toPlainError } from "../../errors/errors.ts";
import type { FromWorker, ToWorker } from "./question.ts";
import { ranCommand } from "./run-command.ts";

const tell = (news: FromWorker) => postMessage(news);

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "ping") return tell({ kind: "pong" });
  ranCommand(data.question, (progress) =>
    tell(progress === null ? { kind: "pong" } : { kind: "progress", progress }),
  ).then(
    (answer) => tell({ kind: "answer", answer }),
    (error: unknown) => tell({ kind: "failed", error: toPlainError(error) }),
  );
});
