/**
 * One axis of time: slider, steps and truth share their columns, so that the present state is one tinted band. Of a long
 * trace the columns keep their width and are scrolled, the present one into sight.
 */
import { useLayoutEffect, useRef } from "preact/hooks";
import { countOf } from "../errors/counts.ts";
import { LoopStrip, Strip } from "./axis-strips.tsx";
import { Ticks } from "./axis-ticks.tsx";
import { findSteps } from "./find.ts";
import { stepsText } from "./headline-words.ts";
import { instanceText } from "./path.ts";
import { goTo, moveBy, type Session, type Told, toldSteps, undo } from "./session.ts";

export function Axis({ session }: { readonly session: Session }) {
  const { current, at, branched, story } = session;
  const { path, truth, loop } = current.value;
  const count = path.steps.length;
  const k = at.value;
  const columns = { "--n": count + 1 };
  const scroll = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = scroll.current;
    if (box === null || box.scrollWidth <= box.clientWidth) return;
    const x = ((k + 0.5) / (count + 1)) * box.scrollWidth;
    if (x < box.scrollLeft + 30 || x > box.scrollLeft + box.clientWidth - 30) box.scrollLeft = x - box.clientWidth / 2;
  }, [k, count]);
  const broken = truth.filter(({ isBroken }) => isBroken);
  const mistake = session.trace.value?.reasons?.mistake?.step ?? null;
  const told = toldSteps(session);
  const from = branched.value === null || session.isFree ? Number.POSITIVE_INFINITY : session.place.value.state;
  const found = findSteps(path.steps, session.query.value);
  const rows = [...broken, ...truth.filter(({ isBroken }) => !isBroken)];
  return (
    <section class="time" aria-label="Time" style={columns}>
      <Telling session={session} />
      <div class="axes">
        <div class="labs">
          <Position session={session} />
          <div class="ticks-gap" />
          {loop !== null && <div class="tl q">loop</div>}
          {rows.map((row) => (
            <button
              type="button"
              class={row.isBroken ? "tl f" : "tl q"}
              key={row.name}
              title={
                row.firstChange === null
                  ? `${row.name}: it never changes here`
                  : `${row.name}: to state ${row.firstChange}, where it first changes`
              }
              onClick={() => row.firstChange !== null && goTo(session, row.firstChange)}
            >
              {row.name}
            </button>
          ))}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
        <div class="cols" ref={scroll} tabIndex={0} role="group" aria-label="Steps and truth by state">
          <div class="inner">
            {/* Alone has the present column: what all had would have all of them styled anew at each step. */}
            <div class="nowcol" aria-hidden="true" style={{ "--k": k }} />
            <input
              type="range"
              min="0"
              max={count}
              step="1"
              value={k}
              aria-label="State"
              aria-valuetext={`state ${k}${k > 0 ? `, after ${instanceText(path.steps[k - 1] as (typeof path.steps)[number])}` : ", initial"}`}
              onInput={(event) => goTo(session, Number(event.currentTarget.value))}
            />
            <Ticks
              session={session}
              story={current.value}
              told={branched.value === null ? told : null}
              found={found}
              mistake={mistake}
              from={from}
            />
            {loop !== null && <LoopStrip loop={loop} count={count} />}
            {rows.map((row) => (
              <div class="tr" key={row.name}>
                <div class="cap">
                  <span class={row.isBroken ? "f" : "q"}>{row.name}</span>
                  <span class={row.isBroken ? "f" : "q"}>{row.says}</span>
                </div>
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider above does the same by keys. */}
                {/* biome-ignore lint/a11y/noStaticElementInteractions: the slider above does the same by keys. */}
                <div
                  class="strip"
                  onClick={(event) => {
                    const box = event.currentTarget.getBoundingClientRect();
                    goTo(session, Math.floor(((event.clientX - box.left) / box.width) * (count + 1)));
                  }}
                >
                  <Strip row={row} />
                </div>
              </div>
            ))}
          </div>
        </div>
        <div class="ends">
          <div class="ends-gap">
            <Find session={session} />
            {branched.value !== null && <BranchNote session={session} />}
            {session.lost.value > 0 && (
              <span role="status">
                {countOf(session.lost.value, "step")} of the link cannot be taken here{" "}
                <button
                  type="button"
                  class="under"
                  onClick={() => {
                    session.lost.value = 0;
                  }}
                >
                  dismiss
                </button>
              </span>
            )}
          </div>
          {loop !== null && (
            <div class="tl q">{loop === count ? "nothing happens any more" : `from ${count} back to ${loop}`}</div>
          )}
          {rows.map((row) => (
            <div class={row.isBroken ? "tl f" : "tl q"} key={row.name}>
              {row.says}
            </div>
          ))}
        </div>
      </div>
      {story.value.claims.legend.length === 0 ? null : (
        <p class="sr">Round marks: {story.value.claims.legend.map(({ says }) => says).join("; ")}.</p>
      )}
    </section>
  );
}

