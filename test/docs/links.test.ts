import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { linkedPath, pages, readPage, root } from "./pages.ts";

const isOutside = (target: string) => /^[a-z]+:/.test(target);

describe.each(pages())("$path", (page) => {
  it("links to files and headings that exist", () => {
    const broken = page.links.flatMap(({ place, target }) => {
      if (isOutside(target)) return [];
      const path = linkedPath(page, target);
      const [, anchor] = target.split("#");
      const found = path !== null && (anchor === undefined || readPage(path).anchors.has(anchor));
      return found ? [] : [`${place}: ${target}`];
    });
    expect(broken).toEqual([]);
  });

  it("names npm scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
    const named = [...page.text.matchAll(/\bnpm (?:run )?(start|test|(?<=run )[a-z:-]+)/g)].map((match) => match[1]);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });
});

it("docs/writing-a-model.md only leads to the pages that it was divided into", () => {
  const [, ...lines] = readPage("docs/writing-a-model.md")
    .text.split("\n")
    .filter((line) => line !== "");
  expect(lines.filter((line) => !/^##+ |^\[.+\]\(.+\)$/.test(line))).toEqual(["This page was divided. Its parts:"]);
});

it("docs/README.md leads to every page", () => {
  const map = readPage("docs/README.md");
  const led = map.links.flatMap(({ target }) => linkedPath(map, target) ?? []);
  const ofDocs = pages().filter(({ path }) => path.startsWith("docs/") && !/^docs\/decisions\/\d/.test(path));
  const lost = ofDocs.map(({ path }) => path).filter((path) => !led.includes(path));
  expect(lost.sort()).toEqual(["docs/README.md", "docs/writing-a-model.md"]);
});

it("README.md is read in ten minutes", () => {
  expect(readPage("README.md").text.trimEnd().split("\n").length).toBeLessThanOrEqual(220);
});

it("README.md is at most 120 columns wide, but for its tables", () => {
  const lines = readPage("README.md").text.split("\n");
  expect(lines.filter((line) => [...line].length > 120 && !line.startsWith("|"))).toEqual([]);
});
