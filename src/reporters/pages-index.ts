/**
 * The index of a folder of pages: a table of a suite's checks, each with its page, or, where there can be none, with the text
 * that a terminal shows. One file without scripts; whatever a model names is text. `MARK` tells a later run that the folder is
 * its own.
 */
import { createHash } from "node:crypto";
import { countOf, countText } from "../errors/counts.ts";
import { printableLines } from "../printable.ts";
import { durationText } from "../report/quantities.ts";
import type { CheckedEntry, SuiteReport } from "../suite/suite-report.ts";
import { foundText, wantedText } from "./in-words.ts";
import { xmlLine, xmlLines } from "./xml.ts";

/** What every index begins with. */
export const MARK = '<!doctype html>\n<html lang="en" data-made-by="synod suite">';

/** A check's page: a file beside the index, or why there is none, and the text instead. */
export type CheckPage =
  | { readonly kind: "page"; readonly file: string }
  | { readonly kind: "text"; readonly because: string; readonly text: string };

/** The name of a check's page: the same from run to run, unlike every other's, and safe on any disk. */
export function pageFileOf(id: string): string {
  const words = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
  const hash = createHash("sha256").update(id).digest("hex").slice(0, 8);
  return `${words === "" ? "check" : words}-${hash}.html`;
}

/** `pages`: by the ids of the checks. */
export function pagesIndex(report: SuiteReport, pages: ReadonlyMap<string, CheckPage>): string {
  const { checks, left, surprises = [], synod, wallMs } = report;
  const wrong = checks.filter((each) => each.surprises.length > 0).length;
  const title = `${countOf(checks.length, "check")}, ${wrong === 0 ? "all as expected" : `${countText(wrong)} not as expected`}`;
  const style = styles.replaceAll("\n", "");
  const hash = createHash("sha256").update(style).digest("base64");
  return `${MARK}
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} - synod suite</title>
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
${surprises.map(({ text }) => `<p class="differs">${xmlLine(text)}</p>\n`).join("")}<table>
<thead><tr><th></th><th>check</th><th>expected</th><th>found</th><th class="n">states</th><th class="n">depth</th><th class="n">time</th></tr></thead>
<tbody>
${checks.map((entry) => row(entry, pages.get(entry.id))).join("\n")}
</tbody>
</table>
${left.length === 0 ? "" : `<p>Not run: ${left.map(({ id, why }) => `${xmlLine(id)} (${why})`).join(", ")}</p>\n`}<footer>synod ${xmlLine(synod)}, ${durationText(wallMs)}</footer>
</body>
</html>
`;
}

function row(entry: CheckedEntry, page: CheckPage | undefined): string {
  const { id, surprises, verdict, wallMs, cached } = entry;
  const { distinct, unreduced, depth } = verdict.states;
  const isRight = surprises.length === 0;
  const name = page?.kind === "page" ? `<a href="${xmlLine(page.file)}">${xmlLine(id)}</a>` : xmlLine(id);
  const said = surprises.map(({ text }) => `<br><span class="differs">${xmlLines(text)}</span>`).join("");
  const instead =
    page?.kind === "text"
      ? `<details><summary>no page: ${xmlLine(page.because)}</summary><pre>${xmlLines(printableLines(page.text))}</pre></details>`
      : "";
  const cells = [
    `<td class="${isRight ? "ok" : "differs"}">${isRight ? "ok" : "differs"}</td>`,
    `<td>${name}${said}${instead}</td>`,
    `<td>${xmlLine(wantedText(entry.expected))}</td>`,
    `<td>${xmlLine(foundText(entry))}</td>`,
    ...[countText(unreduced ?? distinct), countText(depth), cached ? "cached" : durationText(wallMs)].map(
      (each) => `<td class="n">${each}</td>`,
    ),
  ];
  return `<tr>${cells.join("")}</tr>`;
}

const styles = `
body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.3rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent);overflow-wrap:anywhere}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.ok{color:light-dark(#1a6b32,#7bd88f)}
.differs{color:light-dark(#a01c1c,#ff8f8f)}
pre{overflow-x:auto;font-size:13px}
a{color:inherit}
`;
