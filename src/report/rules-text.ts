/** The rules of a model as text: what they range over, what their guards and effects read, what their effects write. */
import type { ObservedAccess, RuleAccess } from "../check/observed-access.ts";
import { countOf } from "../errors/counts.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { ProgramInModel } from "../model/programs/with-programs.ts";
import { type Binding, isMembers, type Rule } from "../model/rule.ts";
import { printable } from "../printable.ts";
import type { Schema } from "../state/field.ts";
import type { Json } from "./state-json.ts";
import type { TextOptions } from "./trace-text.ts";
import { beside, wrap } from "./wrap.ts";

export interface DescribedRules {
  /** At which they were watched. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly schema: Schema;
  readonly rules: readonly Rule[];
  /** Whose steps are among the rules. */
  readonly programs: readonly ProgramInModel[];
  readonly access: ObservedAccess;
}

/** Lines as `synod list --rules` shows them below a model. */
export function rulesText(
  { parameters, schema, rules, programs, access }: DescribedRules,
  options: TextOptions,
): string {
  const { paint, width } = options;
  const { states, complete } = access;
  const settings = Object.entries(parameters).map(([name, value]) => printable(` ${name}=${value}`));
  const where = settings.length === 0 ? "" : ` at${settings.join("")}`;
  const seen = complete ? `in all ${countOf(states, "state")}` : `in the first ${countOf(states, "state")}`;
  const lines = wrap(`rules${where}, ${seen}`, width - 2).map((line) => `  ${line}`);
  rules.forEach((rule, at) => {
    const head = headText(rule, programs, schema);
    const [first = "", ...more] = wrap(printable(head), width - 4);
    lines.push(`    ${paint.cyan(first)}`);
    for (const line of more) lines.push(`      ${line}`);
    for (const [label, text] of accessTexts(access.rules[at] as RuleAccess))
      for (const line of beside(`      ${label}`, 14, printable(text), width)) lines.push(line);
  });
  return lines.join("\n");
}

export function rulesJson({ parameters, schema, rules, programs, access }: DescribedRules): Json {
  return {
    parameters: { ...parameters },
    states: access.states,
    complete: access.complete,
    rules: rules.map((rule, at) => {
      const { guardReads, effectReads, writes } = access.rules[at] as RuleAccess;
      const bindings = rule.bindings.map(([name, binding]) => ({ name, over: overText(binding, schema) }));
      return {
        rule: rule.name,
        ...stepJson(rule, programs),
        for: bindings,
        when: { reads: [...guardReads] },
        do: { reads: [...effectReads], writes: [...writes] },
      };
    }),
  };
}

/** `send(to: range(0, 1))`; of a program's step `thread: push, at idle (node: range(1, 3))`. */
function headText(rule: Rule, programs: readonly ProgramInModel[], schema: Schema): string {
  const program = programs.find(({ steps }) => steps.has(rule.name));
  const step = program?.steps.get(rule.name);
  if (program === undefined || step === undefined)
    return rule.bindings.length === 0 ? rule.name : `${rule.name}(${bindingsText(rule.bindings, schema)})`;
  const others = bindingsText(rule.bindings.slice(1), schema);
  const at = step.name === step.place ? "" : `, at ${step.place}`;
  return `${program.name}: ${step.name}${at}${others === "" ? "" : `(${others})`}`;
}

/** Of a program's step: whose it is, and where it happens. */
function stepJson(rule: Rule, programs: readonly ProgramInModel[]) {
  const program = programs.find(({ steps }) => steps.has(rule.name));
  const step = program?.steps.get(rule.name);
  return program !== undefined && step !== undefined && { program: program.name, step: step.name, at: step.place };
}

function accessTexts({ guardReads, effectReads, writes }: RuleAccess): [string, string][] {
  const done = [
    ...(effectReads.length === 0 ? [] : [`reads ${effectReads.join(", ")}`]),
    `writes ${writes.length === 0 ? "nothing" : writes.join(", ")}`,
  ];
  return [
    ...(guardReads.length === 0 ? [] : [["when", `reads ${guardReads.join(", ")}`] as [string, string]]),
    ["do", done.join("; ")],
  ];
}

function bindingsText(bindings: Rule["bindings"], schema: Schema): string {
  return bindings.map(([name, binding]) => `${name}: ${overText(binding, schema)}`).join(", ");
}

/** A domain as it was written; of `members` and `entries`, where they are: `members of inbox[node] in ping`. */
function overText(binding: Binding, schema: Schema): string {
  if (!isMembers(binding)) return binding.label;
  const { collection, keys, each, within, orNull } = binding;
  const [field = ""] = Object.entries(schema).find(([, found]) => found === collection) ?? [];
  const place = `${field}${keys.map((key) => `[${key}]`).join("")}`;
  const what = each === "entry" ? "entries" : "members";
  return `${what} of ${place}${within === null ? "" : ` in ${within.label}`}${orNull ? ", or none" : ""}`;
}
