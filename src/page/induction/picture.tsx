/** A counterexample to induction as two states, fact by fact, those first that matter; and whether its first state can be reached. */
import type { Clicked } from "./draft.ts";
import type { FoundSoFar } from "./found-list.tsx";
import type { PictureFact } from "./question.ts";
import type { InductionWords } from "./words.ts";

/** Facts that stand in the open though the step does not rest on them: why it cannot be reached may well be among them. */
const MOST_OTHERS = 40;

interface PictureProps {
  readonly example: FoundSoFar;
  readonly clicked: readonly Clicked[];
  readonly click: (atom: string, as: Clicked["as"]) => void;
  readonly words: InductionWords;
}

export function Picture({ example, clicked, click, words }: PictureProps) {
  const { counterexample, picture } = example;
  const { kind, rule, broken, why } = counterexample;
  const told =
    kind === "step"
      ? words.step(rule ?? "", broken.join(", "))
      : kind === "throws"
        ? words.throws(rule ?? "")
        : words.unfollowed(broken.join(", "));
  const first = picture.filter((fact) => fact.matters || fact.after !== null);
  const others = picture.filter((fact) => !first.includes(fact));
  const present = others.filter((fact) => !fact.isAbsence);
  const shown = present.slice(0, MOST_OTHERS);
  const rest = others.filter((fact) => !shown.includes(fact));
  const rows = (facts: readonly PictureFact[], caption: string) => (
    <FactTable facts={facts} caption={caption} clicked={clicked} click={click} isStep={kind === "step"} words={words} />
  );
  return (
    <>
      <p class="step">
        <code>{told}</code>
      </p>
      {why !== null && <p>{why.sentence}</p>}
      <Reached example={example} words={words} />
      {rows(first, words.matters)}
      {shown.length > 0 && rows(shown, words.others)}
      {rest.length > 0 && (
        <details>
          <summary>{words.rest(rest.length)}</summary>
          {rows(rest, words.rest(rest.length))}
        </details>
      )}
    </>
  );
}

function Reached({ example, words }: { readonly example: FoundSoFar; readonly words: InductionWords }) {
  const { counterexample, among } = example;
  const { reachable, depth, states, nearest } = counterexample.before;
  if (reachable === "yes") return <p class="verdict bad">{words.reachable(depth ?? 0)}</p>;
  return (
    <>
      <p class="verdict">{reachable === "no" ? words.unreachable(states) : words.unknown(states)}</p>
      {nearest !== null && nearest.lacks.length > 0 && (
        <p>{words.nearest(nearest.depth, nearest.lacks.map(({ says }) => says).join("; "), nearest.isOfAll)}</p>
      )}
      {among?.holds === "no" && (
        <p class="verdict bad">{words.falseElsewhere(among.broken.join(", "), among.depth ?? 0)}</p>
      )}
    </>
  );
}

interface FactTableProps {
  readonly facts: readonly PictureFact[];
  readonly caption: string;
  readonly clicked: readonly Clicked[];
  readonly click: PictureProps["click"];
  readonly isStep: boolean;
  readonly words: InductionWords;
}

function FactTable({ facts, caption, clicked, click, isStep, words }: FactTableProps) {
  const asOf = (atom: string) => clicked.find((each) => each.atom === atom)?.as;
  return (
    <div class="scrolls">
      <table class="facts">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.fact}</th>
            <th scope="col">{words.before}</th>
            {isStep && <th scope="col">{words.after}</th>}
            <th scope="col">
              {words.if} / {words.then}
            </th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <tr key={fact.place} class={fact.after === null ? "" : "changed"}>
              <th scope="row" title={fact.says}>
                <code>{fact.place}</code>
              </th>
              <td>
                <code>{fact.before}</code>
              </td>
              {isStep && (
                <td>{fact.after === null ? <span class="aside">{words.same}</span> : <code>{fact.after}</code>}</td>
              )}
              <td class="choose">
                <button
                  type="button"
                  aria-pressed={asOf(fact.atom) === "if"}
                  aria-label={words.useIf(fact.atom)}
                  onClick={() => click(fact.atom, "if")}
                >
                  {words.if}
                </button>
                <button
                  type="button"
                  aria-pressed={asOf(fact.atom) === "then"}
                  aria-label={words.useThen(fact.atom)}
                  onClick={() => click(fact.atom, "then")}
                >
                  {words.then}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
