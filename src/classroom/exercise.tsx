/**
 * An exercise: the file with its open regions, wrong answers to try, and rows that synod judges (course/judge.ts) in the worker. A
 * failed row shows what synod found and which hint to open next, never a solution. The answer is kept in this browser.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { type LessonAsked, readAsked } from "../course/asked.ts";
import { judged, type Row } from "../course/judge.ts";
import type { Exercise, LessonCheck } from "../course/lesson.ts";
import { keepsTheRest, regionsOf, withAnswer } from "../course/regions.ts";
import { CheckRow } from "./check-row.tsx";
import type { ExerciseEditor } from "./editor.ts";
import type { PartProps } from "./element.tsx";
import { type Ended, EndedView, endedBy, RunButton } from "./experiment.tsx";
import { Hints } from "./hints.tsx";
import { Questions } from "./questions.tsx";
import { resultFile, saveResult } from "./result-file.ts";
import type { ClassroomWords } from "./words.ts";
import type { WorkerProgress } from "./worker/question.ts";

export function ExercisePart(props: PartProps) {
  const { room, data, said, attribute } = props;
  const name = attribute("name") === "" ? "exercise" : attribute("name");
  const exercise = data.exercises.find(({ id }) => id === name);
  if (exercise === undefined) return <p role="alert">{said.noSuch(name)}</p>;
  return (
    <section class="exercise" aria-label={said.exercise}>
      {exercise.file !== null && <FilePart {...props} exercise={exercise} file={exercise.file} />}
      <Questions exercise={exercise} {...props} />
      <div class="bar">
        <button
          type="button"
          class="chip"
          onClick={() => saveResult(resultFile(data, name, room.kept.value, room.exercise(name)))}
        >
          {said.result}
        </button>
        <span class="quiet">{said.resultNote}</span>
      </div>
    </section>
  );
}

interface FileProps extends PartProps {
  readonly exercise: Exercise;
  readonly file: string;
}

/** Whose answer the editor shows: null is the student's own, else a file of the lesson. */
type Shown = string | null;

