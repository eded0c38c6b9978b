/** The candidate as text, and what came of it: false, true but not enough, or inductive, three different things. */
import type { InductionProof } from "../../prove/proof.ts";
import type { JudgedCandidate } from "./question.ts";
import type { InductionWords } from "./words.ts";

interface CandidatePanelProps {
  readonly text: string;
  readonly write: (text: string) => void;
  readonly everyone: boolean;
  readonly setEveryone: (isFor: boolean) => void;
  readonly judge: () => void;
  readonly keep: () => void;
  readonly clear: () => void;
  readonly isAsking: boolean;
  readonly problem: string | null;
  readonly outcome: CandidateOutcome | null;
  readonly words: InductionWords;
}

export interface CandidateOutcome {
  readonly own: JudgedCandidate;
  readonly proof: InductionProof;
}

export function CandidatePanel(props: CandidatePanelProps) {
  const { text, write, everyone, setEveryone, judge, keep, clear, isAsking, problem, outcome, words } = props;
  const isEmpty = text.trim() === "";
  return (
    <section class="candidate" aria-labelledby="induction-candidate">
      <h2 id="induction-candidate">{words.conjunct}</h2>
      <p class="help" id="induction-candidate-help">
        {words.conjunctHelp}
      </p>
      <textarea
        aria-labelledby="induction-candidate"
        aria-describedby="induction-candidate-help"
        rows={3}
        spellcheck={false}
        value={text}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey) return;
          event.preventDefault();
          judge();
        }}
      />
      <label class="everyone">
        <input type="checkbox" checked={everyone} onChange={(event) => setEveryone(event.currentTarget.checked)} />
        <span>{words.everyone}</span>
      </label>
      <div class="buttons">
        <button type="button" disabled={isEmpty} onClick={judge}>
          {words.judge}
        </button>
        <button type="button" disabled={isEmpty || outcome === null || outcome.own.holds === "no"} onClick={keep}>
          {words.keep}
        </button>
        <button type="button" disabled={isEmpty} onClick={clear}>
          {words.clear}
        </button>
      </div>
      <div class="came-out" role="status">
        {isAsking ? (
          <p class="aside">{words.judging}</p>
        ) : problem !== null ? (
          <p class="problem">{problem}</p>
        ) : (
          outcome !== null && <Outcome {...outcome} words={words} />
        )}
      </div>
    </section>
  );
}

function Outcome({ own, proof, words }: CandidateOutcome & { readonly words: InductionWords }) {
  const { holds, states, way, rulesOut } = own;
  const unimplied = proof.implies.filter((each) => each.false > 0).map(({ property }) => property);
  const killed = rulesOut.filter((isOut) => isOut).length;
  const ruled = rulesOut.length > 0 && <p class="aside">{words.rulesOut(killed, rulesOut.length)}</p>;
  if (holds === "no")
    return (
      <div class="verdict bad" data-outcome="false">
        <h3>{words.isFalse}</h3>
        <p>{way === null || way.length === 0 ? words.atFirst : words.isFalseText(way.length)}</p>
        <ol>
          {(way ?? []).map((step, at) => (
            <li key={at}>
              <code>{step}</code>
            </li>
          ))}
        </ol>
        {ruled}
      </div>
    );
  if (holds === "unknown")
    return (
      <div class="verdict" data-outcome="unknown">
        <h3>{words.notKnown}</h3>
        <p>{words.notKnownText(states)}</p>
        {ruled}
      </div>
    );
  if (proof.outcome === "proved")
    return (
      <div class="verdict good" data-outcome="inductive">
        <h3>{words.inductive}</h3>
        <p>{words.inductiveText(states, proof.states)}</p>
        {ruled}
      </div>
    );
  return (
    <div class="verdict" data-outcome="not-enough">
      <h3>{words.notEnough}</h3>
      <p>
        {proof.outcome === "too-weak"
          ? words.weakText(states, unimplied.join(", "))
          : proof.outcome === "undecided"
            ? words.partly
            : words.notEnoughText(states, proof.escapes)}
      </p>
      {ruled}
    </div>
  );
}
