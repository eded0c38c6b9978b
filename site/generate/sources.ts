/**
 * Files of the repository that pages link to, such as models: each as a page of its own with its text highlighted, plain HTML
 * beside VitePress's pages, since some hundred files of source would take it longer than all else. Folders are lists of files.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { highlighted } from "../../src/page/highlight.ts";
import { asHtml } from "./markdown.ts";
import { put, repository } from "./places.ts";

/** Where the site has it; `collect` writes it later. */
export const sourcePlace = (path: string): string => `/source/${path === "" ? "index" : path}.html`;

/** Writes a page for each of them, and for the files in those that are folders. Returns how many. */
export function putSources(paths: ReadonlySet<string>): number {
  const all = new Set(paths);
  for (const path of paths) {
    if (isFolder(path)) for (const file of filesIn(path)) all.add(posix.join(path, file));
  }
  for (const path of all) put(`public${sourcePlace(path)}`, isFolder(path) ? listPage(path, all) : filePage(path));
  put("public/source/source.css", STYLE);
  return all.size;
}

const isFolder = (path: string) => statSync(join(repository, path)).isDirectory();

function filesIn(path: string): readonly string[] {
  const entries = readdirSync(join(repository, path), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|js|json|md|yml|css)$/.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

function listPage(path: string, known: ReadonlySet<string>): string {
  const items = readdirSync(join(repository, path), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((entry) => {
      const inside = posix.join(path, entry.name);
      const name = asHtml(entry.isDirectory() ? `${entry.name}/` : entry.name);
      return `<li>${known.has(inside) ? `<a href="${fromTo(path, inside)}">${name}</a>` : name}</li>`;
    });
  return page(path, `<ul>\n${items.join("\n")}\n</ul>`);
}

function filePage(path: string): string {
  const text = readFileSync(join(repository, path), "utf8").trimEnd();
  const lines = /\.(ts|tsx|mjs|js|json)$/.test(path)
    ? highlighted(text)
    : text.split("\n").map((line) => [["", line] as const]);
  const body = lines.map(
    (pieces, at) =>
      `<span class="line" id="L${at + 1}"><a class="n" href="#L${at + 1}" aria-label="line ${at + 1}"></a>${pieces
        .map(([kind, piece]) => (kind === "" ? asHtml(piece) : `<b class="${asHtml(kind)}">${asHtml(piece)}</b>`))
        .join("")}</span>`,
  );
  return page(path, `<pre tabindex="0"><code>${body.join("\n")}</code></pre>`);
}

/** From a page of sources to another one. */
const fromTo = (path: string, other: string) =>
  posix.relative(posix.dirname(sourcePlace(path)), sourcePlace(other)) || "#";

function page(path: string, body: string): string {
  const up = posix.relative(posix.dirname(sourcePlace(path)), "/") || ".";
  const title = asHtml(path === "" ? "synod" : path);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src data:; script-src 'unsafe-inline'">
<title>${title} | synod</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${up}/source/source.css">
<script>{
  const chosen = localStorage.getItem("vitepress-theme-appearance") ?? "auto";
  if (chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches))
    document.documentElement.classList.add("dark");
}</script>
</head>
<body>
<header><a href="${up}/index.html">synod</a> <a href="${up}/docs/index.html">Documentation</a></header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

const STYLE = `:root { color-scheme: light; --paper: #fdfdfb; --ink: #1c1b19; --ink2: #55534d; --hair: #ebe9e3; --key: #0b5cad; --text: #8a4a08; --name: #6b3fa0; --now: #f6f0dc; }
.dark { color-scheme: dark; --paper: #171715; --ink: #edebe5; --ink2: #b3b0a7; --hair: #282724; --key: #79b5f2; --text: #eda75f; --name: #c3a5f0; --now: #2d2a1d; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.6 -apple-system, "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
header { display: flex; gap: 20px; padding: 16px 24px; border-bottom: 1px solid var(--hair); }
header a:first-child { font-weight: 600; color: var(--ink); text-decoration: none; }
a { color: var(--key); }
main { padding: 0 24px 48px; }
h1 { font-size: 17px; font-weight: 600; overflow-wrap: anywhere; }
ul { padding-left: 20px; }
pre { margin: 0; overflow-x: auto; font: 13px/1.55 "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; }
pre b { font-weight: 400; }
.line:target { background: var(--now); }
.n { display: inline-block; width: 44px; padding-right: 16px; text-align: right; color: var(--ink2); text-decoration: none; user-select: none; }
code { counter-reset: line; }
.line { counter-increment: line; }
.n::before { content: counter(line); }
.comment { color: var(--ink2); font-style: italic; }
.keyword, .boolean, .builtin { color: var(--key); }
.string, .template-string, .number { color: var(--text); }
.function, .class-name { color: var(--name); }
`;
