/** What came out and why, above everything. A fact pointed at lights the steps that made it true. */
import type { ComponentChildren } from "preact";
import { needsLines } from "../report/needs-text.ts";
import type { Mistake, Reasons } from "../why/reasons.ts";
import { headlineOf, stepsWord } from "./headline-words.ts";
import { Glyph } from "./marks.tsx";
import { goToRecorded, type Session } from "./session.ts";
import { Claims, isSuccess } from "./success-panel.tsx";

export function Headline({ session }: { readonly session: Session }) {
  const { capsule } = session;
  const trace = session.trace.value;
  const isGood = isSuccess(session);
  const { before, stress, after, isBad } = headlineOf(isGood ? null : trace, capsule);
  const reasons = trace?.reasons ?? null;
  return (
    <section class="lede" aria-label="Why">
      <h1>
        {before}
        {stress !== "" && <em class={isBad ? "" : "fine"}>{stress}</em>}
        {after}
      </h1>
      {isGood && <Claims session={session} />}
      {reasons !== null && !isGood && <Why session={session} reasons={reasons} />}
    </section>
  );
}

function mistakeTitle({ step, kind, against }: Mistake): string {
  if (step !== null) return "Where the mistake acted";
  return kind === "none" || kind === "state" ? `Beside the model ${against}` : "What the mistake is";
}

function Why({ session, reasons }: { readonly session: Session; readonly reasons: Reasons }) {
  const { why, mistake, needs, nearest } = reasons;
  const { loop, claims } = session.story.value;
  const { isBound } = claims;
  const length = session.story.value.path.steps.length;
  return (
    <dl class="why">
      {why?.parts.map((part, at) => (
        <Line
          kind={isBound ? "gap" : at === 0 ? 0 : at === 1 ? 1 : 2}
          title={part.says === "" ? "Because" : part.says}
          key={at}
        >
          {part.because.map((because, each) => (
            <span key={each}>
              {each > 0 && "; "}
              <FactText session={session} says={because.says} steps={because.steps} />
            </span>
          ))}
        </Line>
      ))}
      {mistake !== null && (
        <Line kind="flag" title={mistakeTitle(mistake)}>
          <Stepped
            session={session}
            says={mistake.says}
            lights={[mistake.step, mistake.refused, ...mistake.facts.map(({ step }) => step)].filter(
              (step): step is number => step !== null && step > 0,
            )}
          />
        </Line>
      )}
      {needs.length > 0 && (
        <Line kind="gap" title="Why nothing changes that">
          {needsLines(needs).map((line, at) => (
            <span class="each" key={at}>
              <Stepped session={session} says={line} />
            </span>
          ))}
        </Line>
      )}
      {nearest !== null && (
        <Line kind="gap" title="The nearest miss">
          {nearest.says}
        </Line>
      )}
      {loop !== null && length > loop && (
        <Line kind="loop" title="And so on for ever">
          <FactText
            session={session}
            says={`state ${length} is state ${loop}`}
            steps={Array.from({ length: length - loop }, (_, at) => loop + at + 1)}
            isShown={false}
          />
          {session.trace.value?.fairness.length === 0
            ? ", again and again"
            : ", again and again, and fairness does not forbid it"}
        </Line>
      )}
    </dl>
  );
}

function Line({
  kind,
  title,
  children,
}: {
  readonly kind: Parameters<typeof Glyph>[0]["kind"];
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <>
      <dt>
        <Glyph kind={kind} />
        {title}
      </dt>
      <dd>{children}</dd>
    </>
  );
}

interface SteppedProps {
  readonly session: Session;
  readonly says: string;
  readonly lights?: readonly number[];
}

/** A sentence that names steps and states by their numbers, which lead there. */
function Stepped({ session, says, lights = [] }: SteppedProps) {
  const last = session.story.value.path.steps.length;
  const light = (isOn: boolean) => () => {
    if (lights.length > 0) session.lit.value = isOn ? new Set(lights) : null;
  };
  let isOfSteps = false;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its numbers are buttons, and light the same.
    <span onMouseEnter={light(true)} onMouseLeave={light(false)} onFocusIn={light(true)} onFocusOut={light(false)}>
      {says.split(/(\b(?:steps?|states?) \d+|(?<=\d), \d+| and \d+(?=[).,:;]|$))/).map((piece, at) => {
        const [, before = "", number = ""] = /^(\D*)(\d+)$/.exec(piece) ?? [];
        const isNumber = at % 2 === 1 && (isOfSteps || /^st/.test(piece)) && Number(number) <= last;
        if (piece !== "") isOfSteps = isNumber;
        if (!isNumber) return piece;
        return (
          <span key={at}>
            {before}
            <button
              type="button"
              class="under"
              onClick={() => goToRecorded(session, Number(number))}
              aria-label={`go to state ${number}`}
            >
              {number}
            </button>
          </span>
        );
      })}
    </span>
  );
}

interface FactProps {
  readonly session: Session;
  readonly says: string;
  readonly steps: readonly number[];
  readonly isShown?: boolean;
}

function FactText({ session, says, steps, isShown = true }: FactProps) {
  const { lit } = session;
  const taken = steps.filter((step) => step > 0);
  const set = new Set(taken);
  const isOn =
    lit.value !== null &&
    taken.length > 0 &&
    taken.every((step) => lit.value?.has(step)) &&
    lit.value.size === set.size;
  const light = () => {
    if (taken.length > 0) lit.value = set;
  };
  const dark = () => {
    lit.value = null;
  };
  if (taken.length === 0) return <span>{says}</span>;
  return (
    <>
      <span
        role="button"
        tabIndex={0}
        class={isOn ? "fact on" : "fact"}
        aria-pressed={isOn}
        onMouseEnter={light}
        onMouseLeave={dark}
        onFocus={light}
        onBlur={dark}
        onClick={light}
        onKeyDown={(event) => event.key === "Enter" && light()}
      >
        {says}
      </span>
      {isShown && (
        <>
          , <StepRefs session={session} steps={taken} />
        </>
      )}
    </>
  );
}

export function StepRefs({ session, steps }: { readonly session: Session; readonly steps: readonly number[] }) {
  return (
    <span class="ref">
      {stepsWord(steps.length)}{" "}
      {steps.map((step, at) => (
        <span key={step}>
          {at === 0 ? "" : at === steps.length - 1 ? " and " : ", "}
          <button type="button" onClick={() => goToRecorded(session, step)} aria-label={`go to step ${step}`}>
            {step}
          </button>
        </span>
      ))}
    </span>
  );
}
