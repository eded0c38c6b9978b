/** Answers to what is asked of a trace, for people: what a step needed, what an instance lacks. */
import { countOf } from "../errors/counts.ts";
import { printableParts } from "../printable.ts";
import type { Trace, TraceStep } from "../trace/trace.ts";
import type { Fact, Reasons, StepNeeds, WhyNot } from "../why/reasons.ts";
import { happenedText, type TextOptions, traceText } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

export function askedStepText(
  trace: Trace,
  number: number,
  { needs, why }: { readonly needs: StepNeeds | null; readonly why: Reasons["why"] },
  options: TextOptions,
): string {
  const step = printableParts(trace.steps[number - 1]) as TraceStep;
  const lone = traceText({ ...trace, initial: {}, unsaid: [], steps: [step], failing: null, loop: null }, options);
  const changed = lone.split("\n").slice(2);
  const heading = wrap(`Step ${number}: ${happenedText(step).text}`, options.width).map(options.paint.bold);
  const wrote = why?.facts.filter((fact) => fact.step === number) ?? [];
  const told = needs === null ? [] : factLines(needs.facts, options);
  const needed = needs?.proof === "tested" ? "needed (tested, not proved)" : "needed";
  return [
    ...heading,
    ...changed,
    ...(wrote.length === 0 ? [] : ["  wrote, of what the property rests on", ...factLines(wrote, options)]),
    ...(needs === null ? ["  what it needed was not found"] : []),
    ...(told.length === 0
      ? needs === null
        ? []
        : ["  needed nothing of the state before"]
      : [`  ${needed}`, ...told]),
  ].join("\n");
}

/** Of an instance in a state; `is`: as the command found it. */
export function askedInstanceText(
  { instance, is, whyNot }: { readonly instance: string; readonly is: string; readonly whyNot: WhyNot | null },
  options: TextOptions,
): string {
  return wrap(printableParts(saysOf(instance, is, whyNot)), options.width - 4)
    .map((line, at) => `${at === 0 ? "  " : "    "}${line}`)
    .join("\n");
}

function saysOf(instance: string, is: string, whyNot: WhyNot | null): string {
  if (is === "enabled") return `${instance} is enabled`;
  if (is === "beyond") return `${instance} is enabled, and leads beyond the model's constraint`;
  if (is === "throws") return `${instance} throws`;
  if (whyNot === null) return `${instance} is disabled; why was not found`;
  return whyNot.proof === "proved" ? whyNot.says : `${whyNot.says} (tested, not proved)`;
}

/** The heading of a state and, of a rule in it, its instances. */
export function ruleInStateText(
  {
    state,
    instances,
    more,
  }: {
    readonly state: number;
    readonly instances: readonly Parameters<typeof askedInstanceText>[0][];
    readonly more: number;
  },
  rule: string,
  options: TextOptions,
): string {
  const none = instances.length === 0 ? ["  no instance of it is there"] : [];
  const left = more === 0 ? [] : [`  and ${countOf(more, "more instance")}, of which nothing is said`];
  const title = options.paint.bold(printableParts(`${rule} in state ${state}`));
  return [title, ...none, ...instances.map((each) => askedInstanceText(each, options)), ...left].join("\n");
}

function factLines(facts: readonly Fact[], options: TextOptions): string[] {
  return facts.flatMap(({ says, step }) =>
    wrap(printableParts(`${says}${step === 0 ? "" : ` (step ${step})`}`), options.width - 6).map(
      (line, at) => `${at === 0 ? "    " : "      "}${line}`,
    ),
  );
}
