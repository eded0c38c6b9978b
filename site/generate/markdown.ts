/**
 * The repository's own Markdown as pages of the site. Every relative link is resolved in the repository and leads where the site
 * has that file; so the same text reads well in both places. Nothing else of a page is changed.
 */
import { posix } from "node:path";

/** Where the site has a file of the repository. Throws if there is no such file. */
export type Leads = (path: string) => string;

/** `path` is the page's own, from the repository's root. */
export function asSitePage(path: string, text: string, leads: Leads): string {
  const folder = posix.dirname(path);
  return inProse(text, (prose) =>
    prose.replace(/\]\(([^)\s]+)\)/g, (whole, target: string) =>
      isOutside(target) || target.startsWith("#") ? whole : `](${resolved(folder, target, leads)})`,
    ),
  );
}

const isOutside = (target: string) => /^[a-z]+:/.test(target);

function resolved(folder: string, target: string, leads: Leads): string {
  const [file = "", anchor] = target.split("#");
  const place = leads(posix.normalize(posix.join(folder, file)).replace(/\/$/, ""));
  return anchor === undefined ? place : `${place}#${anchor}`;
}

/** Changes what is neither in a fenced block nor in a code span. */
export function inProse(text: string, change: (prose: string) => string): string {
  let fence: string | null = null;
  return text
    .split("\n")
    .map((line) => {
      const [, marks = ""] = /^ *(```+)/.exec(line) ?? [];
      if (fence !== null) {
        if (marks === fence) fence = null;
        return line;
      }
      if (marks !== "") {
        fence = marks;
        return line;
      }
      return line
        .split(/(`+[^`]*`+)/)
        .map((part, at) => (at % 2 === 0 ? change(part) : part))
        .join("");
    })
    .join("\n");
}

/** Frontmatter: VitePress reads YAML, of which JSON is a part. */
export function withFrontmatter(data: Readonly<Record<string, unknown>>, text: string): string {
  return `---\n${JSON.stringify(data)}\n---\n\n${text}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "{": "&#123;",
};

/** Text as HTML that is no template of Vue either. */
export const asHtml = (text: string): string => text.replace(/[&<>"{]/g, (character) => ESCAPES[character] as string);

/** A heading's anchor, as GitHub makes it; the links of the repository count on that. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
