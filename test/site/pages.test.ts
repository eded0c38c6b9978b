// How the repository's own texts become pages of the site, before VitePress sees them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { galleryEntries, headerOf, linesWith } from "../../site/generate/gallery-rows.ts";
import { asSitePage } from "../../site/generate/markdown.ts";
import { readPage, root } from "../docs/pages.ts";

const leads = (path: string) => `/at/${path}`;

describe("a page of the repository", () => {
  it("has its relative links lead where the site has those files", () => {
    const text = "[a](b.md#c) and [d](../models/e.ts), [f](#g), [h](https://example.org/), [i](reference/j.md).";
    expect(asSitePage("docs/x.md", text, leads)).toBe(
      "[a](/at/docs/b.md#c) and [d](/at/models/e.ts), [f](#g), [h](https://example.org/), [i](/at/docs/reference/j.md).",
    );
  });

  it("keeps code as it is", () => {
    const text = "`[a](b.md)` {{ c }}\n```ts\nf[0](e.md) // {{ g }}\n```";
    expect(asSitePage("docs/x.md", text, leads)).toBe(text);
  });
});

describe("the gallery", () => {
  const entries = galleryEntries();
  const chinese = JSON.parse(readFileSync(join(root, "site", "content", "gallery.zh.json"), "utf8")) as object;

  it("has an entry for each model that docs/gallery.md names, and Chinese for each bug", () => {
    const commands = readPage("docs/gallery.md").text.match(/^\| \[.*`synod check /gm) ?? [];
    const bugs = entries.flatMap((entry) => entry.bugs);
    expect(bugs.length).toBe(commands.length);
    expect(bugs.map(({ mutant }) => mutant).sort()).toEqual(Object.keys(chinese).sort());
  });

  it.each(entries)("tells what happened in $name and what is assumed", ({ file }) => {
    const { story, assumed } = headerOf(file);
    expect(story.length).toBeGreaterThan(100);
    expect(story).not.toContain("Assumed");
    expect(file === "models/raft/raft.ts" || assumed.length > 30).toBe(true);
  });

  it("shows the lines of a model that ask for its mistake", () => {
    const [first] = linesWith("models/gallery/redlock.ts", "clock-jump");
    expect(first?.text).toContain('mutant === "clock-jump"');
    expect(first?.text.split("\n")).toHaveLength(5);
  });
});
