/** The rule instances that are not enabled in the present state, rule by rule; of an opened rule, when each is. */
import { useState } from "preact/hooks";
import type { Refused } from "./choices.ts";
import { goTo, type Session } from "./session.ts";
import { enablingOf, enablingText } from "./when-enabled.ts";

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
        {rules.map((rule) => (
          <RefusedRule key={rule} rule={rule} of={refused.filter((each) => each.rule === rule)} session={session} />
        ))}
      </ul>
    </section>
  );
}

interface RefusedRuleProps {
  readonly rule: string;
  readonly of: readonly Refused[];
  readonly session: Session;
}

/** Of so many it is found out when they are enabled, which takes trying them in every state. */
const TRIED = 60;

function RefusedRule({ rule, of, session }: RefusedRuleProps) {
  const [isOpen, setOpen] = useState(false);
  const { current, at } = session;
  const said = isOpen
    ? of
        .slice(0, TRIED)
        .map((each) => ({ ...each, ...enablingOf(session.subject, current.value.path, each.step, at.value) }))
    : [];
  const never = said.filter(({ states }) => states.length === 0);
  const sometimes = said.filter(({ states }) => states.length > 0);
  return (
    <li>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <code>{rule}</code> <span class="q">{of.length === 1 ? "1 instance" : `${of.length} instances`}</span>
        </summary>
        {sometimes.map((each) => (
          <div class="refusal" key={each.step}>
            <code>{each.text}</code>
            <span class="q">
              {enablingText(each, at.value)}
              {each.endedBy !== null && (
                <>
                  {" "}
                  <button type="button" class="under" onClick={() => goTo(session, each.endedBy as number)}>
                    see step {each.endedBy}
                  </button>
                </>
              )}
            </span>
          </div>
        ))}
        {never.length > 0 && (
          <p class="key">
            In no state of this path:{" "}
            {never.map((each, index) => (
              <span key={each.step}>
                {index > 0 && ", "}
                <code>{each.text}</code>
              </span>
            ))}
          </p>
        )}
        {of.length > TRIED && <p class="key">and {of.length - TRIED} more</p>}
      </details>
    </li>
  );
}
