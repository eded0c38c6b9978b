/** `synod replay`. */
import { synodError } from "../../errors/errors.ts";
import { defaultsOf } from "../../model/parameters.ts";
import { printable } from "../../printable.ts";
import { askedInstanceText, askedStepText, ruleInStateText } from "../../report/asked-text.ts";
import { chaptersText } from "../../report/chapters-text.ts";
import { counterexampleText } from "../../report/counterexample-text.ts";
import { subjectText } from "../../report/subject-text.ts";
import { parseTraceFile } from "../../report/trace-file.ts";
import { reasonsBlocks, throwBlocks } from "../../report/why-text.ts";
import type { Reasons } from "../../why/reasons.ts";
import { referenceOf } from "../against.ts";
import { askedStep, askedWhyNot } from "../asked-of-trace.ts";
import { readTraceText } from "../read-trace.ts";
import { reasonsWithin } from "../reasons.ts";
import { replayJson, runSaved, type SavedRun } from "../saved-trace.ts";
import type { Terminal } from "../terminal.ts";

/** What is asked of the trace beside what it is; numbers as they were typed. */
export interface ReplayRequest {
  readonly chapters?: boolean;
  readonly step?: string;
  readonly rule?: string;
  readonly whyNot?: readonly string[];
  readonly against?: readonly string[];
}

const USAGE =
  'synod replay <file> [--against <name=value ...>] [--chapters | --step <n> [--rule <name>] | --why-not <n> "<rule(name: value)>"]';

export async function replaySaved(path: string, request: ReplayRequest, terminal: Terminal): Promise<number> {
  const wrong = misuse(request);
  if (wrong !== null) throw synodError("bad-arguments", { problem: wrong, usage: USAGE });
  const run = await runSaved(path, parseTraceFile(path, readTraceText(path)));
  const { found, model, file, trace } = run;
  const { parameters, mutant, fairness, shows, list } = file;
  const property = shows.kind === "rule-throws" ? null : shows.property;
  const shown = { property, claim: shows.kind, list, trace };
  const against = referenceOf(found, { model, parameters }, mutant, request.against);
  const reasons = () => reasonsWithin(model, against)(shown);
  if (request.step !== undefined || request.whyNot !== undefined) return answer(run, request, reasons, terminal);
  if (terminal.json) {
    terminal.print(JSON.stringify({ ...replayJson(run), reasons: reasons() }));
    return 0;
  }
  const defaults = defaultsOf(found.protocol.protocol.parameters);
  const subject = terminal.page.paint.bold(subjectText({ model: found.name, parameters, defaults, mutant }));
  const assumed = printable(fairness === null ? "" : `, fairness ${fairness}`);
  terminal.print(
    `${subject}${assumed}, replayed from ${printable(path)}\n\n${counterexampleText({ trace }, shows, terminal.page)}`,
  );
  const known = reasons();
  // Told in full, chapters need no line of their own.
  const told = request.chapters === true ? { ...known, slice: null } : known;
  const texts =
    shows.kind === "property"
      ? reasonsBlocks({ name: shows.property, kind: shows.propertyKind }, told, terminal.page)
      : throwBlocks(shown, told, terminal.page);
  for (const text of texts) terminal.print(`\n${text}`);
  if (request.chapters === true) terminal.print(`\n${chaptersText(trace, known, terminal.page)}`);
  return 0;
}

/** About a step or an instance, and nothing else. */
function answer(run: SavedRun, request: ReplayRequest, reasons: () => Reasons, terminal: Terminal): number {
  const { page } = terminal;
  if (request.whyNot !== undefined) {
    const [state = "", instance = ""] = request.whyNot;
    const asked = askedWhyNot(run, state, instance);
    if (terminal.json) terminal.print(JSON.stringify({ ...replayJson(run), whyNot: asked }));
    else terminal.print(`${page.paint.bold(`In state ${asked.state}`)}\n${askedInstanceText(asked, page)}`);
    return 0;
  }
  const { step = "", rule = null } = request;
  const asked = askedStep(run, step, rule);
  const { why } = reasons();
  if (terminal.json) {
    const wrote = (why?.facts ?? []).filter((fact) => fact.step === asked.number);
    terminal.print(JSON.stringify({ ...replayJson(run), step: { ...asked, wrote } }));
    return 0;
  }
  const texts = asked.rule.map((each) => ruleInStateText(each, rule as string, page));
  terminal.print([askedStepText(run.trace, asked.number, { needs: asked.needs, why }, page), ...texts].join("\n\n"));
  return 0;
}

function misuse({ chapters, step, rule, whyNot }: ReplayRequest): string | null {
  const asked = [chapters, step, whyNot].filter((each) => each !== undefined);
  if (asked.length > 1) return "--chapters, --step and --why-not are asked one at a time";
  if (rule !== undefined && step === undefined) return "--rule is about a step, and there is no --step";
  if (whyNot !== undefined && whyNot.length !== 2) return "--why-not takes the number of a state and a rule instance";
  return null;
}
