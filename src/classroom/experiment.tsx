/**
 * An experiment: the command as one would type it, run here. It waits for the predictions that stand on the page, and says so.
 */
import { useState } from "preact/hooks";
import { isSynodError, type SynodError } from "../errors/errors.ts";
import type { PartProps } from "./element.tsx";
import { RunStopped, RunStuck } from "./lesson-worker.ts";
import { ErrorView, Outcome, VerdictView } from "./verdict.tsx";
import type { ClassroomWords } from "./words.ts";
import type { CommandAnswer, WorkerProgress } from "./worker/question.ts";

/** How a run ended. */
export type Ended =
  | { readonly kind: "answer"; readonly answer: CommandAnswer; readonly seconds: number }
  | { readonly kind: "stopped" }
  | { readonly kind: "stuck"; readonly seconds: number }
  | { readonly kind: "failed"; readonly error: SynodError | Error };

/** What a rejected question says. */
export function endedBy(error: unknown): Ended {
  if (error instanceof RunStopped) return { kind: "stopped" };
  if (error instanceof RunStuck) return { kind: "stuck", seconds: error.seconds };
  return { kind: "failed", error: error instanceof Error ? error : new Error(String(error)) };
}

export function ExperimentPart({ room, data, tongue, said, attribute }: PartProps) {
  const name = attribute("name");
  const page = attribute("page");
  const experiment = data.experiments[name];
  const [progress, setProgress] = useState<WorkerProgress | null>(null);
  const [ended, setEnded] = useState<Ended | null>(null);
  const [me] = useState({});
  if (experiment === undefined) return <p role="alert">{said.noSuch(name)}</p>;
  const { commandLine, asked, isHeavy, title } = experiment;
  const running = room.running.value;
  const run = async () => {
    room.running.value = me;
    setEnded(null);
    setProgress(null);
    const started = performance.now();
    try {
      const answer = await room.worker.ask(
        { kind: "command", asked, files: new Map(Object.entries(data.files)) },
        setProgress,
      );
      setEnded({ kind: "answer", answer, seconds: (performance.now() - started) / 1000 });
      room.ran(name);
    } catch (error) {
      setEnded(endedBy(error));
    } finally {
      room.running.value = null;
    }
  };
  return (
    <div class="experiment">
      {title !== null && <p class="title">{title[tongue]}</p>}
      <CommandLine text={commandLine} said={said} />
      <div class="bar">
        <RunButton
          room={room}
          said={said}
          isMine={running === me}
          label={ended === null ? said.run : said.runAgain}
          note={isHeavy ? said.heavy : ""}
          progress={progress}
          onRun={run}
        />
      </div>
      <div class="result" aria-live="polite">
        {ended !== null && <EndedView ended={ended} said={said} />}
      </div>
      {page !== "" && ended?.kind === "answer" && (
        <p>
          <a href={page} target="_blank" rel="noopener">
            {said.openPage}
          </a>
        </p>
      )}
    </div>
  );
}

export function EndedView({ ended, said }: { readonly ended: Ended; readonly said: ClassroomWords }) {
  switch (ended.kind) {
    case "answer":
      return <VerdictView answer={ended.answer} said={said} seconds={ended.seconds} />;
    case "stopped":
      return <p class="quiet">{said.stopped}</p>;
    case "stuck":
      return <Outcome good={false}>{said.stuck(ended.seconds)}</Outcome>;
    case "failed":
      return (
        <>
          <Outcome good={false}>{said.error}</Outcome>
          {isSynodError(ended.error) ? (
            <ErrorView error={ended.error} said={said} />
          ) : (
            <p class="error">{ended.error.message}</p>
          )}
        </>
      );
  }
}

interface RunButtonProps extends Pick<PartProps, "room" | "said"> {
  /** Whether it is this one's run that is under way. */
  readonly isMine: boolean;
  readonly label: string;
  readonly note: string;
  readonly progress: WorkerProgress | null;
  readonly onRun: () => void;
}

/**
 * Runs when every question on the page is answered or skipped, and nothing else runs; then it stops. One button, so that the
 * keyboard's place stays where it is.
 */
export function RunButton({ room, said, isMine, label, note, progress, onRun }: RunButtonProps) {
  const open = room.open.value;
  const first = open[0];
  const isBusy = room.running.value !== null && !isMine;
  return (
    <>
      <button
        type="button"
        class="do"
        disabled={(first !== undefined || isBusy) && !isMine}
        onClick={() => (isMine ? room.worker.stop() : onRun())}
      >
        {isMine ? said.stop : label}
      </button>
      <span class="quiet" role="status">
        {isMine
          ? progress === null
            ? `${said.starting} …`
            : said.searching(progress.distinct, progress.level)
          : first !== undefined
            ? said.predictFirst(open.length)
            : isBusy
              ? said.anotherRuns
              : note}
      </span>
      {first !== undefined && !isMine && (
        <button type="button" class="plain" onClick={() => room.asked.value.get(first)?.()}>
          {said.toPrediction}
        </button>
      )}
    </>
  );
}

/** As one would type it, to be copied. */
function CommandLine({ text, said }: { readonly text: string; readonly said: ClassroomWords }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div class="command">
      <code>
        <span class="prompt" aria-hidden="true">
          ${" "}
        </span>
        {text}
      </code>
      <button
        type="button"
        class="plain"
        aria-label={said.copyCommand}
        onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}
      >
        {isCopied ? said.copied : said.copy}
      </button>
    </div>
  );
}
