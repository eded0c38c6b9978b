/**
 * One HTML file with all that a page is: the application and the model's script (packed, as they are most of it), a capsule. Nothing is
 * loaded from anywhere, and the page's own policy forbids it: scripts and styles are those whose hashes are named, workers are
 * made of the same text. Whatever a model names is JSON here, without a `<`; the application sets it as text.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { deflateRawSync } from "node:zlib";
import type { Capsule } from "../page/capsule.ts";
import type { InductionCapsule } from "../page/induction/capsule.ts";
import { packed, UNPACKING } from "./packed.ts";
import type { PageModel } from "./page-model.ts";

/** `model` null: the capsule says all that there is to be said. */
export function pageText(capsule: Capsule, model: PageModel | null): string {
  return pageWith("app", capsule, titleOf(capsule), model);
}

/** The page of a proof: another application, with another capsule. */
export function inductionPageText(capsule: InductionCapsule, model: PageModel): string {
  const { name, outcome, mutant } = capsule.proof;
  const title = `${outcome}: ${name}${mutant === null ? "" : ` with ${mutant}`} - synod`;
  return pageWith("induction", capsule, title, model);
}

function pageWith(name: "app" | "induction", capsule: object, title: string, model: PageModel | null): string {
  const { app, style } = application(name);
  const script = model?.script ?? "";
  // One behind the other, and not as JSON, in which every quotation mark would take a second character.
  const bytes = deflateRawSync(`${style}${app}${script}`, { level: 9 });
  const policy = [
    "default-src 'none'",
    `script-src ${[loader, app, script].map(hashOf).join(" ")} 'wasm-unsafe-eval'`,
    "worker-src blob:",
    `style-src ${hashOf(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
</head>
<body>
<noscript>This page runs the model in the browser, and needs JavaScript to be on.</noscript>
<div id="page"></div>
<script type="application/json" id="capsule">${embedded(capsule)}</script>
<script type="text/plain" id="app" data-bytes="${bytes.length}" data-ends="${style.length} ${style.length + app.length}">${packed(bytes)}</script>
<script>${loader}</script>
</body>
</html>
`;
}

/** Unpacks the application and runs it, after the model's script, which only leaves a function. */
const loader = `(async () => {
  ${UNPACKING}
  const at = (id) => document.getElementById(id).textContent;
  const { bytes: count, ends } = document.getElementById("app").dataset;
  const bytes = unpacked(at("app"), Number(count));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const text = await new Response(inflated).text();
  const [first, second] = ends.split(" ").map(Number);
  const [style, app, model] = [text.slice(0, first), text.slice(first, second), text.slice(second)];
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
  globalThis.synodPage = { capsule: JSON.parse(at("capsule")), scripts: [app, model] };
  for (const text of [model, app]) {
    const script = document.createElement("script");
    script.textContent = text;
    document.body.append(script);
  }
})();`;

function application(name: "app" | "induction"): { readonly app: string; readonly style: string } {
  const app = createRequire(import.meta.url).resolve(`#page/${name}.js`);
  const style = join(dirname(app), `${name}.css`);
  // A style element ends at its first end tag, wherever that stands.
  return { app: readFileSync(app, "utf8"), style: existsSync(style) ? readFileSync(style, "utf8") : "" };
}

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** As JSON that no HTML can be made of: neither the end of a script nor a comment. */
const embedded = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");

function titleOf({ model, verdict, traces }: Capsule): string {
  const [trace] = traces;
  const said =
    verdict === null
      ? ""
      : `${trace?.property ?? verdict.outcome}${trace?.property == null ? "" : ` (${verdict.outcome})`}: `;
  return `${said}${model.name}${model.mutant === null ? "" : ` with ${model.mutant}`} - synod`;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] as string);
}
