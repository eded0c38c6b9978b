/** The rule instances that are not enabled in the present state, rule by rule; of an opened rule, why, and when each is enabled. */
import { useState } from "preact/hooks";
import type { Refused } from "./choices.ts";
import type { Session } from "./session.ts";
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

/** Of so many it is said at once why, of the others when that is asked. */
const EXPLAINED = 6;

interface RefusalProps {
  readonly refused: Refused;
  readonly session: Session;
  readonly isExplained: boolean;
  readonly when: string;
}

/** Why an instance is disabled here: facts that tell this state from those seen in which it is enabled. */
function Refusal({ refused, session, isExplained, when }: RefusalProps) {
  const [isAsked, setAsked] = useState(isExplained);
  const reason = isAsked ? session.refusal(session.state.value, refused.step) : null;
  const told = reason === null ? [] : reason.telling.flatMap((at) => reason.facts[at]?.says ?? []);
  return (
    <div class="refusal">
      <code>{refused.text}</code>
      <span>
        {isAsked ? (
          <span title={reason?.says}>{told.length === 0 ? "never, whatever the state" : told.join(", ")}</span>
        ) : (
          <button type="button" class="under" onClick={() => setAsked(true)}>
            why not?
          </button>
        )}
        <span class="q"> · {when}</span>
      </span>
    </div>
  );
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
  return (
    <li>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <code>{rule}</code> <span class="q">{of.length === 1 ? "1 instance" : `${of.length} instances`}</span>
        </summary>
        {said.map((each, index) => (
          <Refusal
            key={`${at.value} ${each.step}`}
            refused={each}
            session={session}
            isExplained={index < EXPLAINED}
            when={enablingText(each, at.value)}
          />
        ))}
        {of.length > TRIED && <p class="key">and {of.length - TRIED} more</p>}
      </details>
    </li>
  );
}
