/**
 * What a command answered, for a reader: the verdict in the document's language first, what it covers, property by property, the
 * shortest counterexample with its why, and at last all that the command line prints.
 */

import { grouped } from "../course/grouped.ts";
import type { AnsweredCheck, AnsweredMutants, AnsweredMutation, AnsweredProof, AnsweredProperty } from "./answered.ts";
import { CounterexampleView, ReasonsView } from "./counterexample.tsx";
import type { ClassroomWords } from "./words.ts";
import type { CommandAnswer } from "./worker/question.ts";

interface VerdictProps {
  readonly answer: CommandAnswer;
  readonly said: ClassroomWords;
  readonly seconds: number;
}

export function VerdictView({ answer, said, seconds }: VerdictProps) {
  return (
    <div class="verdict">
      {isFailure(answer) ? (
        <CheckView check={answer.json as unknown as AnsweredCheck} said={said} />
      ) : (
        <AnswerView answer={answer} said={said} />
      )}
      <p class="quiet">{said.took(seconds.toFixed(seconds < 10 ? 1 : 0))}</p>
      <details>
        <summary>{said.commandOutput}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
        <pre tabIndex={0}>{answer.text}</pre>
      </details>
    </div>
  );
}

/** Whether it could not begin, or did not come to an end by itself. */
const isFailure = ({ json }: CommandAnswer) => json["error"] != null && json["outcome"] === "error";

function AnswerView({
  answer: { command, json },
  said,
}: {
  readonly answer: CommandAnswer;
  readonly said: ClassroomWords;
}) {
  switch (command) {
    case "check":
      return <CheckView check={json as unknown as AnsweredCheck} said={said} />;
    case "prove":
      return <ProofView proof={json as unknown as AnsweredProof} said={said} />;
    case "mutate":
      // Of a model that does not hold as it is there is a verdict, and no score.
      return "summary" in json ? (
        <MutationView json={json as unknown as AnsweredMutation} said={said} />
      ) : (
        <CheckView check={json as unknown as AnsweredCheck} said={said} />
      );
    case "mutants":
      return <MutantsView json={json as unknown as AnsweredMutants} said={said} />;
  }
}

/** Marked by shape as well as by colour. */
export function Outcome({ good, children }: { readonly good: boolean | null; readonly children: string }) {
  return (
    <p class={`outcome ${good === null ? "open" : good ? "good" : "bad"}`}>
      <span class="mark" aria-hidden="true">
        {good === null ? "?" : good ? "✓" : "✗"}
      </span>
      {children}
    </p>
  );
}

