/** How a verdict calls what it is about. Apart from the verdict's text, whose tables no page needs. */
import { printable } from "../printable.ts";
import type { Verdict } from "../verify/verdict.ts";

/** `paxos ballots=3, mutant p-own`: of the parameters those that are not at their defaults. */
export function subjectText({
  model,
  parameters,
  defaults,
  mutant,
}: Pick<Verdict, "model" | "parameters" | "defaults" | "mutant">): string {
  const others = Object.entries(parameters).filter(([name, value]) => defaults[name] !== value);
  const settings = others.map(([name, value]) => ` ${name}=${value}`);
  return printable(`${model}${settings.join("")}${mutant === null ? "" : `, mutant ${mutant}`}`);
}
