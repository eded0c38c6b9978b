/**
 * What can happen in the present state: every enabled rule instance, the recorded one first; a click takes it. Below, those
 * that are not enabled, and for one that is asked about, why.
 */
import { instanceText } from "./path.ts";
import { type Session, takeStep } from "./session.ts";

export function ChoicesPanel({ session }: { readonly session: Session }) {
  const { choices, at, story, branched, isPredicting } = session;
  if (isPredicting.value) return null;
  const { enabled, total, throwing } = choices.value;
  const recorded = story.value.path.steps;
  const here = branched.value === null ? recorded[at.value] : undefined;
  const later = (step: number) => recorded.findIndex((each, index) => each.step === step && index >= at.value) + 1;
  const live = enabled.filter(({ changes }) => changes.length > 0);
  const still = enabled.filter(({ changes }) => changes.length === 0);
  const sorted = [...live].sort((a, b) => rank(a.step) - rank(b.step));
  function rank(step: number): number {
    if (step === here?.step) return 0;
    return later(step) > 0 ? 1 : 2;
  }
  return (
    <div class="next">
      <div class="hd">
        <h2>What can happen here</h2>
        <span class="note-of">
          {enabled.length} of {total.toLocaleString("en")} rule instances {enabled.length === 1 ? "is" : "are"} enabled
        </span>
      </div>
      <ul class="in">
        {throwing.map(({ step, text, message }) => (
          <li key={`throws ${step}`} class="rec">
            <span class="x" />
            <code>{text ?? "a rule"}</code>
            <span class="r f" title={message}>
              throws
            </span>
          </li>
        ))}
        {sorted.map((choice) => {
          const isHere = choice.step === here?.step;
          const at = later(choice.step);
          const isBad = choice.breaks.length > 0 || choice.isInReference === false;
          const says =
            choice.breaks.length > 0
              ? `${choice.breaks[0]} false`
              : choice.isInReference === false
                ? "only with the mistake"
                : isHere
                  ? "recorded"
                  : at > 0
                    ? `recorded at ${at}`
                    : session.isFree
                      ? ""
                      : "what if";
          return (
            <li key={choice.step} class={isHere ? "rec" : ""}>
              <span class="x">
                {isHere && (
                  <>
                    <span aria-hidden="true">→</span>
                    <span class="sr">recorded: </span>
                  </>
                )}
              </span>
              <button type="button" onClick={() => takeStep(session, choice.step)}>
                <code>{choice.text}</code>
              </button>
              <span class={isBad ? "r f" : "r"}>{says}</span>
            </li>
          );
        })}
        {still.length > 0 && (
          <li>
            <span class="quiet">
              {still.length === 1
                ? live.length > 0
                  ? "1 more changes"
                  : "1 changes"
                : `${still.length}${live.length > 0 ? " more" : ""} change`}{" "}
              nothing:{" "}
              {still.slice(0, 12).map((choice, index) => (
                <span key={choice.step}>
                  {index > 0 && ", "}
                  <code>
                    {instanceText({
                      ...choice,
                      arguments: choice.arguments.map(([name, value]) => [name, value]),
                    }).replace(/\w+: /g, "")}
                  </code>
                </span>
              ))}
              {still.length > 12 && ` and ${still.length - 12} more`}
            </span>
          </li>
        )}
        {enabled.length === 0 && throwing.length === 0 && (
          <li>
            <span class="quiet">Nothing: no rule is enabled in this state.</span>
          </li>
        )}
      </ul>
    </div>
  );
}
