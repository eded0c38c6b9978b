/**
 * A page for each model of the gallery, in both languages: what happened, what is assumed, the bug as synod shows it, what mended
 * it, and the verdict as a page to play with. What is said of a run is what synod prints when the site is built; the story
 * is the model's own header. Only the frame is Chinese where the page is: a story is told once, next to its model.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Group } from "./docs.ts";
import { type Bug, type Entry, galleryEntries, headerOf, linesWith } from "./gallery-rows.ts";
import { asHtml, capitalised, type Leads, withFrontmatter } from "./markdown.ts";
import { put, site } from "./places.ts";
import { runSynod } from "./run-synod.ts";
import { capsuleOf, putExplorePage } from "./shared-page.ts";

const VIOLATED = [11, 12, 13];
const HOLDS = [0];

type Language = "en" | "zh";

interface Shown {
  readonly bug: Bug;
  readonly command: string;
  /** What follows the table of rules: the trace and its why. */
  readonly trace: string;
  readonly why: string;
  readonly page: string;
  readonly mutantAbout: string;
  readonly about: string;
  readonly source: string;
  readonly fixed: { readonly command: string; readonly output: string };
}

/** Chinese for what a row says; a test holds that none is missing. */
type ChineseRows = Readonly<Record<string, { readonly title: string; readonly wentWrong: string }>>;

export async function putGallery(
  leads: Leads,
): Promise<{ readonly en: readonly Group[]; readonly zh: readonly Group[] }> {
  const entries = galleryEntries();
  const chinese = JSON.parse(readFileSync(join(site, "content", "gallery.zh.json"), "utf8")) as ChineseRows;
  const all = await Promise.all(
    entries.map(async (entry) => ({
      entry,
      shown: await Promise.all(entry.bugs.map((bug) => shownOf(entry, bug))),
    })),
  );
  for (const { entry, shown } of all) {
    put(`gallery/${entry.name}.md`, entryPage(entry, shown, "en", chinese, leads));
    put(`zh/gallery/${entry.name}.md`, entryPage(entry, shown, "zh", chinese, leads));
  }
  put("gallery/index.md", indexPage(entries, "en", chinese));
  put("zh/gallery/index.md", indexPage(entries, "zh", chinese));
  const items = (language: Language) =>
    entries.map((entry) => ({
      text: titleOf(entry, language, chinese),
      link: `${language === "zh" ? "/zh" : ""}/gallery/${entry.name}.md`,
    }));
  return {
    en: [{ text: "The gallery", items: [{ text: "All", link: "/gallery/index.md" }, ...items("en")] }],
    zh: [{ text: "案例集", items: [{ text: "全部", link: "/zh/gallery/index.md" }, ...items("zh")] }],
  };
}

async function shownOf(entry: Entry, bug: Bug): Promise<Shown> {
  const name = `gallery-${entry.name}-${bug.mutant}`;
  const { stdout, html } = await runSynod(bug.words, VIOLATED);
  const { model } = capsuleOf(html) as { model: { about?: string; source?: string; mutantAbout?: string } };
  const trace = /^(?:Counterexample|Nothing|Deadlock|A way|How) .*/ms.exec(stdout)?.[0];
  if (trace === undefined) throw new Error(`site: synod ${bug.words.join(" ")} shows no trace\n${stdout}`);
  const at = trace.search(/^(Why|Where the mistake acted)/m);
  const without = bug.words.filter((_, index) => ![index, index - 1].some((each) => bug.words[each] === "--mutant"));
  const fixed = await runSynod(without, HOLDS);
  return {
    bug,
    command: `synod ${bug.words.join(" ")}`,
    trace: (at < 0 ? trace : trace.slice(0, at)).trimEnd(),
    why: at < 0 ? "" : trace.slice(at).trimEnd(),
    page: putExplorePage(name, html),
    about: model.about ?? "",
    source: model.source ?? "",
    mutantAbout: model.mutantAbout ?? "",
    fixed: { command: `synod ${without.join(" ")}`, output: verdictOf(fixed.stdout) },
  };
}

/** The first lines of a verdict and its properties, but for what a machine had to do with it. */
function verdictOf(stdout: string): string {
  const [head = "", properties = ""] = stdout.split("\n\n");
  const lines = head.split("\n").filter((line) => /^\S|^ {2}(covered|states|symmetry) |^ {12}/.test(line));
  return `${lines.join("\n")}\n\n${properties}`;
}

const titleOf = ({ bugs }: Entry, language: Language, chinese: ChineseRows) =>
  capitalised(
    bugs
      .map((bug) => (language === "zh" ? (chinese[bug.mutant]?.title ?? bug.title) : bug.title))
      .join(language === "zh" ? "、" : ", "),
  );

