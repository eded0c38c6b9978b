/** The words of the course in both languages: a page of their own, and links to it from where a lesson first has each. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asHtml, capitalised, withFrontmatter } from "./markdown.ts";
import { put, repository } from "./places.ts";

interface Term {
  readonly en: string;
  readonly zh: string;
  readonly line: { readonly en: string; readonly zh: string };
}

const termsOfCourse = (): readonly Term[] =>
  JSON.parse(readFileSync(join(repository, "lessons", "glossary.json"), "utf8")) as Term[];

/** `fairness (weak, strong)` to `fairness-weak-strong`. */
export const termAnchor = (english: string): string =>
  english
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, "-")
    .replaceAll(/^-|-$/g, "");

export function putGlossary(): void {
  const terms = termsOfCourse();
  for (const language of ["en", "zh"] as const) {
    const other = language === "en" ? "zh" : "en";
    const rows = terms.map(
      (term) =>
        `<dt id="${termAnchor(term.en)}">${asHtml(term[language])} <span lang="${other}">${asHtml(term[other])}</span></dt><dd>${asHtml(term.line[language])}</dd>`,
    );
    const [title, lead] =
      language === "en"
        ? [
            "Glossary",
            "The words of the course, in both of its languages. A lesson links here where it first uses one.",
          ]
        : ["术语表", "课程用到的词，中英对照。每一课第一次用到一个词时，都链接到这里。"];
    put(
      `${language === "zh" ? "zh/" : ""}course/glossary.md`,
      withFrontmatter(
        { title, outline: false },
        `# ${title}\n\n${lead}\n\n<dl class="glossary">\n${rows.join("\n")}\n</dl>\n`,
      ),
    );
  }
}

/** An entry may have several words: `coordinator, participant`, `fairness (weak, strong)`. Each of them leads to it. */
function anchorsByWord(): ReadonlyMap<string, string> {
  return new Map(
    termsOfCourse().flatMap(({ en }) =>
      [en, ...en.split(/[;,()]/)]
        .filter((word) => word.trim() !== "")
        .map((word) => [termAnchor(word), termAnchor(en)] as const),
    ),
  );
}

/** `<dfn data-term="chosen">` of filled prose, as links. Throws for a word that is not there. */
export function linkedTerms(markdown: string, language: "en" | "zh"): string {
  const known = anchorsByWord();
  return markdown.replace(
    /(^|\n\n|[.?] )?<dfn data-term="([^"]+)">(.*?)<\/dfn>/g,
    (_, before: string | undefined, english: string, text: string) => {
      const anchor = known.get(termAnchor(english));
      if (anchor === undefined) throw new Error(`site: the glossary has no "${english}"`);
      // A slot does not know that a sentence begins with it.
      const said = before === undefined ? text : capitalised(text);
      return `${before ?? ""}<dfn>[${said}](${language === "zh" ? "/zh" : ""}/course/glossary.md#${anchor})</dfn>`;
    },
  );
}
