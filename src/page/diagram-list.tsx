/** The diagram as a list: the same in text, for those who hear the page, and for print. */
import { instanceText } from "./path.ts";
import { goTo, type Session } from "./session.ts";
import { verdictAt } from "./verdict-at.ts";

export function DiagramList({ session }: { readonly session: Session }) {
  const { current, branched, trace, at } = session;
  const { path, plan, causes, loop } = current.value;
  const verdict = branched.value === null ? verdictAt(session) : null;
  const mistake = branched.value === null ? (trace.value?.reasons?.mistake?.step ?? null) : null;
  const from = branched.value === null || session.isFree ? Number.POSITIVE_INFINITY : session.place.value.state;
  return (
    <details class="t" open={path.steps.length <= 24 && typeof innerWidth === "number" && innerWidth > 760}>
      <summary>The diagram as a list</summary>
      <ol class="text">
        {path.steps.slice(0, session.isPredicting.value ? at.value : undefined).map((step, index) => {
          const number = index + 1;
          const lane = plan.lanes[plan.of[index] as number];
          const needed = causes[index] ?? [];
          return (
            <li key={number} aria-current={number === at.value ? "step" : undefined}>
              {loop === index && <b class="bad">loop: </b>}
              {number > from && <b>what if: </b>}
              <a
                href={`#${number}`}
                onClick={(event) => {
                  event.preventDefault();
                  goTo(session, number);
                }}
              >
                {instanceText(step)}
              </a>
              {plan.lanes.length > 1 &&
                lane !== undefined &&
                lane.kind !== null &&
                !step.arguments.some(([, value]) => value === lane.value) &&
                step.process === null && <span class="w"> at {lane.name}</span>}
              {needed.length > 0 && (
                <span class="w">
                  {" "}
                  (needed {needed.length > 6 ? `${needed.length} steps before` : needed.join(", ")})
                </span>
              )}
              {number === mistake && <b class="bad"> the mistake acts</b>}
              {verdict !== null && number === verdict.step && <b class="bad"> {verdict.says}</b>}
              {loop !== null && loop < number && number === path.steps.length && (
                <b class="bad"> back to state {loop}</b>
              )}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
