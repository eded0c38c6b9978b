/** What a verdict without a counterexample has to show: what was claimed and of how much, the ways to what is reachable, and how often each rule could be taken. */
import { stepsText } from "./headline-words.ts";
import type { Session } from "./session.ts";

/** What there is to show where nothing was found wrong, or only that something is never reached. */
const GOOD: readonly string[] = ["reachable", "unreached", "sample"];

export function isSuccess({ capsule }: Session): boolean {
  return capsule.verdict !== null && capsule.traces.every(({ kind }) => GOOD.includes(kind));
}

export function Claims({ session }: { readonly session: Session }) {
  const { capsule, place } = session;
  const { verdict, traces } = capsule;
  if (verdict === null || !isSuccess(session)) return null;
  const held = verdict.properties.filter(({ kind, outcome }) => kind !== "reachable" && outcome === "holds");
  const reachable = verdict.properties.filter(({ kind }) => kind === "reachable");
  const open = verdict.properties.filter(({ kind, outcome }) => kind !== "reachable" && outcome !== "holds");
  // What alone is never reached the headline says.
  const unreached = reachable.filter(({ outcome }) => outcome === "violated");
  const told = unreached.length === 1 ? reachable.filter(({ outcome }) => outcome !== "violated") : reachable;
  const warnings = (verdict.warnings ?? []).filter(
    ({ message }) => !unreached.some(({ name }) => message.endsWith(`satisfies ${name}`)),
  );
  const samples = traces.flatMap(({ kind }, at) => (kind === "sample" ? [at] : []));
  const show = (trace: number) => () => {
    place.value = { trace, state: capsule.traces[trace]?.list.steps.length ?? 0, branch: [], taken: 0 };
  };
  const shown = (at: number, says: string) => (
    <button
      type="button"
      class={place.value.trace === at ? "fact on" : "fact"}
      aria-pressed={place.value.trace === at}
      onClick={show(at)}
    >
      {says}
    </button>
  );
  return (
    <dl class="why">
      {held.length > 0 && (
        <>
          <dt>True throughout</dt>
          <dd>{held.map(({ name }) => name).join(", ")}</dd>
        </>
      )}
      {open.length > 0 && (
        <>
          <dt>Undecided</dt>
          <dd>{open.map(({ name }) => name).join(", ")}</dd>
        </>
      )}
      {told.map(({ name, outcome, steps }) => {
        const at = traces.findIndex((trace) => trace.kind === "reachable" && trace.property === name);
        return (
          <>
            <dt key={name}>{name}</dt>
            <dd>
              {outcome === "violated" ? (
                <span class="bad">is never reached</span>
              ) : steps === null ? (
                "not reached so far"
              ) : at < 0 ? (
                `is reached after ${stepsText(steps)}`
              ) : (
                shown(at, steps === 0 ? "is so in the beginning" : `is reached after ${stepsText(steps)}`)
              )}
            </dd>
          </>
        );
      })}
      {traces.map(({ kind, property, reasons }, at) =>
        kind !== "unreached" || reasons?.nearest == null ? null : (
          <>
            <dt key={`near ${at}`}>The nearest miss{unreached.length > 1 && ` of ${property}`}</dt>
            <dd>{shown(at, reasons.nearest.says)}</dd>
          </>
        ),
      )}
      {warnings.map(({ message }, at) => (
        <>
          <dt key={message}>{at === 0 ? "Take note" : ""}</dt>
          <dd>{message}</dd>
        </>
      ))}
      {samples.length > 0 && (
        <>
          <dt>Samples</dt>
          <dd>
            {samples.map((at, index) => (
              <span key={at}>
                {index > 0 && ", "}
                {shown(at, stepsText(traces[at]?.list.steps.length ?? 0))}
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

export function Coverage({ session }: { readonly session: Session }) {
  const coverage = session.capsule.verdict?.coverage ?? [];
  if (!isSuccess(session) || coverage.length === 0) return null;
  const most = Math.max(1, ...coverage.map(({ enabled }) => enabled));
  return (
    <section class="coverage" aria-labelledby="h-cover">
      <div class="hd">
        <h2 id="h-cover">What was covered</h2>
        <span class="note-of">how often each rule could be taken, over all states</span>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">rule</th>
            <th scope="col">enabled</th>
            <th scope="col">of these, to a new state</th>
            <th>
              <span class="sr">share</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {coverage.map(({ rule, enabled, deeper }) => (
            <tr key={rule}>
              <th scope="row">{rule}</th>
              <td class={enabled === 0 ? "bad" : ""}>{enabled === 0 ? "never" : enabled.toLocaleString("en")}</td>
              <td>{deeper.toLocaleString("en")}</td>
              <td class="bar">
                <svg width="100%" height="8" aria-hidden="true">
                  <rect width={`${(enabled / most) * 100}%`} height="8" fill="var(--rule)" />
                  <rect width={`${(deeper / most) * 100}%`} height="8" fill="var(--ink3)" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
