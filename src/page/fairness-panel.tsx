/** Why a loop is fair: a row per class of rule instances over the states of the loop. */
import { fairRows } from "./fair-rows.ts";
import { StepMark } from "./marks.tsx";
import { goToRecorded, type Session } from "./session.ts";

export function FairnessPanel({ session }: { readonly session: Session }) {
  const { story, trace, at, branched } = session;
  const { loop, path, claims } = story.value;
  const lines = trace.value?.fairness ?? [];
  if (loop === null || lines.length === 0 || branched.value !== null) return null;
  const rows = fairRows(session.subject, story.value, lines);
  if (rows.length === 0) return null;
  const count = path.steps.length;
  const states = loop === count ? [loop] : Array.from({ length: count - loop }, (_, index) => loop + index);
  const isStrong = rows.some(({ kind }) => kind === "strong");
  const isNow = (state: number) => at.value === state || (at.value === count && state === loop);
  return (
    <section class="fairness" aria-labelledby="h-fair">
      <div class="hd">
        <h2 id="h-fair">Why this loop is fair</h2>
        <span class="note-of">{session.capsule.verdict?.fairness ?? ""}</span>
      </div>
      <p class="say">
        {isStrong
          ? "Strong fairness rules a loop out if something is enabled in it and never taken; weak fairness, if it is enabled in all its states. Here each is taken, or has a gap."
          : "Weak fairness rules a loop out if something is enabled in all its states and never taken. Here each is taken, or has a gap."}
      </p>
      <div class="wide">
        <table class="fair">
          <thead>
            <tr>
              <th scope="col">in state</th>
              {states.map((state) => (
                <th scope="col" key={state} class={isNow(state) ? "k now" : "k"}>
                  <button type="button" onClick={() => goToRecorded(session, state)}>
                    {state}
                  </button>
                </th>
              ))}
              <th>
                <span class="sr">account</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ names, cells, says }) => (
              <tr key={names[0]}>
                <th scope="row" title={names.join(", ")}>
                  <code>{names[0]}</code>
                  {names.length > 1 && <span class="q"> and {names.length - 1} more</span>}
                </th>
                {cells.map((cell, index) => (
                  <td key={states[index]} class={isNow(states[index] as number) ? "k now" : "k"}>
                    {cell.kind === "taken" ? (
                      <svg
                        width="20"
                        height="20"
                        viewBox="-10 -10 20 20"
                        role="img"
                        aria-label={`taken at step ${cell.step}`}
                      >
                        <StepMark
                          step={cell.step}
                          mark={claims.marks[cell.step - 1] ?? { claim: null, filled: false }}
                          r={8.5}
                        />
                      </svg>
                    ) : cell.kind === "enabled" ? (
                      <svg width="20" height="10" role="img" aria-label="enabled">
                        <line x1="0" x2="20" y1="5" y2="5" stroke="var(--ink3)" stroke-width="1.5" />
                      </svg>
                    ) : cell.kind === "gap" ? (
                      <svg width="12" height="12" role="img" aria-label="disabled, and the account rests on it">
                        <circle cx="6" cy="6" r="3" fill="none" stroke="var(--ink)" stroke-width="1.4" />
                      </svg>
                    ) : (
                      <span class="sr">disabled</span>
                    )}
                  </td>
                ))}
                <td class="w">{says}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="key">
        A mark: taken from this state. A line: enabled. Nothing: disabled; a ring where the account rests on it.
      </p>
    </section>
  );
}
