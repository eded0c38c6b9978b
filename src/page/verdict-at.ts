/** Where in a trace its verdict falls, and in which words: beside the step that brought it, and in the list. */
import type { Session } from "./session.ts";

export function verdictAt({ trace, story }: Session): { readonly step: number; readonly says: string } | null {
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
    case "property-throws":
      return { step, says: "and then it throws" };
    default:
      return story.value.loop === step ? { step, says: "nothing happens any more" } : null;
  }
}