function FilePart({ room, data, tongue, said, host, exercise, file }: FileProps) {
  const { id, checks, wrong, reference, alsoRight } = exercise;
  const files = new Map(Object.entries(data.files));
  const original = files.get(file) ?? "";
  const kept = room.kept.value.exercises[id] ?? room.exercise(id);
  const own = kept.text !== null && isStillOf(original, kept.text, file) ? kept.text : original;
  const [shown, setShown] = useState<Shown>(null);
  const [rows, setRows] = useState<readonly (Row | undefined)[]>([]);
  const [ended, setEnded] = useState<Ended | null>(null);
  const [progress, setProgress] = useState<WorkerProgress | null>(null);
  const [me] = useState({});
  const answers = useRef<{ readonly asked: LessonAsked; readonly json: unknown }[]>([]);
  const holder = useRef<HTMLDivElement>(null);
  const editor = useRef<ExerciseEditor | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let isGone = false;
    void import("./editor.ts").then(
      ({ exerciseEditor }) => {
        if (isGone || holder.current === null) return;
        holder.current.replaceChildren();
        editor.current = exerciseEditor({
          parent: holder.current,
          root: host.shadowRoot ?? document,
          text: own,
          label: said.editor(file),
          onChange: (text) => room.keepExercise(id, { text }),
        });
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isGone = true;
      editor.current?.destroy();
      editor.current = null;
    };
    // The editor has the text from here on.
  }, []);

  const textOf = (which: Shown) => (which === null ? own : withAnswer(original, files.get(which) ?? "", file));
  const show = (which: Shown) => {
    setShown(which);
    setRows([]);
    setEnded(null);
    editor.current?.show(textOf(which), which === null);
  };
  const ask = async (asked: LessonAsked, given: ReadonlyMap<string, string>): Promise<unknown> => {
    const { json } = await room.worker.ask({ kind: "command", asked, files: given }, setProgress);
    answers.current.push({ asked, json });
    if (asked.command === "prove")
      host.dispatchEvent(
        new CustomEvent("synod-proof", {
          bubbles: true,
          composed: true,
          detail: {
            lesson: data.id,
            exercise: id,
            proof: json,
            append: (line: string) => editor.current?.append(line),
          },
        }),
      );
    return json;
  };
  const running = async (work: () => Promise<void>) => {
    room.running.value = me;
    setEnded(null);
    setProgress(null);
    try {
      await work();
    } catch (error) {
      setEnded(endedBy(error));
    } finally {
      room.running.value = null;
    }
  };
  const grade = () =>
    running(async () => {
      answers.current = [];
      setRows([]);
      const so: (Row | undefined)[] = [];
      const hear = (row: Row) => {
        so[row.index] = row;
        setRows([...so]);
      };
      const done = await judged({ exercise, answer: textOf(shown), files, ask, hear });
      if (shown !== null) return;
      room.keepExercise(id, {
        attempts: kept.attempts + 1,
        rows: done.map(({ pass, found: { about, steps, loop } }) => ({
          pass,
          found: { property: about, steps, loop },
        })),
      });
    });
  const runAlone = (command: "check" | "mutate") =>
    running(async () => {
      const started = performance.now();
      const asked = readAsked(command, [file], (why) => {
        throw new Error(why);
      });
      const given = new Map([...files, [file, textOf(shown)]]);
      const answer = await room.worker.ask({ kind: "command", asked, files: given }, setProgress);
      setEnded({ kind: "answer", answer, seconds: (performance.now() - started) / 1000 });
    });

  const isWhole = regionsOf(original, file).length === 0;
  const isRunning = room.running.value === me;
  const failed = rows.filter((row) => row !== undefined && !row.pass && !row.check.isBonus);
  const isDone = !isRunning && rows.length === checks.length && rows.every((row) => row !== undefined);
  const hasPassed =
    kept.rows.length === checks.length && checks.every(({ isBonus }, at) => isBonus || kept.rows[at]?.pass);
  const hints = id === "exercise" ? data.hints[tongue] : [];
  const hint = hintFor(failed[0]?.check, kept.hints, hints.length);
  const openHint = () => room.keepExercise(id, { hints: Math.min(kept.hints + 1, hints.length) });
  const isRevealed = kept.attempts > 0;
  const choices = [
    ...wrong.map((each, at) => ({ file: each.file, label: each.title?.[tongue] ?? said.wrongAnswer(at + 1) })),
  ];
  const right = hasPassed
    ? [
        ...(reference === null ? [] : [{ file: reference, label: said.reference }]),
        ...alsoRight.map((each, at) => ({ file: each, label: said.alsoRight(at) })),
      ]
    : [];
  return (
    <>
      {choices.length > 0 && (
        <Answers label={said.breakIt} choices={choices} shown={shown} onShow={show} isBusy={isRunning} said={said} />
      )}
      {right.length > 0 && (
        <Answers label={said.otherAnswers} choices={right} shown={shown} onShow={show} isBusy={isRunning} said={said} />
      )}
      <p class="quiet">
        <code>{file}</code> {shown !== null ? said.showingOther : isWhole ? said.allOpen : said.onlyLit}
      </p>
      {problem !== null && <p role="alert">{said.notLoaded(problem)}</p>}
      <div class="editor" ref={holder}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
        <pre tabIndex={0}>{own}</pre>
      </div>
      <slot />
      <div class="bar">
        <RunButton
          room={room}
          said={said}
          isMine={isRunning}
          label={rows.length === 0 ? said.grade : said.gradeAgain}
          note=""
          progress={progress}
          onRun={() => void grade()}
        />
        {room.open.value.length === 0 && room.running.value === null && (
          <>
            <button type="button" class="chip" onClick={() => void runAlone("check")}>
              {said.check}
            </button>
            {checks.some(({ kind }) => kind === "score") && (
              <button type="button" class="chip" onClick={() => void runAlone("mutate")}>
                {said.mutate}
              </button>
            )}
          </>
        )}
        {own !== original && shown === null && !isRunning && (
          <Reset
            said={said}
            onReset={() => {
              room.keepExercise(id, { text: null });
              setRows([]);
              editor.current?.show(original, true);
            }}
          />
        )}
      </div>
      <div aria-live="polite">{ended !== null && <EndedView ended={ended} said={said} />}</div>
      <ol class="rows">
        {checks.map((check, index) => (
          <CheckRow
            key={index}
            check={check}
            row={rows[index]}
            json={answerTo(check, file, answers.current)}
            isHidden={check.isHidden && !isRevealed}
            tongue={tongue}
            said={said}
          />
        ))}
      </ol>
      <div aria-live="polite">
        {isDone && (
          <p class={failed.length === 0 ? "outcome good" : "outcome bad"}>
            <span class="mark" aria-hidden="true">
              {failed.length === 0 ? "✓" : "✗"}
            </span>
            {failed.length === 0 ? said.passed : said.notPassed(failed.length)}
          </p>
        )}
        {isDone && hint !== null && (
          <p class="quiet">{hint > kept.hints ? said.nextHint(hint) : said.aboutHint(hint)}</p>
        )}
      </div>
      <Hints hints={hints} opened={kept.hints} onOpen={openHint} said={said} />
    </>
  );
}

