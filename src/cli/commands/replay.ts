/** `synod replay`. */
import { defaultsOf } from "../../model/parameters.ts";
import { printable } from "../../printable.ts";
import { counterexampleText } from "../../report/counterexample-text.ts";
import { subjectText } from "../../report/subject-text.ts";
import { parseTraceFile } from "../../report/trace-file.ts";
import { needsText, whyText } from "../../report/why-text.ts";
import { readTraceText } from "../read-trace.ts";
import { reasonsWithin } from "../reasons.ts";
import { replayJson, runSaved } from "../saved-trace.ts";
import type { Terminal } from "../terminal.ts";

export async function replaySaved(path: string, terminal: Terminal): Promise<number> {
  const run = await runSaved(path, parseTraceFile(path, readTraceText(path)));
  const { found, model, file, trace } = run;
  const { parameters, mutant, fairness, shows, list } = file;
  const defaults = defaultsOf(found.protocol.protocol.parameters);
  const reasons = reasonsWithin(model, terminal.json);
  const shown = { property: shows.kind === "property" ? shows.property : null, claim: shows.kind, list };
  if (terminal.json) {
    terminal.print(JSON.stringify({ ...replayJson(run), reasons: reasons(shown) }));
    return 0;
  }
  const subject = terminal.page.paint.bold(subjectText({ model: found.name, parameters, defaults, mutant }));
  const assumed = printable(fairness === null ? "" : `, fairness ${fairness}`);
  terminal.print(
    `${subject}${assumed}, replayed from ${printable(path)}\n\n${counterexampleText({ trace }, shows, terminal.page)}`,
  );
  if (shows.kind !== "property") return 0;
  const known = reasons(shown);
  const why = whyText({ name: shows.property, kind: shows.propertyKind }, known, terminal.page);
  for (const text of [why, needsText(known, terminal.page)]) if (text !== "") terminal.print(`\n${text}`);
  return 0;
}
