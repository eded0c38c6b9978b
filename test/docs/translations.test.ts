// A page in two languages is one page: the same sections, and in each of them the same quotations, output, commands, numbers
// and links. What is said in words between them is for people to compare.
import { describe, expect, it } from "vitest";
import { anchorOf, isTranslation, type Page, pages, readPage } from "./pages.ts";

interface Section {
  /** How its heading is linked to: a translation names it in a line of HTML above. */
  readonly id: string;
  readonly level: number;
  readonly lines: readonly string[];
}

/** What is in a section that no language changes, each kind in an order of its own. */
interface Facts {
  readonly id: string;
  readonly level: number;
  /** The text quoted, without its translation. */
  readonly quoted: readonly string[];
  /** Fenced blocks with what is said of them above. */
  readonly blocks: readonly string[];
  readonly code: readonly string[];
  readonly numbers: readonly string[];
  readonly links: readonly string[];
  /** Rows of tables. */
  readonly rows: number;
}

const NAMED = /^<a id="([^"]+)"><\/a>$/;
const QUOTED = /^> /;
const LANGUAGE = /\.[a-z]{2}\.md$/;

const isTheOther = (target: string): boolean =>
  translations.some(({ path }) => [path, path.replace(LANGUAGE, ".md")].includes(`docs/${target}`));

/** The title is the page's own, and begins the section before the first heading. */
function sectionsOf(page: Page): readonly Section[] {
  const sections: { id: string; level: number; lines: string[] }[] = [{ id: "", level: 1, lines: [] }];
  let named: string | null = null;
  let isBlock = false;
  for (const line of page.text.split("\n")) {
    if (line.startsWith("```")) isBlock = !isBlock;
    const [, marks = "", heading] = (!isBlock && /^(##+) (.+)$/.exec(line)) || [];
    if (heading !== undefined) {
      sections.push({ id: named ?? anchorOf(heading), level: marks.length, lines: [] });
      named = null;
    } else if (!isBlock && NAMED.test(line)) named = NAMED.exec(line)?.[1] ?? null;
    else if (!line.startsWith("# ")) sections.at(-1)?.lines.push(line);
  }
  return sections;
}

function factsOf({ id, level, lines }: Section): Facts {
  const text = lines.join("\n");
  const blocks = text.match(/(?:^<!-- .* -->\n)?^```[\s\S]*?^```$/gm) ?? [];
  const quotations = text.match(/(?:^>.*\n?)+/gm) ?? [];
  const prose = [...blocks, ...quotations].reduce((rest, each) => rest.replace(each, ""), text);
  const code = prose.match(/`[^`]+`/g) ?? [];
  const links = [...prose.matchAll(/\]\(([^)]+)\)/g)].map((found) => found[1] as string);
  // Each leads to the other; no other link may differ.
  const others = links.filter((target) => !isTheOther(target));
  const words = prose.replace(/`[^`]+`/g, "").replace(/\]\([^)]+\)/g, "]");
  return {
    id,
    level,
    quoted: quotations.map((each) => each.split("\n").filter((line) => QUOTED.test(line))[0] ?? ""),
    blocks,
    code: code.map((each) => each.replace(/\s+/g, " ")).toSorted(),
    numbers: (words.match(/\d+(?:[.,]\d+)*/g) ?? []).toSorted(),
    links: others.toSorted(),
    rows: (prose.match(/^\|/gm) ?? []).length,
  };
}

const translations = pages().filter(isTranslation);

it("finds the translations that there are", () => {
  expect(translations.map(({ path }) => path)).toEqual(["docs/the-text.zh.md"]);
});

describe.each(translations)("$path", (translation) => {
  const original = readPage(translation.path.replace(LANGUAGE, ".md"));

  it("has the sections of its original", () => {
    const outline = (page: Page) => sectionsOf(page).map(({ id, level }) => `${level} ${id}`);
    expect(outline(translation)).toEqual(outline(original));
    expect(outline(original).length).toBeGreaterThan(10);
  });

  it("has in each of them the quotations, output, commands, numbers and links of its original", () => {
    expect(sectionsOf(translation).map(factsOf)).toEqual(sectionsOf(original).map(factsOf));
  });
});
