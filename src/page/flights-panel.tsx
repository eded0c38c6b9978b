/** Messages in flight in the present state: pointing at a verb says what it does to them, a click does it. */
import { flightsIn } from "./flights.ts";
import { goTo, type Session, takeStep } from "./session.ts";
import { shortText } from "./short-text.ts";

const SHOWN = 12;

export function FlightsPanel({ session }: { readonly session: Session }) {
  const { choices, state, current, at, isPredicting } = session;
  if (isPredicting.value) return null;
  const flights = flightsIn(state.value.plain, choices.value.enabled, current.value, at.value);
  if (flights.length === 0) return null;
  const lane = (step: number) => current.value.plan.lanes[current.value.plan.of[step - 1] as number]?.name;
  return (
    <div class="next flights no-print">
      <div class="hd">
        <h2>In flight</h2>
        <span class="note-of">
          {flights.length === 1 ? "1 message that can be taken" : `${flights.length} messages that can be taken`}
        </span>
      </div>
      <ul class="in">
        {flights.slice(0, SHOWN).map(({ message, field, by, takes }) => (
          <li key={`${field} ${message}`}>
            <span class="x" aria-hidden="true">
              ▷
            </span>
            <span title={`${field}: ${message}`}>
              <code>{shortText(message)}</code>
              {by !== null && (
                <button type="button" class="by" onClick={() => goTo(session, by)} aria-label={`sent by step ${by}`}>
                  {by}
                  {lane(by) === undefined ? "" : `, ${lane(by)}`}
                </button>
              )}
            </span>
            <span class="r">
              {takes.slice(0, 4).map(({ verb, choice }, index) => (
                <span key={choice.step}>
                  {index > 0 && ", "}
                  <button
                    type="button"
                    class="under"
                    title={choice.text}
                    onClick={() => takeStep(session, choice.step)}
                  >
                    {verb}
                  </button>
                </span>
              ))}
              {takes.length > 4 && ` and ${takes.length - 4} more`}
            </span>
          </li>
        ))}
        {flights.length > SHOWN && (
          <li>
            <span class="quiet">and {flights.length - SHOWN} more</span>
          </li>
        )}
      </ul>
    </div>
  );
}
