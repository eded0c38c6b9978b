/**
 * The rule instances that are not enabled in the present state, rule by rule; of an opened rule, why, and when each is enabled.
 * Equal refusals are said together.
 */
import { useMemo, useState } from "preact/hooks";
import type { Refused } from "./choices.ts";
import { splitElsewhere } from "./elsewhere.ts";
import { type MergedRefusal, mergedRefusals, type RefusedFor } from "./merged-refusals.ts";
import { instanceText } from "./path.ts";
import type { Session } from "./session.ts";
import { enablingOf, enablingText } from "./when-enabled.ts";

export function RefusedPanel({ session }: { readonly session: Session }) {
  const { choices, isPredicting } = session;
  const { refused, total, enabled, throwing, isListed } = choices.value;
  const disabled = total - enabled.length - throwing.length;
  if (isPredicting.value || disabled === 0) return null;
  const { elsewhere, others } = splitElsewhere(refused, session.subject, session.state.value.plain);
  const rules = [...new Set(others.map(({ rule }) => rule))];
  return (
    <section class="off" aria-labelledby="h-o">
      <div class="hd">
        <h2 id="h-o">What cannot happen here</h2>
        <span class="note-of">
          {disabled.toLocaleString("en")} {disabled === 1 ? "rule instance is" : "rule instances are"} disabled
        </span>
      </div>
      {!isListed && <p class="q">Too many to list one by one.</p>}
      <ul class="in">
        {elsewhere.map(({ called, place, steps }) => (
          <li key={called}>
            <details>
              <summary>
                {called} is at <code>{place}</code>{" "}
                <span class="q">
                  {steps.length === 1 ? "and not at 1 other step" : `and not at ${steps.length} others`}
                </span>
              </summary>
              <p class="key">
                <code>{steps.join(", ")}</code>
              </p>
            </details>
          </li>
        ))}
        {rules.map((rule) => (
          <RefusedRule key={rule} rule={rule} of={others.filter((each) => each.rule === rule)} session={session} />
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

/** Of so many, in so many milliseconds, it is said at once why; of the others when that is asked. */
const EXPLAINED = 24;
const EXPLAINED_MS = 700;
/** Of so many it is found out when they are enabled, which takes trying them in every state. */
const TRIED = 60;

interface RefusalProps {
  readonly merged: MergedRefusal;
  readonly session: Session;
}

/** Why an instance is disabled here: facts that tell this state from those seen in which it is enabled. */
function Refusal({ merged, session }: RefusalProps) {
  const [why, setWhy] = useState(merged.why);
  const [first] = merged.of as [MergedRefusal["of"][number]];
  return (
    <div class="refusal">
      <code>{instanceText({ ...first, arguments: merged.arguments })}</code>
      <span>
        {why ?? (
          <button type="button" class="under" onClick={() => setWhy(toldWhy(session, first.step))}>
            why not?
          </button>
        )}
        <span class="q"> · {merged.when}</span>
      </span>
    </div>
  );
}

function toldWhy({ refusal, state }: Session, step: number): string {
  const reason = refusal(state.value, step);
  const told = reason === null ? [] : reason.telling.flatMap((at) => reason.facts[at]?.says ?? []);
  return told.length === 0 ? "never, whatever the state" : told.join(", ");
}

function RefusedRule({ rule, of, session }: RefusedRuleProps) {
  const [isOpen, setOpen] = useState(false);
  const { current, at, choices } = session;
  const said = useMemo(() => {
    if (!isOpen) return [];
    const until = performance.now() + EXPLAINED_MS;
    const refused = of.slice(0, TRIED).map(
      (instance, index): RefusedFor => ({
        instance,
        why: index < EXPLAINED && performance.now() < until ? toldWhy(session, instance.step) : null,
        when: enablingText(enablingOf(session.subject, current.value.path, instance.step, at.value), at.value),
      }),
    );
    const valuesOf = new Map<string, Set<string>>();
    for (const each of [...of, ...choices.value.enabled.filter((choice) => choice.rule === rule)])
      for (const [name, value] of each.arguments) valuesOf.set(name, (valuesOf.get(name) ?? new Set()).add(value));
    return mergedRefusals(refused, valuesOf);
  }, [isOpen, of, rule, session, current.value, at.value, choices.value]);
  return (
    <li>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <code>{rule}</code> <span class="q">{of.length === 1 ? "1 instance" : `${of.length} instances`}</span>
        </summary>
        {said.map((merged) => (
          <Refusal key={`${at.value} ${merged.of[0]?.step}`} merged={merged} session={session} />
        ))}
        {of.length > TRIED && <p class="key">and {of.length - TRIED} more</p>}
      </details>
    </li>
  );
}
