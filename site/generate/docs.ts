/**
 * All of docs/, and every other Markdown file of the repository that one of them leads to. The order of the sidebar is that of
 * docs/README.md, which people keep for readers of the repository.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { asSitePage, capitalised, type Leads, withFrontmatter } from "./markdown.ts";
import { generated, put, repository } from "./places.ts";
import { sourcePlace } from "./sources.ts";

/** A group of a sidebar, as VitePress reads it. */
export interface Group {
  readonly text: string;
  readonly collapsed?: boolean;
  readonly items: readonly { readonly text: string; readonly link: string }[];
}

export interface DocsPages {
  readonly sidebar: readonly Group[];
  /** What is linked to and is no Markdown. */
  readonly sources: ReadonlySet<string>;
  /** How many pages. */
  readonly pages: number;
  /** Where the site has a file of the repository, for other pages. */
  readonly leads: Leads;
}

const NAMES: Readonly<Record<string, string>> = {
  "docs/README.md": "docs/index.md",
  "docs/decisions/README.md": "docs/decisions/index.md",
  "models/README.md": "models/index.md",
  "README.md": "readme.md",
  "CHANGELOG.md": "changelog.md",
};

/** `docs/the-text.zh.md` is the Chinese of `docs/the-text.md`. */
const CHINESE = /\.zh\.md$/;

const sitePath = (path: string) => (CHINESE.test(path) ? `zh/${path.replace(CHINESE, ".md")}` : (NAMES[path] ?? path));

export function putDocs(): DocsPages {
  const sources = new Set<string>();
  const waiting = readdirSync(join(repository, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => posix.join("docs", path.replaceAll("\\", "/")))
    .sort();
  const known = new Set(waiting);
  const leads: Leads = (path) => {
    if (!existsSync(join(repository, path))) throw new Error(`site: a page links to ${path}, which does not exist`);
    if (/\.(webp|png|svg)$/.test(path)) return picture(path);
    if (!path.endsWith(".md")) {
      sources.add(path);
      return sourcePlace(path);
    }
    if (!known.has(path)) {
      known.add(path);
      waiting.push(path);
    }
    return `/${sitePath(path)}`;
  };
  for (const path of waiting) {
    const text = asSitePage(path, readFileSync(join(repository, path), "utf8"), leads);
    put(sitePath(path), withFrontmatter({}, withoutFrontmatter(text)));
    // Who reads Chinese and comes here by the switch of languages is told.
    if (!CHINESE.test(path) && !known.has(path.replace(/\.md$/, ".zh.md")))
      put(`zh/${sitePath(path)}`, onlyInEnglish(sitePath(path), /^# (.+)$/m.exec(text)?.[1] ?? path));
  }
  return { sidebar: sidebarOf(leads), sources, pages: waiting.length, leads };
}

/** Of a skill, which has some for agents. */
const withoutFrontmatter = (text: string) => text.replace(/^---\n.*?\n---\n/s, "");

function picture(path: string): string {
  const to = join(generated, "public", path);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(join(repository, path), to);
  return `/${path}`;
}

function onlyInEnglish(path: string, title: string): string {
  const text = `# 本页只有英文版

参考文档目前只有英文：[${title}](/${path})。

有中文版的内容：[课程](/zh/course/index.md)、[原文逐句检验](/zh/docs/the-text.md)、[案例集](/zh/gallery/index.md)。
`;
  return withFrontmatter({ search: false, sidebar: false, aside: false, lastUpdated: false }, text);
}

/** A group for each section of docs/README.md that leads to pages of docs/. */
function sidebarOf(leads: Leads): readonly Group[] {
  const text = readFileSync(join(repository, "docs", "README.md"), "utf8");
  const seen = new Set<string>();
  return text.split(/^## /m).flatMap((section) => {
    const [title = ""] = section.split("\n", 1);
    const items = [...section.matchAll(/\[([^\]]+)\]\(([\w./-]+\.md)\)/g)].flatMap(([, name = "", target = ""]) => {
      const path = posix.normalize(posix.join("docs", target));
      if (seen.has(path) || CHINESE.test(path) || !path.startsWith("docs/") || !existsSync(join(repository, path)))
        return [];
      seen.add(path);
      return [{ text: capitalised(name.replaceAll(/\s+/g, " ")), link: leads(path) }];
    });
    return items.length === 0 ? [] : [{ text: title, items }];
  });
}
