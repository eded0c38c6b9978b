/** A trace of the page in the formats that others read, by the same writers as the command line's. */
import { TRACE_FORMATS, type TraceFormat } from "../formats/format-names.ts";
import { showsCausality, TRACE_WRITERS } from "../formats/trace-formats.ts";
import type { Shown } from "../report/counterexample-text.ts";
import { toldTrace } from "../report/told-saved.ts";
import type { Claim } from "../trace/claim.ts";
import { replay } from "../trace/replay.ts";
import type { Capsule, CapsuleTrace } from "./capsule.ts";
import type { LiveModel } from "./path.ts";

/** How each is called where it is copied. */
export const FORMAT_NAMES: Readonly<Record<TraceFormat, string>> = {
  itf: "ITF",
  shiviz: "ShiViz",
  mermaid: "Mermaid",
  dot: "DOT",
  graphml: "GraphML",
  markdown: "Markdown",
};
export const COPIED_FORMATS = TRACE_FORMATS;

export function toldAs(format: TraceFormat, { model }: LiveModel, capsule: Capsule, trace: CapsuleTrace): string {
  const { property, kind, list, reasons, failing } = trace;
  const found = model.properties.find(({ name }) => name === property);
  const isTemporal = trace.fairness.length > 0 || (list.loop ?? null) !== null;
  const shows: Shown =
    kind === "rule-throws" || found === undefined || property === null
      ? { kind: "rule-throws" }
      : kind === "property-throws"
        ? { kind, property }
        : { kind: "property", property, propertyKind: found.kind };
  const claim: Claim =
    shows.kind === "rule-throws" || found === undefined
      ? { kind: "rule-throws", step: failing ?? -1 }
      : { kind: shows.kind, property: found };
  const { name, parameters, defaults, mutant } = capsule.model;
  const told = toldTrace(
    {
      model,
      name,
      reference: name,
      parameters,
      defaults,
      mutant,
      fairness: isTemporal ? (capsule.verdict?.fairness ?? null) : null,
      shows,
      list,
      trace: { ...replay(model, list, claim), fairness: trace.fairness },
      reasons,
      version: capsule.synod,
    },
    showsCausality(format),
  );
  return TRACE_WRITERS[format](told);
}