const WORDS = {
  en: {
    story: "What happened",
    assumed: "What is assumed",
    source: "Source",
    modelFile: "The model",
    bug: "The bug",
    why: "Why it happens",
    play: "Play with it",
    playing: (command: string) =>
      `The same counterexample, with the checker in your browser. Go through the steps, ask at any of them why another was not possible, or take a different one. On a terminal: \`${command} --html bug.html\` writes this page as a file.`,
    steps: "All steps, as the terminal shows them",
    fix: "What mended it",
    mistake: "The mistake, as the model has it:",
    without: "Without it, at the same parameters, every property holds, of every state that can be reached:",
    where: "Where the model tells the two apart",
    frame: (title: string) => `The steps to the bug: ${title}`,
    note: "",
    command: "The command, and what it says about the last step:",
  },
  zh: {
    story: "发生了什么",
    assumed: "模型的假设",
    source: "出处",
    modelFile: "模型",
    bug: "错误",
    why: "为什么会出错",
    play: "动手试一试",
    playing: (command: string) =>
      `下面是同一个反例，检验器就在你的浏览器里运行（界面是英文的）。可以一步一步地走，在任何一步问“别的步骤为什么走不了”，也可以换一步走。在终端里，\`${command} --html bug.html\` 会把这个页面写成一个文件。`,
    steps: "全部步骤（终端里的样子）",
    fix: "怎样改好的",
    mistake: "模型里的错误是：",
    without: "去掉这个错误，参数不变，所有能到达的状态都满足全部性质：",
    where: "模型中区分两者的地方",
    frame: (title: string) => `走到出错的每一步：${title}`,
    note: "> 案例的叙述和假设取自模型文件的开头，目前只有英文；标题、说明和各节的框架是中文。怎样读反例，见[案例集首页](/zh/gallery/index.md#怎样读一个案例)。\n\n",
    command: "命令，以及它对最后一步的解释：",
  },
} as const;

function entryPage(
  entry: Entry,
  shown: readonly Shown[],
  language: Language,
  chinese: ChineseRows,
  leads: Leads,
): string {
  const words = WORDS[language];
  const { story, assumed } = headerOf(entry.file);
  const [{ source }] = shown as [Shown];
  const place = leads(entry.file);
  const english = (text: string) => (language === "zh" ? `<div lang="en">\n\n${text}\n\n</div>` : text);
  const saidOf = (bug: Bug) => (language === "zh" ? (chinese[bug.mutant]?.wentWrong ?? bug.wentWrong) : bug.wentWrong);
  const single = shown.length === 1;
  const bugs = shown.map((each) => {
    const { bug, command, why, trace, page, mutantAbout, fixed } = each;
    const title = language === "zh" ? (chinese[bug.mutant]?.title ?? bug.title) : bug.title;
    const excerpts = linesWith(entry.file, bug.mutant)
      .map(({ from, text }) => `[${entry.file}:${from}](${place}#L${from})\n\n\`\`\`ts\n${text}\n\`\`\``)
      .join("\n\n");
    return `## ${single ? words.bug : `${words.bug}${language === "zh" ? "：" : ": "}${title}`} {#${bug.mutant}}

${capitalised(saidOf(bug))}${language === "zh" ? "。" : "."}

### ${words.why} {#${bug.mutant}-why}

${words.command}

\`\`\`text
$ ${command}
${why}
\`\`\`

### ${words.play} {#${bug.mutant}-play}

${words.playing(command)}

<Explore src="${page}" title="${asHtml(words.frame(title))}" />

<details>
<summary>${words.steps}</summary>

\`\`\`text
${trace}
\`\`\`

</details>

### ${words.fix} {#${bug.mutant}-fix}

${words.mistake} ${language === "zh" ? `<span lang="en">${asHtml(mutantAbout)}</span>` : mutantAbout}${language === "zh" ? "。" : "."} ${words.without}

\`\`\`text
$ ${fixed.command}
${fixed.output}
\`\`\`
${excerpts === "" ? "" : `\n${words.where}:\n\n${excerpts}\n`}`;
  });
  const title = titleOf(entry, language, chinese);
  return withFrontmatter(
    { title, outline: [2, 2] },
    `# ${title}

${words.note}${shown[0]?.about === "" ? "" : `${english(`*${capitalised(shown[0]?.about ?? "")}.*`)}\n\n`}## ${words.story} {#story}

${english(story)}

${assumed === "" ? "" : `## ${words.assumed} {#assumed}\n\n${english(assumed)}\n\n`}## ${words.source} {#source}

${source}. ${words.modelFile}${language === "zh" ? "：" : ": "}[${entry.file}](${place}).

${bugs.join("\n")}`,
  );
}

function indexPage(entries: readonly Entry[], language: Language, chinese: ChineseRows): string {
  const isChinese = language === "zh";
  const template = readFileSync(join(site, "content", `gallery.${language}.md`), "utf8");
  const rows = entries.flatMap(({ name, bugs }) =>
    bugs.map((bug) => {
      const { title, wentWrong } = (isChinese ? chinese[bug.mutant] : bug) ?? bug;
      const link = `[${title}](${isChinese ? "/zh" : ""}/gallery/${name}.md${bugs.length > 1 ? `#${bug.mutant}` : ""})`;
      return `| ${link} | ${wentWrong} |`;
    }),
  );
  const head = isChinese ? "| 案例 | 错在哪里 |" : "| report | what went wrong |";
  return template.replace("[[table]]", () => `${head}\n|---|---|\n${rows.join("\n")}`);
}