function BranchNote({ session }: { readonly session: Session }) {
  const { state } = session.place.value;
  const count = session.current.value.path.steps.length - state;
  return (
    <span>
      {session.isFree ? `${stepsText(count)} taken` : `what if: ${stepsText(count)} from state ${state}`}{" "}
      <button type="button" class="under" onClick={() => undo(session)}>
        undo <kbd>b</kbd>
      </button>
    </span>
  );
}

function Position({ session }: { readonly session: Session }) {
  const { at, current } = session;
  const count = current.value.path.steps.length;
  return (
    <div class="pos">
      <button
        type="button"
        onClick={() => moveBy(session, -1)}
        disabled={at.value === 0}
        aria-label="previous step"
        title="previous step (p)"
      >
        ‹
      </button>
      <button
        type="button"
        onClick={() => moveBy(session, 1)}
        disabled={at.value === count && session.story.value.loop === null}
        aria-label="next step"
        title="next step (n)"
      >
        ›
      </button>
      <span>
        <b>state {at.value}</b> <span class="q">of {count}</span>
      </span>
    </div>
  );
}

/** Which part of the trace is told. */
function Telling({ session }: { readonly session: Session }) {
  const { told, story, trace } = session;
  const slice = trace.value?.reasons?.slice ?? null;
  const count = story.value.path.steps.length;
  const matters = slice?.matters.length ?? count;
  const tell = (next: Told) => () => {
    told.value = next;
  };
  const { kind } = told.value;
  if (slice === null) return null;
  return (
    <div class="tell">
      {(slice.chapters !== null || matters < count) && (
        <button type="button" aria-pressed={kind === "all"} title="key 0" onClick={tell({ kind: "all" })}>
          All {stepsText(count)}, as recorded
        </button>
      )}
      {matters < count && (
        <button type="button" aria-pressed={kind === "mattered"} title="key c" onClick={tell({ kind: "mattered" })}>
          Only what mattered
        </button>
      )}
      {slice.chapters?.map(({ says, steps }, chapter) => (
        <button
          type="button"
          key={chapter}
          title={`key ${chapter + 1}`}
          aria-pressed={told.value.kind === "chapter" && told.value.chapter === chapter}
          onClick={tell({ kind: "chapter", chapter })}
        >
          {says} <span class="in">in {steps.length > 14 ? stepsText(steps.length) : steps.join(" ")}</span>
        </button>
      ))}
      <span class="sp" />
      {slice !== null && (
        <span>
          {matters === count ? "every step matters: none can be left out" : `${matters} of ${count} steps matter`}
        </span>
      )}
    </div>
  );
}

/** Enter goes to the next that is found. */
function Find({ session }: { readonly session: Session }) {
  const { query, current } = session;
  const { steps } = current.value.path;
  if (steps.length === 0) return null;
  const found = findSteps(steps, query.value);
  return (
    <label class="find">
      <span class="sr">Find a step by its text</span>
      <input
        type="search"
        placeholder="find a step"
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          const all = [...found].sort((a, b) => a - b);
          const next = all.find((step) => step > session.at.value) ?? all[0];
          if (next !== undefined) goTo(session, next);
        }}
      />
      {query.value !== "" && (
        <output>{found.size === 0 ? "none" : found.size === 1 ? "1 step" : `${found.size} steps`}</output>
      )}
    </label>
  );
}
