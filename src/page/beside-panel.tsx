/** Two behaviours side by side: a branch and what was recorded, two of the page's traces, the mistake and the model without it. */

import { useState } from "preact/hooks";
import { type BesideRow, pathsBeside, referenceBeside } from "./beside.ts";
import { stepsText, traceWord } from "./headline-words.ts";
import { goTo, type Session, storyAt } from "./session.ts";

export function BesidePanel({ session }: { readonly session: Session }) {
  const { capsule, branched, story, place, reference } = session;
  const [chosen, choose] = useState("");
  const traces = capsule.traces.flatMap(({ property, kind }, at) =>
    at === place.value.trace
      ? []
      : [
          {
            value: String(at),
            says: `${traceWord(kind)}${property ?? ""}`,
          },
        ],
  );
  const options = [
    ...(branched.value === null ? [] : [{ value: "branch", says: "what if" }]),
    ...(reference === null ? [] : [{ value: "reference", says: `the same steps without ${capsule.model.mutant}` }]),
    ...traces,
  ];
  if (options.length === 0 || story.value.path.steps.length === 0) return null;
  const now = branched.value !== null && chosen === "" ? "branch" : chosen;
  const rows: readonly BesideRow[] =
    now === "branch" && branched.value !== null
      ? pathsBeside(story.value.path, branched.value.path)
      : now === "reference" && reference !== null
        ? referenceBeside(reference, story.value.path)
        : /^\d+$/.test(now)
          ? pathsBeside(story.value.path, storyAt(session, Number(now)).path)
          : [];
  const same = rows.findIndex(({ isSame }) => !isSame);
  return (
    <section class="beside no-print" aria-labelledby="h-beside">
      <div class="hd">
        <h2 id="h-beside">Side by side</h2>
        <select aria-label="Compare with" value={now} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">compare with</option>
          {options.map(({ value, says }) => (
            <option key={value} value={value}>
              {says}
            </option>
          ))}
        </select>
      </div>
      {rows.length > 0 && (
        <>
          <p class="key">
            {same < 0
              ? "The same all the way."
              : same === 0
                ? "They part at once."
                : `The same for ${stepsText(same)}.`}
          </p>
          <div class="wide">
            <table>
              <thead>
                <tr>
                  <th scope="col">recorded</th>
                  <th scope="col">{options.find(({ value }) => value === now)?.says ?? ""}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ left, right, isSame, note }, at) => (
                  <tr key={at} class={isSame ? "same" : ""}>
                    <td>
                      {left !== null && (
                        <Side text={left.text} step={left.step} onGo={() => goTo(session, left.step)} />
                      )}
                    </td>
                    <td>
                      {right !== null && (
                        <Side text={right.text} step={right.step} onGo={() => goTo(session, right.step)} />
                      )}
                      {note !== "" && <span class={right === null ? "bad" : "q"}> {note}</span>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

function Side({ text, step, onGo }: { readonly text: string; readonly step: number; readonly onGo: () => void }) {
  return (
    <button type="button" onClick={onGo}>
      <span class="q">{step}</span> <code>{text}</code>
    </button>
  );
}
