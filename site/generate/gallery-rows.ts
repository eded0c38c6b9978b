/** The table of docs/gallery.md: which models, which mistakes of theirs, and by which commands they are seen. */
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { inProse } from "./markdown.ts";
import { repository } from "./places.ts";

/** A row: one bug. */
export interface Bug {
  readonly mutant: string;
  /** `Raft's figure 8`. */
  readonly title: string;
  /** `CCF#4472`, or what else the row says behind its title. */
  readonly report: string;
  readonly wentWrong: string;
  /** What follows `synod`. */
  readonly words: readonly string[];
}

/** A model with its bugs, in the order of the page. */
export interface Entry {
  readonly name: string;
  /** Of the model, from the repository's root. */
  readonly file: string;
  readonly bugs: readonly Bug[];
}

export function galleryEntries(): readonly Entry[] {
  const text = readFileSync(join(repository, "docs", "gallery.md"), "utf8");
  const entries = new Map<string, { name: string; file: string; bugs: Bug[] }>();
  for (const line of text.split("\n")) {
    const [, title = "", target = "", report = "", wentWrong = "", command = ""] =
      /^\| \[([^\]]+)\]\(([^)]+\.ts)\)(?:: )?(.*?) \| (.+?) \| `synod (.+?)` \| /.exec(line) ?? [];
    if (title === "") continue;
    const file = posix.normalize(posix.join("docs", target));
    const name = posix.basename(file, ".ts");
    const words = command.split(" ");
    const mutant = words[words.indexOf("--mutant") + 1] as string;
    const entry = entries.get(name) ?? { name, file, bugs: [] };
    entry.bugs.push({ mutant, title, report, wentWrong, words });
    entries.set(name, entry);
  }
  return [...entries.values()];
}

/** The header of a model file as Markdown: what it tells, and what it assumes. */
export interface Header {
  readonly story: string;
  readonly assumed: string;
}

export function headerOf(file: string): Header {
  const text = readFileSync(join(repository, file), "utf8");
  const [, comment = ""] = /^\/\*\*\n(.*?)\n \*\//s.exec(text) ?? [];
  const lines = comment.split("\n").map((line) => line.replace(/^ \* ?/, ""));
  const at = lines.findIndex((line) => line.startsWith("Assumed: "));
  const prose = (part: readonly string[]) => inProse(part.join("\n").trim(), (each) => each.replaceAll("<", "&lt;"));
  if (at < 0) return { story: prose(lines), assumed: "" };
  return {
    story: prose(lines.slice(0, at)),
    assumed: prose(lines.slice(at)).replace(/^Assumed: (.)/, (_, first: string) => first.toUpperCase()),
  };
}

/** The lines of a model that ask whether it has the mistake, each with two around it, as excerpts. */
export function linesWith(file: string, mutant: string): readonly { readonly from: number; readonly text: string }[] {
  const lines = readFileSync(join(repository, file), "utf8").split("\n");
  const asks = lines.flatMap((line, at) => (/\bmutant\b/.test(line) && line.includes(`"${mutant}"`) ? [at] : []));
  const excerpts: { from: number; to: number }[] = [];
  for (const at of asks) {
    const last = excerpts.at(-1);
    if (last !== undefined && at - 2 <= last.to + 1) last.to = at + 2;
    else excerpts.push({ from: Math.max(0, at - 2), to: at + 2 });
  }
  return excerpts.map(({ from, to }) => {
    const part = lines.slice(from, to + 1);
    const indent = Math.min(
      ...part.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0),
    );
    return {
      from: from + 1,
      text: part
        .map((line) => line.slice(indent))
        .join("\n")
        .trimEnd(),
    };
  });
}
