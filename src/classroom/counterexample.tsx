/** A behaviour as text that can be read, and heard: why it is one first, then its steps, each with what it changed. */
import { useId } from "preact/hooks";
import type { AnsweredLane, AnsweredReasons, AnsweredState, AnsweredStep, AnsweredTrace } from "./answered.ts";
import type { ClassroomWords } from "./words.ts";

interface CounterexampleProps {
  readonly title: string;
  /** What the first state is, where it is not an initial one. */
  readonly start?: string;
  readonly trace: AnsweredTrace;
  readonly reasons: AnsweredReasons | null;
  readonly said: ClassroomWords;
}

export function CounterexampleView({ title, start, trace, reasons, said }: CounterexampleProps) {
  const id = useId();
  const { steps, loop, failing, abstract } = trace;
  const key = new Set(reasons?.slice?.key ?? []);
  return (
    <section class="counterexample" aria-labelledby={id}>
      <h4 id={id}>{title}</h4>
      <ReasonsView reasons={reasons} said={said} />
      <ol class="steps" start={0}>
        <li>
          <span class="rule quiet">{start ?? said.start}</span>
          <StateView state={trace.initial} />
          {abstract !== undefined && (
            <span class={abstract.isInitial ? "lane" : "lane bad"}>
              {abstract.model}: {abstract.isInitial ? said.laneStart : said.laneNoStart}
            </span>
          )}
        </li>
        {steps.map((step, at) => (
          <li key={at} class={loop !== null && at >= loop ? "looped" : ""}>
            {loop === at && <span class="note">{said.loopStarts}</span>}
            <span class={key.has(at + 1) ? "rule key" : "rule"}>
              {ruleOf(step)}
              {key.has(at + 1) && <span class="tag">{said.keyStep}</span>}
            </span>
            <Changes changes={step.changes} said={said} />
            <LaneStep lane={abstract} at={at} said={said} />
          </li>
        ))}
        {failing !== null && (
          <li>
            <span class="rule bad">✗ {ruleOf(failing)}</span>
          </li>
        )}
      </ol>
      {loop !== null && <p class="note">{loop === steps.length ? said.nothingAfter : said.backTo(loop)}</p>}
    </section>
  );
}

/** Why a claim is false, where a mistake acted, or what comes closest: as far as it is known. */
export function ReasonsView({
  reasons,
  said,
}: {
  readonly reasons: AnsweredReasons | null;
  readonly said: ClassroomWords;
}) {
  if (reasons === null) return null;
  const { why, mistake, nearest } = reasons;
  const isWhy = why?.parts.some(({ says, because }) => says !== "" || because.length > 0) === true;
  if (!isWhy && mistake === null && nearest === null) return null;
  return (
    <dl class="why">
      {isWhy && (
        <>
          <dt>{said.why}</dt>
          <dd>
            {why.parts.map(({ says, because }, at) => (
              <p key={at}>
                {says !== "" && (because.length === 0 ? says : `${says}: `)}
                {because
                  .map((each) => `${each.says}${each.steps.length === 0 ? "" : said.atSteps(each.steps)}`)
                  .join("; ")}
              </p>
            ))}
          </dd>
        </>
      )}
      {mistake !== null && (
        <>
          <dt>{said.mistake}</dt>
          <dd>{mistake.says}</dd>
        </>
      )}
      {nearest !== null && (
        <>
          <dt>{said.nearest}</dt>
          <dd>{nearest.says}</dd>
        </>
      )}
      {said.reasonsInEnglish !== "" && <dd class="quiet">{said.reasonsInEnglish}</dd>}
    </dl>
  );
}

/** `promise(a: a1, ballot: 0)`; of a program's step `t1: push(node: 2) → idle`. */
export function ruleOf({
  rule,
  arguments: bound,
  process,
}: Pick<AnsweredStep, "rule" | "arguments" | "process">): string {
  const given = Object.entries(bound).filter(([name]) => process === undefined || name !== "self");
  const name = process === undefined ? rule : `${process.called}: ${process.step}`;
  const call = given.length === 0 ? name : `${name}(${given.map(([key, value]) => `${key}: ${value}`).join(", ")})`;
  return process?.to == null ? call : `${call} → ${process.to}`;
}

/** What a step is of the abstract model, right below it: the step, or that it is none. */
function LaneStep({
  lane,
  at,
  said,
}: {
  readonly lane: AnsweredLane | undefined;
  readonly at: number;
  readonly said: ClassroomWords;
}) {
  const step = lane?.steps[at];
  if (lane === undefined || step === undefined) return null;
  if (step.is === "none" || (step.is === "step" && step.rule === null))
    return (
      <span class="lane bad">
        ✗ {lane.model}: {said.laneNone}
        <Changes changes={step.changes} said={said} />
      </span>
    );
  return (
    <span class="lane">
      {lane.model}: {step.rule === null ? said.laneStutters : ruleOf({ rule: step.rule, arguments: step.arguments })}
    </span>
  );
}

function Changes({ changes, said }: { readonly changes: AnsweredStep["changes"]; readonly said: ClassroomWords }) {
  if (changes.length === 0) return <span class="change quiet">{said.changesNothing}</span>;
  return (
    <>
      {changes.map(({ path, shown = path, before, after, added = [], removed = [] }) => (
        <span key={path} class="change">
          <span class="path">{shown}</span>{" "}
          {after !== undefined ? (
            <>
              {before} → <b>{after}</b>
            </>
          ) : (
            [...removed.map((each) => `− ${each}`), ...added.map((each) => `+ ${each}`)].join(", ")
          )}
        </span>
      ))}
    </>
  );
}

function StateView({ state }: { readonly state: AnsweredState }) {
  return (
    <>
      {Object.entries(state).map(([field, value]) => (
        <span key={field} class="change">
          <span class="path">{field}</span> {textOf(value)}
        </span>
      ))}
    </>
  );
}

/** As traces print them: `{}` for a set without members, `none` for what is absent. */
function textOf(value: unknown): string {
  if (value === null) return "none";
  if (Array.isArray(value)) return `{${value.map(textOf).join(", ")}}`;
  if (typeof value !== "object") return String(value);
  return `[${Object.entries(value)
    .map(([key, item]) => `${key}: ${textOf(item)}`)
    .join(", ")}]`;
}
