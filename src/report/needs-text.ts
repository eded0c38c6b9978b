/** Why what should come never does, for people: what could change what stays as it is, and what keeps that from happening. */
import type { Need } from "../why/reasons.ts";
import { inWords } from "../why/together.ts";

/** Lines that are told; of more chains nothing is. */
const LINES = 3;
/** Rule instances that are named together. */
const NAMED = 3;

/** One for each way in which it does not come, the surest first. */
export function needsLines(needs: readonly Need[]): readonly string[] {
  const lines = needs.flatMap((need) => {
    if (need.by.length === 0) return need.ends === null ? [] : [`${need.says}${ending(need)}`];
    const about = needs.length === 1 ? "" : `${need.says}: `;
    return together(need).map(([rules, why]) => `${about}${rules} ${why}`);
  });
  return lines.slice(0, LINES);
}

/** Instances of which the same is to be said, together. */
function together({ by }: Need): readonly (readonly [rules: string, why: string])[] {
  const groups = new Map<string, string[]>();
  for (const each of by) {
    const why = each.enabled.length > 0 ? "" : whyNot(each);
    groups.set(why, [...(groups.get(why) ?? []), each.rule]);
  }
  return [...groups].map(([why, rules]) => [named(rules), why === "" ? whenEnabled(by) : why] as const);
}

/** Of those that are enabled in part of the loop, in which: what fairness is about. */
function whenEnabled(by: Need["by"]): string {
  const enabled = by.filter((each) => each.enabled.length > 0);
  const states = [...new Set(enabled.flatMap((each) => each.enabled))].sort((one, other) => one - other);
  const one = enabled.length === 1 ? "is" : "one or another is";
  return `would, and ${one} enabled in ${states.length === 1 ? "state" : "states"} ${states.join(", ")} of the loop`;
}

function named(rules: readonly string[]): string {
  if (rules.length <= NAMED) return inWords(rules, "or");
  return `${rules.slice(0, NAMED - 1).join(", ")} or ${rules.length - NAMED + 1} more`;
}

/** `would, but is disabled while ...`. */
function whyNot({ lacks }: Need["by"][number]): string {
  if (lacks.length === 0) return `would, but is never enabled`;
  const lasting = lacks.filter(({ ends }) => ends !== "passing");
  const passing = lacks.filter(({ ends }) => ends === "passing").map(({ says }) => says);
  const said = lasting.map(({ says }) => says);
  const [first, ...others] = passing;
  if (first !== undefined) said.push([`at times ${first}`, ...others.map((each) => `at others ${each}`)].join(", "));
  return `would, but is disabled while ${inWords(said, "and")}${onward(lasting)}`;
}

/** What there is to say of the next link: where there are several, of the first that has one. */
function onward(lasting: readonly Need[]): string {
  if (lasting.length > 1 && lasting.every(({ ends }) => ends === "never"))
    return ", and nothing ever changes any of these";
  const need = lasting.find(({ by }) => by.length > 0) ?? (lasting.length === 1 ? lasting[0] : undefined);
  if (need === undefined) return "";
  if (need.by.length === 0) return ending(need);
  const [[rules, why] = ["", ""]] = together(need);
  return lasting.length === 1 ? `; that ${rules} ${why}` : `; as to ${need.says}, ${rules} ${why}`;
}

function ending({ ends }: Need): string {
  switch (ends) {
    case "never":
      return ", and nothing ever changes that";
    case "tried":
      return ", and nothing that was tried changes that";
    case "cycle":
      return ", which waits for the same";
    default:
      return "";
  }
}
