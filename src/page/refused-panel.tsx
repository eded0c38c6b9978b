/** The rule instances that are not enabled in the present state, rule by rule. */
import type { Session } from "./session.ts";

export function RefusedPanel({ session }: { readonly session: Session }) {
  const { choices, isPredicting } = session;
  const { refused, total, enabled, isListed } = choices.value;
  if (isPredicting.value || total === enabled.length) return null;
  const rules = [...new Set(refused.map(({ rule }) => rule))];
  return (
    <section class="off" aria-labelledby="h-o">
      <div class="hd">
        <h2 id="h-o">What cannot happen here</h2>
        <span class="note-of">
          {(total - enabled.length).toLocaleString("en")} rule instances {total - enabled.length === 1 ? "is" : "are"}{" "}
          disabled
        </span>
      </div>
      {!isListed && <p class="q">Too many to list one by one.</p>}
      <ul class="in">
        {rules.map((rule) => {
          const of = refused.filter((each) => each.rule === rule);
          return (
            <li key={rule}>
              <details>
                <summary>
                  <code>{rule}</code> <span class="q">{of.length === 1 ? "1 instance" : `${of.length} instances`}</span>
                </summary>
                {of.map(({ step, text }) => (
                  <div key={step}>
                    <code>{text}</code>
                  </div>
                ))}
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