/** Asks before it throws an answer away. */
function Reset({ said, onReset }: { readonly said: ClassroomWords; readonly onReset: () => void }) {
  const [isAsking, ask] = useState(false);
  if (!isAsking)
    return (
      <button type="button" class="plain" onClick={() => ask(true)}>
        {said.reset}
      </button>
    );
  return (
    <span>
      {said.reallyReset}{" "}
      <button type="button" class="plain" onClick={onReset}>
        {said.yes}
      </button>{" "}
      <button type="button" class="plain" ref={(button) => button?.focus()} onClick={() => ask(false)}>
        {said.no}
      </button>
    </span>
  );
}

interface AnswersProps {
  readonly label: string;
  readonly choices: readonly { readonly file: string; readonly label: string }[];
  readonly shown: Shown;
  readonly onShow: (which: Shown) => void;
  readonly isBusy: boolean;
  readonly said: ClassroomWords;
}

/** Answers to look at and to run, beside one's own. */
function Answers({ label, choices, shown, onShow, isBusy, said }: AnswersProps) {
  return (
    <div class="bar">
      <span class="quiet">{label}</span>
      {choices.map((each) => (
        <button
          key={each.file}
          type="button"
          class="chip"
          disabled={isBusy}
          aria-pressed={shown === each.file}
          onClick={() => onShow(each.file)}
        >
          {each.label}
        </button>
      ))}
      {choices.some((each) => each.file === shown) && (
        <button type="button" class="chip" disabled={isBusy} onClick={() => onShow(null)}>
          {said.myAnswer}
        </button>
      )}
    </div>
  );
}

/** Whether an answer that was kept is one to the file as it is today. */
function isStillOf(original: string, answer: string, file: string): boolean {
  try {
    return withAnswer(original, original, file) === original && keepsTheRest(original, answer, file);
  } catch {
    return false;
  }
}

/** The hint that a failed check is about, else the next that is not open; from 1 on. Null: there is none. */
function hintFor(check: LessonCheck | undefined, opened: number, count: number): number | null {
  if (check === undefined) return null;
  const wanted = check.hint ?? opened + 1;
  return wanted <= count ? wanted : null;
}

/** What synod answered to a check's question: that of the same command at the same configuration. */
function answerTo(
  check: LessonCheck,
  file: string,
  answers: readonly { readonly asked: LessonAsked; readonly json: unknown }[],
): unknown {
  const command = check.kind === "proof" ? "prove" : "check";
  const args = check.kind === "proof" ? check.prove.flatMap((name) => ["--invariant", name]) : [];
  const wanted = configurationOf(
    readAsked(command, [file, ...check.args, ...args], (why) => {
      throw new Error(why);
    }),
  );
  return answers.find(({ asked }) => configurationOf(asked) === wanted)?.json;
}

const configurationOf = ({ command, parameters, mutant, fairness, symmetry, invariants }: LessonAsked) =>
  JSON.stringify([command, parameters, mutant, fairness, symmetry, invariants]);
