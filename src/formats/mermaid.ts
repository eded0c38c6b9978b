/**
 * A sequence diagram in Mermaid, which GitHub draws where it stands in a Markdown page: a lane for whoever takes steps, a note
 * for each step, and before it an arrow from each step of another lane that it needed, with what that had written. The steps
 * of a loop stand in a `loop` block. What it ends with, why, and where a mistake acted are notes over all lanes, at the end.
 */
import { printable } from "../printable.ts";
import type { Causality } from "./causality.ts";
import { knownCausality } from "./shiviz.ts";
import { calledText, type ToldTrace } from "./told-trace.ts";

/** Throws `not-in-format` where nobody knows who took a step. */
export function mermaidText({
  trace,
  causality,
  ending,
  reasons,
}: Pick<ToldTrace, "trace" | "causality" | "ending" | "reasons">): string {
  const { hosts, steps } = knownCausality("mermaid", causality);
  const lines = ["sequenceDiagram", ...hosts.map((name, at) => `  participant h${at} as ${mermaidName(name)}`)];
  const taken = trace.failing === null ? trace.steps : [...trace.steps, trace.failing];
  const isLoop = trace.loop !== null && trace.loop < trace.steps.length;
  taken.forEach((step, at) => {
    if (isLoop && at === trace.loop) lines.push(`  loop again and again, from state ${at} on`);
    const { host, needs } = steps[at] as Causality["steps"][number];
    for (const need of needs) {
      const from = (steps[need.step - 1] as Causality["steps"][number]).host;
      if (from !== host) lines.push(`  h${from}->>h${host}: ${mermaidWords(need.what)}`);
    }
    const failed = at === trace.steps.length ? " throws" : "";
    lines.push(`  Note over h${host}: ${at + 1} ${mermaidWords(calledText(step))}${failed}`);
  });
  if (isLoop) lines.push("  end");
  const mistake = reasons?.mistake ?? null;
  const said = [ending, reasons?.why?.sentence ?? "", mistake?.says ?? ""].filter((text) => text !== "");
  const over = hosts.length === 1 ? "h0" : `h0,h${hosts.length - 1}`;
  if (hosts.length > 0) for (const text of said) lines.push(`  Note over ${over}: ${mermaidWords(text)}`);
  return `${lines.join("\n")}\n`;
}

/**
 * Text behind a colon. Whatever could mean something to Mermaid, or to the HTML that it makes, becomes a character reference of
 * its own kind, `#60;`.
 */
export function mermaidWords(text: string): string {
  const safe = printable(text).replace(/[^\p{L}\p{N}\p{M} _.,:()[\]=+*/→-]/gu, reference);
  // What begins like this is how the text is to be wrapped; the word that ends a block, Mermaid finds anywhere.
  return safe.replace(/^(no)?wrap\b|\bend\b/giu, (word) => reference(word[0] as string) + word.slice(1));
}

/** A name behind `as`. */
export function mermaidName(name: string): string {
  return mermaidWords(name).replace(/[,:()[\]=+*/→-]/gu, reference) || "#32;";
}

function reference(character: string): string {
  return `#${character.codePointAt(0)};`;
}
