/**
 * Finding an inductive invariant by its counterexamples: the conjuncts, the step out of them, facts of its first state to be
 * clicked into one more, and what comes of that. All of it is asked of whoever runs the prover (`ask`), so that this draws, and
 * judges nothing. For who has a page already, a lesson of the course, say:
 *
 *     render(<InductionView name="two-phase.ts" parameters={{}} mutant={null} language="zh"
 *       offered={["consistent", "committed only if told"]} ask={(question) => worker.ask(question)} />, element);
 *
 * In a worker `judgedInduction({ name, protocol }, question)` (judge.ts) answers; questions and answers are plain data
 * (question.ts), what goes wrong is a `SynodError`. prover.ts has both sides of such a worker for a page that has its scripts as
 * text; the styles are induction.css, all below `.induction`; page.css is the page's own.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { SynodError } from "../../errors/errors.ts";
import type { ParameterValue } from "../../model/parameters.ts";
import type { Candidate } from "./candidate.ts";
import { CandidatePanel } from "./candidate-panel.tsx";
import { type Clicked, clicking, draftText, freshName } from "./draft.ts";
import { FoundList, type FoundSoFar, withFound } from "./found-list.tsx";
import { MatrixTable } from "./matrix-table.tsx";
import { Picture } from "./picture.tsx";
import type { InductionAnswer, InductionQuestion } from "./question.ts";
import { Summary } from "./summary.tsx";
import { type InductionWords, wordsIn } from "./words.ts";

/** What the view is about. */
export interface InductionProps {
  /** What the model is called. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  /** The conjuncts that are ticked at first, by the names that an answer offers. Absent: those of the answer. */
  readonly offered: readonly string[];
  /** Judges. Rejects with what is wrong with the question, a `SynodError`, say. */
  readonly ask: (question: InductionQuestion) => Promise<InductionAnswer>;
  /** `en` or `zh`. Absent: that of the document. */
  readonly language?: string;
  /** Told of each answer, for who grades. */
  readonly onAnswer?: (answer: InductionAnswer, question: InductionQuestion) => void;
}

const DRAFT = "draft";

