// What is looked for in every page of the site: each kind of fault is found, and what is right is left alone.
import { describe, expect, it } from "vitest";
import { faultsOf } from "../../site/generate/audit.ts";
import { temporaryFolder } from "../cli/run-synod.ts";

const good = {
  "index.html": `<link rel="stylesheet" href="/style.css"><a href="/docs/a.html#one">a</a> <a href="docs/">docs</a>
    <a href="https://example.org">elsewhere</a> <img src="data:,"> <iframe src="/docs/a.html"></iframe>
    <!-- <img src="/gone.png"> --><script>const text = '<img src="/gone.png">';</script>`,
  "style.css": "",
  "docs/index.html": `<h1 id="一">一</h1><a href="#%E4%B8%80">here</a> <a href="../index.html">up</a>`,
  "docs/a.html": `<h2 id="one">one</h2><script src="../style.css"></script>`,
};

/** The faults of the site with one file more. */
const faultsWith = (text: string, base = "/") => faultsOf(temporaryFolder({ ...good, "docs/b.html": text }), base);

describe("faultsOf", () => {
  it("finds none where every link leads somewhere and nothing is loaded from elsewhere", () => {
    expect(faultsOf(temporaryFolder(good), "/")).toEqual([]);
  });

  it.each([
    [`<a href="/gone.html">x</a>`, "docs/b.html: links to /gone.html, which does not exist"],
    [`<a href="gone.html">x</a>`, "docs/b.html: links to gone.html, which does not exist"],
    [`<a href="../../outside.html">x</a>`, "docs/b.html: links to ../../outside.html, which does not exist"],
    [`<a href="a.html#two">x</a>`, "docs/b.html: links to a.html#two, which has no such anchor"],
    [`<a href="#here">x</a>`, "docs/b.html: links to #here, which has no such anchor"],
    [`<iframe src="/explore/x.html"></iframe>`, "docs/b.html: loads /explore/x.html, which does not exist"],
    [`<img alt='a > b' src='/x.png'>`, "docs/b.html: loads /x.png, which does not exist"],
    [
      `<script src="https://example.org/x.js"></script>`,
      "docs/b.html: loads https://example.org/x.js, which is not of the site",
    ],
    [
      `<link rel="preload" href="//example.org/f.woff2">`,
      "docs/b.html: loads //example.org/f.woff2, which is not of the site",
    ],
    [`<img srcset="/style.css 1x, /y.png 2x">`, "docs/b.html: loads /y.png, which does not exist"],
  ])("finds %s", (text, fault) => {
    expect(faultsWith(text)).toEqual([fault]);
  });

  it("knows where the site lies: what is not below its base is not there", () => {
    const files = { "index.html": `<a href="/synod/a.html">a</a><a href="/a.html">not</a>`, "a.html": "" };
    expect(faultsOf(temporaryFolder(files), "/synod/")).toEqual(["index.html: links to /a.html, which does not exist"]);
  });
});
