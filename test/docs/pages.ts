// The project's Markdown pages, as tests need them: fenced blocks with what an HTML comment above says of them, headings,
// links, tables. A line-based reading is enough for pages that we write ourselves.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export const root = join(import.meta.dirname, "..", "..");

export interface Block {
  /** `README.md:12`, for messages. */
  readonly place: string;
  readonly language: string;
  /** `name: value` of the comment right above, such as `file: examples/lease.ts`. */
  readonly marks: ReadonlyMap<string, string>;
  readonly lines: readonly string[];
}

export interface Page {
  /** Relative to the repository. */
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** As GitHub makes anchors of headings, and those that a line `<a id="...">` names. */
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly { readonly place: string; readonly target: string }[];
}

/** README.md, CHANGELOG.md, the page of the models, the skill and everything in docs/. */
export function pages(): Page[] {
  const docs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
  const paths = [
    "README.md",
    "CHANGELOG.md",
    "models/README.md",
    "skills/synod/SKILL.md",
    ...docs.filter((path) => path.endsWith(".md")).map((path) => `docs/${path}`),
  ];
  return paths.sort().map(readPage);
}

/** Whether the page begins in an empty folder and has its reader write files there (walks.test.ts). */
export const isWalk = (page: Page): boolean => page.blocks.some(({ marks }) => marks.has("write"));

/** Whether the page says in another language what another page says: translations.test.ts holds it to that one, output and all. */
export const isTranslation = (page: Page): boolean => /\.[a-z]{2}\.md$/.test(page.path);

export function readPage(path: string): Page {
  const text = readFileSync(join(root, path), "utf8");
  const lines = text.split("\n");
  const blocks: Block[] = [];
  const prose: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, fence, language = ""] = /^(```+)(\w*)$/.exec(lines[at] as string) ?? [];
    if (fence === undefined) {
      prose.push(lines[at] as string);
      continue;
    }
    const end = lines.indexOf(fence, at + 1);
    if (end < 0) throw new Error(`${path}:${at + 1}: the block has no end`);
    blocks.push({
      place: `${path}:${at + 1}`,
      language,
      marks: marksIn(lines[at - 1] ?? ""),
      lines: lines.slice(at + 1, end),
    });
    for (; at < end; at++) prose.push("");
    prose.push("");
  }
  const headings = prose.flatMap((line) => /^#+ (.+)$/.exec(line)?.[1] ?? []);
  const named = prose.flatMap((line) => /^<a id="([^"]+)"><\/a>$/.exec(line)?.[1] ?? []);
  const links = prose.flatMap((line, at) =>
    [...line.replace(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)].map((match) => ({
      place: `${path}:${at + 1}`,
      target: match[1] as string,
    })),
  );
  return { path, folder: dirname(path), text, blocks, anchors: new Set([...headings.map(anchorOf), ...named]), links };
}

/** `<!-- file: a.ts; exit: 12 -->` */
function marksIn(line: string): Map<string, string> {
  const [, inside] = /^<!-- (.+) -->$/.exec(line) ?? [];
  const parts = inside?.split("; ").map((part) => part.split(/: (.*)/s, 2)) ?? [];
  return new Map(parts.map(([name = "", value = ""]) => [name, value]));
}

export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

/** The rows of the first table below a heading, or of a later one, cells as text without backticks, titles apart. */
export function tableBelow(page: Page, heading: string, later = 0): string[][] {
  const lines = page.text.split("\n");
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, "") === heading);
  if (start < 0) throw new Error(`${page.path} has no heading "${heading}"`);
  const begins = (line: string, at: number) => at > start && line.startsWith("|") && !lines[at - 1]?.startsWith("|");
  const tables = lines.flatMap((line, at) => (begins(line, at) ? [at] : []));
  const first = tables[later] ?? lines.length;
  const rows: string[][] = [];
  for (let at = first + 2; lines[at]?.startsWith("|"); at++) {
    const cells = (lines[at] as string).split(/(?<!\\)\|/).slice(1, -1);
    rows.push(cells.map((cell) => cell.trim().replaceAll("`", "").replaceAll("\\|", "|")));
  }
  return rows;
}

/** Where a page's link leads, or null when nothing is there. */
export function linkedPath(page: Page, target: string): string | null {
  const path = target.startsWith("#")
    ? page.path
    : relative(root, join(root, page.folder, target.split("#")[0] as string));
  return existsSync(join(root, path)) ? path : null;
}
