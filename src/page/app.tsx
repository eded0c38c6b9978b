/** The page: puts its parts together, and keeps the address and the clock. */
import "./page.css";
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { Axis } from "./axis.tsx";
import { BesidePanel } from "./beside-panel.tsx";
import type { Capsule } from "./capsule.ts";
import { CheckPanel, type Checks } from "./check-panel.tsx";
import { ChoicesPanel } from "./choices-panel.tsx";
import { CopyPanel } from "./copy-panel.tsx";
import { Diagram } from "./diagram.tsx";
import { FairnessPanel } from "./fairness-panel.tsx";
import { FlightsPanel } from "./flights-panel.tsx";
import { Footer } from "./footer.tsx";
import { GraphPanel } from "./graph-panel.tsx";
import { Headline } from "./headline.tsx";
import { stepsText, traceWord } from "./headline-words.ts";
import { Keys } from "./keys.tsx";
import { PredictPanel } from "./predict-panel.tsx";
import { RefusedPanel } from "./refused-panel.tsx";
import { addressOf, followLink, goFrom, type MakeModel, moveBy, type Session, sessionOf } from "./session.ts";
import { SourcePanel } from "./source-panel.tsx";
import { startsOf } from "./starts.ts";
import { StatePanel } from "./state-panel.tsx";
import { Coverage } from "./success-panel.tsx";

/**
 * Draws the page of a capsule into an element. `makeModel` makes its model, of the bundle that came with it, and is null where
 * its traces came without one; `checker`
 * checks in the page, absent: nobody does.
 */
export function start(capsule: Capsule, makeModel: MakeModel | null, root: HTMLElement, checker?: Checks): Session {
  const begun = sessionOf(capsule, makeModel, location.hash);
  const session = signal(begun);
  effect(() => {
    const address = addressOf(session.value);
    // A page that is shown inside another may have no history of its own.
    try {
      if (location.hash !== address) history.replaceState(null, "", address);
    } catch {}
  });
  addEventListener("hashchange", () => followLink(session.value, location.hash));
  const answered = (next: Capsule) => {
    session.value = sessionOf(next, makeModel);
    scrollTo({ top: 0 });
  };
  const Shown = () => (
    <Page
      session={session.value}
      check={checker === undefined ? null : { checker, onAnswer: answered }}
      key={session.value}
    />
  );
  render(<Shown />, root);
  return begun;
}

interface PageProps {
  readonly session: Session;
  readonly check: { readonly checker: Checks; readonly onAnswer: (capsule: Capsule) => void } | null;
}

const PLAYED_MS = 900;

function Page({ session, check }: PageProps) {
  const { isPlaying } = session;
  const isLive = session.subject.recorded === undefined;
  const isOn = isPlaying.value;
  useEffect(() => {
    if (!isOn) return;
    const clock = setInterval(() => {
      const { at, current, story } = session;
      if (at.value === current.value.path.steps.length && story.value.loop === null) isPlaying.value = false;
      else moveBy(session, 1);
    }, PLAYED_MS);
    return () => clearInterval(clock);
  }, [isOn, session, isPlaying]);
  return (
    <>
      <Top session={session} />
      <main>
        <Headline session={session} />
        <Axis session={session} />
        <div class="two">
          <Diagram session={session} />
          <div class={session.current.value.path.steps.length > 24 ? "s stick" : "s"}>
            <StatePanel session={session} />
            <SourcePanel session={session} />
            {isLive && (
              <>
                <PredictPanel session={session} />
                <ChoicesPanel session={session} />
                <FlightsPanel session={session} />
              </>
            )}
          </div>
          <div class="o">
            <FairnessPanel session={session} />
            {isLive && <RefusedPanel session={session} />}
            {isLive && <BesidePanel session={session} />}
            <Coverage session={session} />
            <GraphPanel session={session} />
            {check !== null && <CheckPanel session={session} {...check} />}
          </div>
        </div>
      </main>
      <Footer session={session}>
        <CopyPanel session={session} />
      </Footer>
      <Keys session={session} />
    </>
  );
}

function Top({ session }: { readonly session: Session }) {
  const { capsule, trace, place } = session;
  const { model, traces } = capsule;
  const told = trace.value;
  const starts = useMemo(() => (traces.length === 0 ? startsOf(session.subject) : []), [session, traces.length]);
  const length = told?.list.steps.length ?? 0;
  const loop = told?.list.loop ?? null;
  return (
    <header class="top">
      <span>
        <b>synod</b> &ensp;{model.name}
        {model.mutant !== null && (
          <>
            {" "}
            with mutant <code>{model.mutant}</code>
          </>
        )}
      </span>
      <span>
        {starts.length > 1 && (
          <select
            aria-label="Initial state"
            value={place.value.trace}
            onChange={(event) => goFrom(session, 0, [], Number(event.currentTarget.value))}
          >
            {starts.map(({ initial, says }) => (
              <option key={initial} value={initial}>
                begins with {shortened(says)}
              </option>
            ))}
          </select>
        )}
        {traces.length > 1 && (
          <select
            aria-label="Trace"
            value={place.value.trace}
            onChange={(event) => {
              place.value = { trace: Number(event.currentTarget.value), state: 0, branch: [], taken: 0 };
            }}
          >
            {traces.map(({ property, kind }, at) => (
              <option key={at} value={at}>
                {traceWord(kind)}
                {property ?? (kind === "sample" ? at + 1 : "the model")}
              </option>
            ))}
          </select>
        )}
        {traces.length === 1 && told !== null && (
          <>
            {traceWord(told.kind)}
            <b>{told.property ?? "a rule"}</b>
          </>
        )}
        {told !== null && (
          <>
            , {stepsText(length)}
            {loop !== null && loop < length && `, the last ${length - loop} a loop`}
          </>
        )}
        <button
          type="button"
          class="help"
          onClick={() => {
            session.isSheetOpen.value = true;
          }}
        >
          keys <kbd>?</kbd>
        </button>
      </span>
    </header>
  );
}

/** What fits into a list of choices. */
function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
