/** The cases of the proof: a row for each rule, a column for each conjunct, by its number. */
import type { InductionProof } from "../../prove/proof.ts";
import type { InductionWords } from "./words.ts";

export function MatrixTable({
  proof,
  ask,
  words,
}: {
  readonly proof: InductionProof;
  /** Has it judged what each cell needs. */
  readonly ask: () => void;
  readonly words: InductionWords;
}) {
  const { rules, rows, isComplete } = proof.matrix;
  const names = rows.map(({ conjunct }) => conjunct);
  const isAsked = rows.some(({ cells }) => cells.some(({ needs }) => needs !== null));
  const redundant = proof.conjuncts.filter(({ without }) => without?.verdict === "redundant").map(({ name }) => name);
  const cell = (row: number, rule: number) => {
    const { breaks, needs } = rows[row]?.cells[rule] ?? { breaks: 0, needs: null };
    if (rules[rule]?.steps === 0) return { text: "-", says: words.idle, kind: "idle" };
    if (breaks > 0) return { text: `×${breaks.toLocaleString("en")}`, says: words.breaks(breaks), kind: "breaks" };
    if (needs === null || needs.length === 0) return { text: words.kept, says: words.kept, kind: "kept" };
    const numbers = needs.map((name) => names.indexOf(name) + 1);
    return { text: `+${numbers.join("+")}`, says: words.needs(needs.join(", ")), kind: "needs" };
  };
  return (
    <section aria-labelledby="induction-matrix">
      <h2 id="induction-matrix">{words.matrix}</h2>
      <ol class="columns">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ol>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, too */}
      <div class="scrolls" tabIndex={0} role="group" aria-labelledby="induction-matrix">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">{words.rule}</th>
              {names.map((name, at) => (
                <th key={name} scope="col" title={name}>
                  {at + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map(({ rule }, at) => (
              <tr key={rule}>
                <th scope="row">
                  <code>{rule}</code>
                </th>
                {names.map((name, row) => {
                  const { text, says, kind } = cell(row, at);
                  return (
                    <td key={name} class={kind} title={says}>
                      {text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isAsked ? (
        <>
          {redundant.length > 0 && <p>{words.redundant(redundant.join(", "))}</p>}
          {!isComplete && <p>{words.needsPartly}</p>}
        </>
      ) : (
        <div class="buttons">
          <button type="button" onClick={ask} disabled={names.length < 2 || !proof.isComplete}>
            {words.askNeeds}
          </button>
        </div>
      )}
    </section>
  );
}
