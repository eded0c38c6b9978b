/** Where in a trace its verdict falls, and in which words: beside the step that brought it, and in the list. */
import { instanceText, nameInstance } from "./path.ts";
import type { Session } from "./session.ts";

/** The rule instance that throws after the last step, as text; null: there is none. */
export function failingOf({ trace, story, subject }: Session): string | null {
  const failing = trace.value?.failing ?? null;
  const last = story.value.path.states.at(-1);
  if (failing === null || last === undefined || subject.recorded !== undefined) return null;
  return instanceText(nameInstance(subject, last, failing));
}

export function verdictAt(session: Session): { readonly step: number; readonly says: string } | null {
  const { trace, story } = session;
  const told = trace.value;
  const step = story.value.path.steps.length;
  if (told === null || step === 0) return null;
  switch (told.kind) {
    case "always":
    case "step":
      return { step, says: `${told.property} is ${told.kind === "always" ? "false" : "broken"}` };
    case "deadlock":
      return { step, says: "nothing can happen" };
    case "alwaysReachable":
      return { step, says: `${told.property} is out of reach` };
    case "rule-throws":
      return { step, says: `then ${failingOf(session) ?? "a rule"} throws` };
    case "property-throws":
      return { step, says: `${told.property} throws` };
    default:
      return story.value.loop === step ? { step, says: "nothing happens any more" } : null;
  }
}
