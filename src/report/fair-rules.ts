/** What can be assumed fair in a model: its rules by the names that `weak` and `strong` know, and what divides them. */
import { countOf } from "../errors/counts.ts";
import type { Model } from "../model/model.ts";
import type { Rule } from "../model/rule.ts";
import { printable, shortName } from "../printable.ts";
import { instancesOf } from "../program/instances.ts";
import type { Json } from "./state-json.ts";
import { tableText } from "./table.ts";
import type { TextOptions } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

interface FairRule {
  readonly rule: string;
  /** The names that `per` takes, beside "instance". */
  readonly per: readonly string[];
  readonly instances: number;
}

function fairRules(rules: readonly Rule[]): FairRule[] {
  const { count } = instancesOf(rules);
  return rules.map(({ name, bindings }, at) => ({
    rule: name,
    per: bindings.map(([binding]) => binding),
    instances: count[at] as number,
  }));
}

/** Lines as `synod list --fairness` shows them below a model. */
export function fairRulesText(
  { rules, programs }: Pick<Model, "rules" | "programs">,
  { paint, width }: TextOptions,
): string {
  const head = 'what can be fair, as weak("...") or strong("..."), each rule as a whole or divided by `per`';
  const rows = fairRules(rules).map(({ rule, per, instances }) => [
    paint.cyan(shortName(printable(rule))),
    per.length === 0 ? "" : `per ${printable(per.join(", "))}`,
    countOf(instances, "instance"),
  ]);
  const columns = [{ title: "rule" }, { title: "per" }, { title: "instances" }] as const;
  const processes = programs.map(
    ({ name }) =>
      `of the program ${printable(name)}: its weak() or strong(), with { except: ["label"], per: "process" or "program" }`,
  );
  const said = (text: string) => wrap(text, width - 2).map((line) => `  ${line}`);
  return [...said(head), tableText(columns, rows, 4), ...processes.flatMap(said)].join("\n");
}

export function fairRulesJson(rules: readonly Rule[]): Json {
  return fairRules(rules).map(({ rule, per, instances }) => ({ rule, per: [...per], instances }));
}