function CheckView({ check, said }: { readonly check: AnsweredCheck; readonly said: ClassroomWords }) {
  const { outcome, states, properties, error } = check;
  const shown = properties.find((each) => each.outcome === "violated" && each.trace !== null);
  const unreached = properties.find((each) => each.outcome === "violated" && each.trace === null);
  return (
    <>
      <Outcome good={outcome === "holds" ? true : outcome === "undecided" ? null : false}>
        {said[outcome === "holds" || outcome === "violated" || outcome === "undecided" ? outcome : "error"]}
      </Outcome>
      {error !== null && <ErrorView error={error} said={said} />}
      {states.distinct > 0 && (
        <p class="counts">
          <Count of={states.distinct} what={said.distinct} />
          {states.unreduced !== undefined && ` (${said.unreduced(states.unreduced)})`}
          {" · "}
          <Count of={states.generated} what={said.generated} />
          {" · "}
          {said.depth} <b>{grouped(states.depth)}</b>
        </p>
      )}
      {states.distinct > 0 && properties.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{said.property}</th>
              <th scope="col">{said.kind}</th>
              <th scope="col">{said.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {properties.map((each) => (
              <tr key={each.name}>
                <th scope="row">{each.name}</th>
                <td class="quiet">{said.kinds[each.kind]}</td>
                <td class={each.outcome === "violated" ? "bad" : each.outcome === "holds" ? "good" : "quiet"}>
                  <span aria-hidden="true">
                    {each.outcome === "violated" ? "✗ " : each.outcome === "holds" ? "✓ " : "? "}
                  </span>
                  {outcomeOf(each, states.unreduced ?? states.distinct, said)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown?.trace != null && (
        <CounterexampleView
          title={said.counterexample(shown.name)}
          trace={shown.trace}
          reasons={shown.reasons}
          said={said}
        />
      )}
      {shown === undefined && unreached !== undefined && <ReasonsView reasons={unreached.reasons} said={said} />}
      {error?.trace != null && (
        <CounterexampleView title={said.wayToError} trace={error.trace} reasons={error.reasons ?? null} said={said} />
      )}
    </>
  );
}

/** `violated after 12 steps`, in the reader's language. */
export function outcomeOf(
  { kind, outcome, steps, loop }: AnsweredProperty,
  states: number,
  said: ClassroomWords,
): string {
  const length = steps ?? 0;
  if (outcome === "undecided") return said.propertyUndecided;
  if (kind === "reachable") return outcome === "holds" ? said.reached(length) : said.neverReached(states);
  if (outcome === "holds") return said.propertyHolds;
  if (kind === "alwaysReachable") return said.outOfReach(length);
  if (loop === null) return said.violatedAfter(length);
  return loop === length ? said.nothingMore(length) : said.loopFrom(length - loop, loop);
}

function Count({ of, what }: { readonly of: number; readonly what: string }) {
  return (
    <>
      <b>{grouped(of)}</b> {what}
    </>
  );
}

export function ErrorView({
  error,
  said,
}: {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly likelyCause: string;
    readonly remedy: string;
  };
  readonly said: ClassroomWords;
}) {
  return (
    <div class="error" role="alert">
      <p>
        <b>{error.code}</b> {error.message}
      </p>
      <p class="quiet">
        {said.likelyCause}: {error.likelyCause}
        <br />
        {said.remedy}: {error.remedy}
      </p>
    </div>
  );
}

interface ProofViewProps {
  readonly proof: AnsweredProof;
  readonly said: ClassroomWords;
  /** Whether what came out is said already. */
  readonly isSaid?: boolean;
}

export function ProofView({ proof, said, isSaid = false }: ProofViewProps) {
  const { outcome, counterexample: found } = proof;
  return (
    <>
      {!isSaid && (
        <Outcome good={outcome === "proved" ? true : outcome === "undecided" ? null : false}>{said[outcome]}</Outcome>
      )}
      <p class="counts">
        <b>{grouped(Number(proof.typeStates))}</b> {said.typeStates}
        {" · "}
        <Count of={proof.states} what={said.satisfying} />
        {" · "}
        <Count of={proof.steps} what={said.proofSteps} />
        {" · "}
        <Count of={proof.escapes} what={said.escapes} />
      </p>
      {found !== null && (
        <>
          <CounterexampleView
            title={said.induction}
            start={said.startOfInduction}
            trace={found.trace}
            reasons={{ why: found.why, mistake: null, nearest: null, slice: null }}
            said={said}
          />
          {found.broken.length > 0 && <p>{said.becomesFalse(found.broken.join(", "))}</p>}
          <p>
            {found.before.reachable === "no"
              ? `${said.unreachable} ${said.notAViolation}`
              : found.before.reachable === "yes"
                ? said.reachableAt(found.before.depth ?? 0)
                : said.reachabilityUnknown}
          </p>
        </>
      )}
    </>
  );
}

function MutationView({ json, said }: { readonly json: AnsweredMutation; readonly said: ClassroomWords }) {
  const { score } = json.summary;
  return <Outcome good={null}>{said.mutated(score === null ? "–" : `${Math.floor(100 * score)} %`)}</Outcome>;
}

function MutantsView({ json, said }: { readonly json: AnsweredMutants; readonly said: ClassroomWords }) {
  const { ok, mutants } = json.summary;
  return <Outcome good={ok === mutants}>{said.mutantsAsExpected(ok, mutants)}</Outcome>;
}