export function InductionView(props: InductionProps) {
  const { name, parameters, mutant, ask, onAnswer } = props;
  const words = wordsIn(props.language ?? globalThis.document?.documentElement.lang ?? "en");
  const [ticked, setTicked] = useState(props.offered);
  const [kept, setKept] = useState<readonly Candidate[]>([]);
  const [clicked, setClicked] = useState<readonly Clicked[]>([]);
  const [text, setText] = useState("");
  const [everyone, setEveryone] = useState(true);
  const [judged, setJudged] = useState<Judged | null>(null);
  const [found, setFound] = useState<readonly FoundSoFar[]>([]);
  const [shown, setShown] = useState<number | null>(null);
  const [isTable, setTable] = useState(false);
  const [isAsking, setAsking] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef(0);
  const foundNow = useRef(found);

  const judge = useCallback(
    async (offered: readonly string[], candidates: readonly Candidate[], table: boolean) => {
      const turn = ++latest.current;
      if (offered.length + candidates.length === 0) {
        setAsking(false);
        setJudged(null);
        setProblem(words.empty);
        return;
      }
      setAsking(true);
      const codes = foundNow.current.map((each) => each.codes);
      const question = { name, parameters, mutant, offered, candidates, found: codes, table };
      try {
        const answer = await ask(question);
        if (turn !== latest.current) return;
        setJudged({ answer, candidates });
        setProblem(null);
        onAnswer?.(answer, question);
        // What is false excludes states that can be reached: a step out of it is no riddle.
        if (answer.candidates.some(({ holds }) => holds === "no")) return;
        const more = withFound(foundNow.current, answer);
        foundNow.current = more.found;
        setFound(more.found);
        setShown(more.at);
      } catch (error) {
        if (turn === latest.current) setProblem(problemOf(error, words));
      } finally {
        if (turn === latest.current) setAsking(false);
      }
    },
    [ask, name, parameters, mutant, onAnswer, words],
  );
  const draft = useMemo<Candidate | null>(
    () => (text.trim() === "" ? null : { name: DRAFT, text: text.trim(), everyone }),
    [text, everyone],
  );
  const named = (each: Candidate): Candidate => {
    const offered = judged?.answer.offered ?? [];
    return {
      ...each,
      name: freshName(
        words.named,
        [...kept, ...offered].map((other) => other.name),
      ),
    };
  };
  // Only once; afterwards each change asks.
  useEffect(() => void judge(props.offered, [], false), [judge, props.offered]);

  const tick = (each: string, isOn: boolean) => {
    const next = isOn ? [...ticked, each] : ticked.filter((other) => other !== each);
    setTicked(next);
    void judge(next, kept, isTable);
  };
  const click = (atom: string, as: Clicked["as"]) => {
    const next = clicking(clicked, atom, as);
    setClicked(next);
    const written = draftText(next);
    setText(written);
    if (written === "") void judge(ticked, kept, isTable);
    else void judge(ticked, [...kept, named({ name: DRAFT, text: written, everyone })], isTable);
  };
  const judgeDraft = (of = draft) => {
    if (of !== null) void judge(ticked, [...kept, named(of)], isTable);
  };
  const clear = () => {
    setClicked([]);
    setText("");
    void judge(ticked, kept, isTable);
  };
  const keep = () => {
    if (draft === null) return;
    const next = [...kept, named(draft)];
    setKept(next);
    setClicked([]);
    setText("");
    void judge(ticked, next, isTable);
  };
  const remove = (each: Candidate) => {
    const next = kept.filter((other) => other !== each);
    setKept(next);
    void judge(ticked, next, isTable);
  };

  const answer = judged?.answer ?? null;
  const isDrafted = judged !== null && judged.candidates.length > kept.length;
  // Of what is written now; a text that was changed since has to be judged anew.
  const last = judged?.candidates.at(-1);
  const isOfDraft = isDrafted && last?.text === draft?.text && last?.everyone === everyone;
  const own = isOfDraft ? answer?.candidates.at(-1) : undefined;
  const example = shown === null ? null : (found[shown] ?? null);
  return (
    <div class="induction" aria-busy={isAsking}>
      {answer !== null && <Summary proof={answer.proof} isDrafted={isDrafted} words={words} />}
      <section aria-labelledby="induction-invariant">
        <h2 id="induction-invariant">{words.invariant}</h2>
        <p class="help">{words.invariantHelp}</p>
        <ul class="conjuncts">
          {(answer?.offered ?? []).map((each) => (
            <li key={each.name}>
              <label>
                <input
                  type="checkbox"
                  checked={ticked.includes(each.name)}
                  onChange={(event) => tick(each.name, event.currentTarget.checked)}
                />
                <span>{each.name}</span>
                {each.invariants.length === 0 && <span class="aside"> {words.claim}</span>}
              </label>
            </li>
          ))}
          {kept.map((each) => (
            <li key={each.name}>
              <span>{each.name}</span> <code>{each.text}</code>{" "}
              <button type="button" class="small" onClick={() => remove(each)} aria-label={words.remove(each.name)}>
                ×
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="induction-example">
        <h2 id="induction-example">{words.counterexample}</h2>
        {example === null ? (
          <p>{answer === null ? "" : words.nothing}</p>
        ) : (
          <Picture example={example} clicked={clicked} click={click} words={words} />
        )}
      </section>
      <CandidatePanel
        text={text}
        write={(written) => {
          setText(written);
          setClicked([]);
        }}
        everyone={everyone}
        setEveryone={(isFor) => {
          setEveryone(isFor);
          judgeDraft(draft === null ? null : { ...draft, everyone: isFor });
        }}
        judge={() => judgeDraft()}
        keep={keep}
        clear={clear}
        isAsking={isAsking}
        problem={problem}
        outcome={own === undefined || answer === null ? null : { own, proof: answer.proof }}
        words={words}
      />
      {found.length > 0 && (
        <FoundList found={found} shown={shown} show={setShown} rulesOut={own?.rulesOut ?? []} words={words} />
      )}
      {answer !== null && (
        <MatrixTable
          proof={answer.proof}
          ask={() => {
            setTable(true);
            void judge(ticked, isDrafted && draft !== null ? [...kept, named(draft)] : kept, true);
          }}
          words={words}
        />
      )}
    </div>
  );
}

interface Judged {
  readonly answer: InductionAnswer;
  readonly candidates: readonly Candidate[];
}

function problemOf(error: unknown, words: InductionWords): string {
  if (error instanceof SynodError) return error.message;
  return `${words.failed}: ${error instanceof Error ? error.message : String(error)}`;
}
