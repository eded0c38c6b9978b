/** What is told of a trace of a model, for the writers of formats: with a heading, its ending, and a command that finds it. */
import { causalityOf } from "../formats/causality.ts";
import { recordTrace } from "../formats/record-trace.ts";
import type { RecordedMeta } from "../formats/recording.ts";
import type { ToldProperty, ToldTrace } from "../formats/told-trace.ts";
import type { Model } from "../model/model.ts";
import type { ParameterValue } from "../model/parameters.ts";
import { isShownBy, isWitnessed } from "../model/property-kinds.ts";
import type { StepList } from "../program/steps.ts";
import type { Trace } from "../trace/trace.ts";
import type { Reasons } from "../why/reasons.ts";
import { endingText, headingText, type Shown } from "./counterexample-text.ts";
import { subjectText } from "./subject-text.ts";
import { watched } from "./watched-reasons.ts";

export interface Telling {
  readonly model: Model;
  /** As verdicts call the model, and as the user does. */
  readonly name: string;
  readonly reference: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly defaults: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  /** In force, of a property over time. */
  readonly fairness: string | null;
  readonly shows: Shown;
  readonly list: StepList;
  readonly trace: Trace;
  readonly reasons: Reasons | null;
  /** The version of synod. */
  readonly version: string;
}

/** `causal`: whether to find out whose steps each step needed, which takes running its closures again and again. */
export function toldTrace(told: Telling, causal: boolean): ToldTrace {
  const { model, shows, trace, list, reasons } = told;
  const subject = subjectText({ ...told, model: told.name });
  return {
    subject,
    command: commandOf(told),
    heading: headingText(shows),
    ending: endingText(shows, trace),
    property: toldProperty(shows),
    trace,
    recording: recordTrace(model, list, { trace, meta: metaOf(told, subject) }),
    causality: causal ? watched(() => causalityOf(model, list, trace.failing?.step ?? null)) : null,
    reasons,
  };
}

/** What a trace is about, in the words of its heading. */
export function toldProperty(shows: Shown): ToldProperty | null {
  if (shows.kind === "rule-throws") return null;
  const { property: name } = shows;
  const title = headingText(shows).slice(0, -name.length).trimEnd();
  if (shows.kind === "property-throws") return { name, title, isFalseAtEnd: false, isOfStep: false };
  const { propertyKind: kind } = shows;
  const isOfStep = isShownBy("step", kind);
  const isOfEnd = isOfStep || isShownBy("state", kind) || isShownBy("end", kind);
  return { name, title, isFalseAtEnd: isOfEnd && !isWitnessed(kind), isOfStep };
}

/** What an ITF file says of itself. `invariant`: what readers of the format look for, of a claim about states alone. */
function metaOf({ shows, parameters, mutant, fairness, version, trace }: Telling, subject: string) {
  const kind = shows.kind === "property" ? shows.propertyKind : null;
  const meta: { readonly [name: string]: RecordedMeta } = {
    description: `Created by synod ${version}`,
    source: subject,
    status: kind === null ? "error" : isWitnessed(kind) ? "witness" : "violation",
    ...(shows.kind !== "rule-throws" && { property: shows.property }),
    ...(kind !== null && { propertyKind: kind }),
    ...(kind === "always" && shows.kind === "property" && { invariant: shows.property }),
    because: endingText(shows, trace),
    parameters: { ...parameters },
    ...(mutant !== null && { mutant }),
    ...(fairness !== null && { fairness, fairBecause: trace.fairness }),
  };
  return meta;
}

/** The command that finds the trace, for a shell. */
function commandOf({ reference, parameters, defaults, mutant, fairness, shows }: Telling): string {
  const others = Object.entries(parameters).filter(([name, value]) => defaults[name] !== value);
  const words = [
    "synod",
    "check",
    reference,
    ...others.map(([name, value]) => `${name}=${value}`),
    ...(mutant === null ? [] : ["--mutant", mutant]),
    ...(shows.kind === "rule-throws" ? [] : ["--property", shows.property]),
    ...(fairness === null ? [] : ["--fairness", fairness]),
  ];
  return words.map(shellWord).join(" ");
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
