/** The marks of the axis, one for each step. Drawn anew only when something of them has changed: of two hundred none has, mostly. */
import { Component } from "preact";
import { Flag, StepMark } from "./marks.tsx";
import { instanceText } from "./path.ts";
import { goTo, type Session } from "./session.ts";
import type { Story } from "./story.ts";

interface TicksProps {
  readonly session: Session;
  readonly story: Story;
  /** The steps that are told; null: all. */
  readonly told: ReadonlySet<number> | null;
  readonly found: ReadonlySet<number>;
  readonly mistake: number | null;
  /** The state at which a branch leaves. */
  readonly from: number;
}

/** Of so many steps at most there is room beside a mark. */
const FLAG_BESIDE = 14;

export class Ticks extends Component<TicksProps> {
  override shouldComponentUpdate({ story, told, found, mistake, from }: TicksProps): boolean {
    const now = this.props;
    return (
      story !== now.story ||
      mistake !== now.mistake ||
      from !== now.from ||
      !isSame(told, now.told) ||
      !isSame(found, now.found)
    );
  }

  override render({ session, story, told, found, mistake, from }: TicksProps) {
    const { path, claims } = story;
    return (
      <div class="ticks">
        {path.states.map((_, state) => {
          const step = path.steps[state - 1];
          const isTold = state === 0 || told === null || told.has(state);
          return (
            <button
              type="button"
              key={state}
              class={found.has(state) ? "found" : ""}
              tabIndex={-1}
              onClick={() => goTo(session, state)}
              aria-label={`state ${state}${step === undefined ? ", initial" : `, after ${instanceText(step)}`}${mistake === state ? ", the mistake acted here" : ""}`}
            >
              <svg
                width="20"
                height="20"
                viewBox="-10 -10 20 20"
                aria-hidden="true"
                style={{ opacity: isTold ? 1 : 0.2 }}
              >
                {mistake === state && state <= from && (
                  <g class="fl">
                    {/* Of a long trace the next step stands there. */}
                    {path.steps.length > FLAG_BESIDE ? <Flag x={-3} y={16} /> : <Flag x={12} y={-1} />}
                  </g>
                )}
                {step === undefined ? (
                  <circle r="2" fill="var(--ink3)" />
                ) : (
                  <StepMark
                    step={state}
                    mark={claims.marks[state - 1] ?? { claim: null, filled: false }}
                    r={9}
                    dashed={state > from}
                  />
                )}
              </svg>
            </button>
          );
        })}
      </div>
    );
  }
}

function isSame(one: ReadonlySet<number> | null, other: ReadonlySet<number> | null): boolean {
  if (one === null || other === null) return one === other;
  return one.size === other.size && [...one].every((each) => other.has(each));
}
