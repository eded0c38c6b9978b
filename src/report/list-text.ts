/** `synod list` for people. */

import { countOf } from "../errors/counts.ts";
import { isTemporal } from "../model/property-kinds.ts";
import { printableParts, shortName } from "../printable.ts";
import { columnsOf } from "./columns.ts";
import type { Description } from "./description.ts";
import { kindText } from "./property-words.ts";
import { tableText } from "./table.ts";
import type { TextOptions } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

export function listText(descriptions: readonly Description[], options: TextOptions): string {
  return descriptions.map((description) => descriptionText(printableParts(description), options)).join("\n\n");
}

function descriptionText(
  {
    name,
    about,
    source,
    parameters,
    requires,
    state,
    programs,
    properties,
    constraint,
    fairness,
    mutants,
  }: Description,
  { paint, width }: TextOptions,
): string {
  const lines = [paint.bold(name), ...(about === "" ? [] : indented(about, width))];
  if (source !== null) for (const line of indented(source, width)) lines.push(paint.dim(line));
  const section = (title: string, rows: readonly (readonly string[])[]) => {
    if (rows.length === 0) return;
    const first = rows.reduce((most, [cell = ""]) => Math.max(most, columnsOf(cell)), 0);
    const coloured = rows.map(([cell = "", ...rest]) => [paint.cyan(cell), ...rest]);
    lines.push(
      "",
      `  ${title}`,
      tableText(
        [
          { title: "", width: first },
          { title: "", width: width - first - 8 },
        ],
        coloured,
        4,
      ),
    );
  };
  section(
    "parameters",
    parameters
      .filter(isOwn)
      .map((parameter) => [
        `${parameter.name}=${parameter.default}`,
        parameter.about === "" ? parameter.accepts : `${parameter.about}: ${parameter.accepts}`,
      ]),
  );
  section(
    "required of parameters",
    requires.map((each) => [shortName(each)]),
  );
  section(
    "state",
    state.map(({ name: field, holds, first }) => [shortName(field), `${holds}; at first ${first}`]),
  );
  section(
    "constraint",
    constraint.map(({ name: bound, kind }) => [shortName(bound), kind === "step" ? "on steps" : "on states"]),
  );
  section(
    "programs",
    (programs ?? []).map(({ name: program, processes, labels, local }) => [
      program,
      `for each of ${processes}: ${labels.join(", ")}${local.length === 0 ? "" : `; with ${local.join(", ")}`}`,
    ]),
  );
  section(
    "properties",
    properties.map(({ name: property, kind }) => [shortName(property), kindText(kind)]),
  );
  // Declared or a program's, it can be asked for, also before there is a property over time to assume it for.
  if (fairness.length > 1 || properties.some(({ kind }) => isTemporal(kind))) {
    section(
      "fairness (--fairness)",
      fairness.map(({ name: choice, assumes }, at) => [
        choice,
        `${assumes.length === 0 ? "assumes nothing" : assumes.join("; ")}${at === 0 ? " (default)" : ""}`,
      ]),
    );
  }
  section(
    "mutants",
    mutants.filter(isOwn).map((mutant) => [mutant.name, `${mutant.about}; ${consequence(mutant)}`]),
  );
  const others = [...parameters, ...mutants].filter((each) => !isOwn(each));
  const homes = [...new Set(others.flatMap(({ movedTo = [] }) => movedTo))];
  if (others.length > 0)
    lines.push(
      "",
      ...indented(
        `taken here still, and ${homes.join("'s or ")}'s now: ${others.map(({ name }) => name).join(", ")}`,
        width,
      ),
    );
  return lines.join("\n");
}

function isOwn({ movedTo }: { readonly movedTo?: readonly string[] }): boolean {
  return movedTo === undefined;
}

function indented(text: string, width: number): string[] {
  return text === "" ? [] : wrap(text, width - 2).map((line) => `  ${line}`);
}

function consequence({ breaks, at, steps, fairness, slow }: Description["mutants"][number]): string {
  const where = Object.entries(at).map(([name, value]) => `${name}=${value}`);
  const configuration = where.length === 0 ? "the defaults" : where.join(" ");
  const how = `${fairness === null ? "" : ` under fairness ${fairness}`}${slow ? " (slow)" : ""}`;
  if (breaks === null) return `breaks nothing at ${configuration}${how}`;
  return `breaks ${breaks} ${steps === null ? "" : `after ${countOf(steps, "step")} `}at ${configuration}${how}`;
}
