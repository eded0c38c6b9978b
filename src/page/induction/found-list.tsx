/** The counterexamples met so far: a candidate is held against all of them, and any can be looked at again. */
import type { AmongReachable, InductionCounterexample } from "../../prove/proof.ts";
import type { InductionAnswer, PictureFact } from "./question.ts";
import type { InductionWords } from "./words.ts";

export interface FoundSoFar {
  readonly codes: readonly number[];
  readonly counterexample: InductionCounterexample;
  readonly among: AmongReachable | null;
  readonly picture: readonly PictureFact[];
}

/** With that of an answer, which is there already or comes last; `at`: which one it is. */
export function withFound(
  found: readonly FoundSoFar[],
  { codes, proof, picture }: InductionAnswer,
): { readonly found: readonly FoundSoFar[]; readonly at: number | null } {
  const { counterexample, amongReachable: among } = proof;
  if (codes === null || counterexample === null) return { found, at: null };
  const each = { codes, counterexample, among, picture };
  const isSame = (other: FoundSoFar) =>
    other.codes.join() === codes.join() && other.counterexample.rule === counterexample.rule;
  const at = found.findIndex(isSame);
  if (at >= 0) return { found: found.map((other, index) => (index === at ? each : other)), at };
  return { found: [...found, each], at: found.length };
}

export function FoundList({
  found,
  shown,
  show,
  rulesOut,
  words,
}: {
  readonly found: readonly FoundSoFar[];
  readonly shown: number | null;
  readonly show: (at: number) => void;
  readonly rulesOut: readonly boolean[];
  readonly words: InductionWords;
}) {
  return (
    <section aria-labelledby="induction-found">
      <h2 id="induction-found">{words.found}</h2>
      <ol class="found">
        {found.map(({ counterexample }, at) => (
          <li key={at}>
            <button
              type="button"
              aria-pressed={at === shown}
              aria-label={words.show(at + 1)}
              class="small"
              onClick={() => show(at)}
            >
              {at + 1}
            </button>{" "}
            <code>{counterexample.rule ?? "-"}</code> {counterexample.broken.join(", ")}
            {rulesOut[at] !== undefined && (
              <span class={rulesOut[at] ? "mark good" : "mark"}>
                {" "}
                {rulesOut[at] ? words.ruledOut : words.notRuledOut}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
