/** The page: puts its parts together, and keeps the address and the clock. */
import "./page.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { Axis } from "./axis.tsx";
import type { Capsule } from "./capsule.ts";
import { ChoicesPanel } from "./choices-panel.tsx";
import { Diagram } from "./diagram.tsx";
import { Footer } from "./footer.tsx";
import { placeIn } from "./fragment.ts";
import { Headline } from "./headline.tsx";
import { stepsText } from "./headline-words.ts";
import { Keys } from "./keys.tsx";
import { RefusedPanel } from "./refused-panel.tsx";
import { addressOf, type MakeModel, moveBy, type Session, sessionOf } from "./session.ts";
import { StatePanel } from "./state-panel.tsx";

/** Draws the page of a capsule into an element. `makeModel` makes its model, of the bundle that came with it. */
export function start(capsule: Capsule, makeModel: MakeModel, root: HTMLElement): Session {
  const session = sessionOf(capsule, makeModel, location.hash);
  effect(() => {
    const address = addressOf(session);
    // A page that is shown inside another may have no history of its own.
    try {
      if (location.hash !== address) history.replaceState(null, "", address);
    } catch {}
  });
  addEventListener("hashchange", () => {
    const place = placeIn(location.hash);
    if (place !== null) session.place.value = place;
  });
  render(<Page session={session} />, root);
  return session;
}

const PLAYED_MS = 900;

function Page({ session }: { readonly session: Session }) {
  const { isPlaying } = session;
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
          <div class="s">
            <StatePanel session={session} />
            <ChoicesPanel session={session} />
          </div>
          <RefusedPanel session={session} />
        </div>
      </main>
      <Footer session={session} />
      <Keys session={session} />
    </>
  );
}

function Top({ session }: { readonly session: Session }) {
  const { capsule, trace, place } = session;
  const { model, traces } = capsule;
  const told = trace.value;
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
                {kind === "reachable" ? "witness of " : kind === "sample" ? "sample " : "counterexample to "}
                {property ?? (kind === "sample" ? at + 1 : "the model")}
              </option>
            ))}
          </select>
        )}
        {traces.length === 1 && told !== null && (
          <>
            {told.kind === "reachable"
              ? "witness of "
              : told.kind.endsWith("throws")
                ? "the way to the error"
                : "counterexample to "}
            <b>{told.property}</b>
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
