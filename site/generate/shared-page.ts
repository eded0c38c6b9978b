/**
 * A page of `synod check --html` (decision 0027) without the four hundred kilobytes that all have in common: the application lies
 * beside it once, and so does each model's script. What such a file packs is unpacked and laid out again; the capsule, which is
 * all that the page is about, stays as it was. Needs a server, as the site does; a page to send to somebody is one file still.
 */
import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { UNPACKING } from "../../src/cli/packed.ts";
import { put } from "./places.ts";

/** Where they lie in the site. */
export const EXPLORE = "explore";

/** What a page is made of (src/cli/page-file.ts), as text; the title and the capsule as they stand in it. */
export interface PageParts {
  readonly style: string;
  readonly app: string;
  readonly model: string;
  readonly title: string;
  readonly capsule: string;
}

/** Throws if it is no such page. */
export function partsOfPage(html: string): PageParts {
  const [, bytes, first, second, text] =
    /<script type="text\/plain" id="app" data-bytes="(\d+)" data-ends="(\d+) (\d+)">(.*?)<\/script>/s.exec(html) ?? [];
  const capsule = /<script type="application\/json" id="capsule">.*?<\/script>/s.exec(html)?.[0];
  const title = /<title>.*?<\/title>/s.exec(html)?.[0];
  if (text === undefined || capsule === undefined || title === undefined)
    throw new Error("site: this is no page as `--html` writes it");
  const unpacked = new Function("text", "length", `${UNPACKING} return unpacked(text, length);`);
  const whole = inflateRawSync(unpacked(text, Number(bytes)) as Uint8Array).toString("utf8");
  const [style, app] = [whole.slice(0, Number(first)), whole.slice(Number(first), Number(second))];
  return { style, app, model: whole.slice(Number(second)), title, capsule };
}

/** Lays out a page under that name. Returns its place in the site. */
export function putExplorePage(name: string, html: string): string {
  const { style, app, model, title, capsule } = partsOfPage(html);
  const files = [beside("app", "js", app), beside("model", "js", model)];
  const styleFile = beside("app", "css", style);
  const policy = [
    "default-src 'none'",
    `script-src 'self' '${hashOf(LOADER)}' 'wasm-unsafe-eval'`,
    "connect-src 'self'",
    "worker-src blob:",
    "style-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
${title}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${styleFile}">
</head>
<body>
<noscript>This page runs the model in the browser, and needs JavaScript to be on.</noscript>
<div id="page"></div>
${capsule}
<script id="app" data-files="${files.join(" ")}">${LOADER}</script>
</body>
</html>
`;
  put(`public/${EXPLORE}/${name}.html`, page);
  return `/${EXPLORE}/${name}.html`;
}

/** The capsule of a page, as far as the site reads it. */
export function capsuleOf(html: string): unknown {
  const [, json = "null"] = /<script type="application\/json" id="capsule">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(json);
}

/** The texts too, as a worker is made of them; the browser has each file but once. */
const LOADER = `(async () => {
  const files = document.getElementById("app").dataset.files.split(" ");
  const texts = await Promise.all(files.map(async (file) => (await fetch(file)).text()));
  globalThis.synodPage = { capsule: JSON.parse(document.getElementById("capsule").textContent), scripts: texts };
  for (const file of files.reverse()) {
    const script = document.createElement("script");
    script.async = false;
    script.src = file;
    document.body.append(script);
  }
})();`;

const hashOf = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** A file named by what is in it. */
function beside(name: string, suffix: string, text: string): string {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 10);
  put(`public/${EXPLORE}/${name}-${hash}.${suffix}`, text);
  return `${name}-${hash}.${suffix}`;
}
