/** The writers of traces, by their formats' names. */
import { dotText } from "./dot.ts";
import { drawnTrace } from "./drawn-graph.ts";
import type { TraceFormat } from "./format-names.ts";
import { graphmlText } from "./graphml.ts";
import { itfText } from "./itf.ts";
import { markdownText } from "./markdown.ts";
import { mermaidText } from "./mermaid.ts";
import { shivizText } from "./shiviz.ts";
import type { ToldTrace } from "./told-trace.ts";

export const TRACE_WRITERS: Readonly<Record<TraceFormat, (told: ToldTrace) => string>> = {
  itf: ({ recording }) => itfText(recording),
  shiviz: shivizText,
  mermaid: mermaidText,
  dot: (told) => dotText(drawnTrace(told)),
  graphml: (told) => graphmlText(drawnTrace(told)),
  markdown: markdownText,
};

/** Whether a format is about who did what, so that it is worth finding out. */
export function showsCausality(format: TraceFormat): boolean {
  return format === "shiviz" || format === "mermaid" || format === "markdown";
}
