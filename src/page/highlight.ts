/**
 * TypeScript as lines of pieces, each with what it is: made when a page is written, so that the page needs no highlighter. A file
 * of its own in dist/page, which has Prism in it: nobody else needs that.
 */
import Prism from "prismjs";
import "prismjs/components/prism-typescript.js";
import type { RuleSource } from "./capsule.ts";

type Lines = RuleSource["lines"];

export function highlighted(source: string): Lines {
  const lines: [string, string][][] = [[]];
  const put = (kind: string, text: string) => {
    for (const [at, part] of text.split("\n").entries()) {
      if (at > 0) lines.push([]);
      if (part === "") continue;
      const line = lines.at(-1) as [string, string][];
      const last = line.at(-1);
      if (last?.[0] === kind) last[1] += part;
      else line.push([kind, part]);
    }
  };
  const walk = (tokens: Prism.TokenStream, kind: string): void => {
    if (typeof tokens === "string") put(kind, tokens);
    else if (Array.isArray(tokens)) for (const token of tokens) walk(token, kind);
    else walk(tokens.content, tokens.type);
  };
  walk(Prism.tokenize(source, Prism.languages["typescript"] as Prism.Grammar), "");
  return lines;
}
