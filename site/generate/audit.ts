/**
 * What must be so of every page that was built: links lead to pages and anchors that exist, frames and scripts to files that
 * exist, and nothing is loaded from elsewhere. VitePress looks at some links of its own pages only, and at no anchors.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";

/** One line for each thing that is wrong: the page, and what it has. `base` as the site was built. */
export function faultsOf(folder: string, base: string): readonly string[] {
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".html"))
    .sort();
  const known = new Map<string, Read>();
  const read = (path: string) => {
    const found = known.get(path) ?? readPage(readFileSync(join(folder, path), "utf8"));
    known.set(path, found);
    return found;
  };
  return pages.flatMap((page) => {
    const { links, loads } = read(page);
    const faults: string[] = [];
    for (const target of loads) {
      if (isOutside(target)) faults.push(`${page}: loads ${target}, which is not of the site`);
      else if (!isInline(target) && fileOf(folder, base, page, target) === null)
        faults.push(`${page}: loads ${target}, which does not exist`);
    }
    for (const target of links) {
      if (isOutside(target) || /^(mailto|data|javascript):/.test(target)) continue;
      const [path = "", anchor = ""] = target.split("#", 2);
      const file = path === "" ? page : fileOf(folder, base, page, path);
      if (file === null) faults.push(`${page}: links to ${target}, which does not exist`);
      else if (anchor !== "" && file.endsWith(".html") && !read(file).ids.has(decodeURIComponent(anchor)))
        faults.push(`${page}: links to ${target}, which has no such anchor`);
    }
    return faults;
  });
}

interface Read {
  readonly links: ReadonlySet<string>;
  readonly loads: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

/** Well-formed HTML that programs wrote: tags and attributes are where a regular expression finds them, but for scripts' text. */
function readPage(html: string): Read {
  const [links, loads, ids] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const withoutScripts = html.replace(/(<script\b[^>]*>).*?<\/script>/gs, "$1").replace(/<!--.*?-->/gs, "");
  for (const [, tag = "", attributes = ""] of withoutScripts.matchAll(
    /<([a-z][\w-]*)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi,
  )) {
    const values = new Map(
      [...attributes.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = "", one, other]) => [
        name.toLowerCase(),
        unescaped(one ?? other ?? ""),
      ]),
    );
    const id = values.get("id");
    if (id !== undefined) ids.add(id);
    const href = values.get("href");
    const isLink = tag.toLowerCase() === "a" || tag.toLowerCase() === "area";
    if (href !== undefined) (isLink ? links : loads).add(href);
    for (const name of ["src", "poster", "data", "page"]) {
      const value = values.get(name);
      if (value !== undefined) loads.add(value);
    }
    for (const each of values.get("srcset")?.split(",") ?? []) loads.add(each.trim().split(/\s/)[0] as string);
  }
  return { links, loads, ids };
}

const isOutside = (target: string) => /^(https?:)?\/\//.test(target);
const isInline = (target: string) => /^(data|blob|about):/.test(target);

const unescaped = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** The file of the site that a target is, from its folder; null: there is none. */
function fileOf(folder: string, base: string, page: string, target: string): string | null {
  const [path = ""] = target.split(/[?#]/, 1);
  const at = path.startsWith("/")
    ? path.startsWith(base)
      ? `/${path.slice(base.length)}`
      : "/../outside"
    : posix.join("/", posix.dirname(page), path);
  const file = decodeURIComponent(at).slice(1);
  for (const candidate of file === "" || file.endsWith("/") ? [`${file}index.html`] : [file]) {
    if (existsSync(join(folder, candidate)) && statSync(join(folder, candidate)).isFile()) return candidate;
  }
  return null;
}
