// The site, as `npm run site` builds it: from nothing, with no network, walked in a browser in both languages. Where npm cannot
// reach its registry, and the site's own packages are not there, these tests say that they are skipped.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultsOf } from "../../site/generate/audit.ts";
import { publishedLessons } from "../../site/generate/course.ts";
import { galleryEntries } from "../../site/generate/gallery-rows.ts";
import { slugOf } from "../../site/generate/lesson-page.ts";
import { serveSite } from "../../site/generate/serve.ts";
import { root } from "../docs/pages.ts";
import { inBrowser, type Watched } from "../page/chromium.ts";

const lessons = publishedLessons();
const built = join(root, "site", "dist");
/** A program of Node in the repository. Not at once: who waits for minutes must answer vitest meanwhile. */
function node(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((settle) => {
    const child = spawn(process.execPath, words, { cwd: root, env: { ...process.env, NO_COLOR: "1", ...env } });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.once("close", (status) => settle({ status, stdout, stderr }));
  });
}

const setup = await node(["scripts/setup.mjs", "--site"]);
const isOffline = setup.status !== 0 && setup.stderr.includes("could not reach its package registry");
const why = isOffline ? " (skipped: npm cannot reach its registry)" : "";

describe.skipIf(isOffline)(`npm run site${why}`, () => {
  beforeAll(async () => {
    expect(setup.status, setup.stderr).toBe(0);
    rmSync(built, { recursive: true, force: true });
    // A network that answers nothing: what is built needs none.
    const { status, stdout, stderr } = await node(["dist/site/main.js"], {
      HTTP_PROXY: "http://127.0.0.1:9",
      HTTPS_PROXY: "http://127.0.0.1:9",
      npm_config_offline: "true",
    });
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toMatch(
      /site: site\/dist\/ has \d+ pages, \d+ files, \d+ MB, after [\d.]+ s; every link leads somewhere/,
    );
  }, 600_000);

  const pages = () =>
    readdirSync(built, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html"));

  it("has no broken link, anchor or frame, and loads nothing from elsewhere", () => {
    expect(pages().length).toBeGreaterThan(150);
    expect(faultsOf(built, "/")).toEqual([]);
  });

  it("has styles that load nothing from elsewhere either", () => {
    const styles = readdirSync(built, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".css"));
    expect(styles.length).toBeGreaterThan(1);
    for (const path of styles)
      expect(readFileSync(join(built, path), "utf8"), path).not.toMatch(/url\(["']?(https?:)?\/\//);
  });

  it("has every page of docs/, and in Chinese a page that leads there", () => {
    const docs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).filter(
      (path) => path.endsWith(".md") && !path.endsWith(".zh.md"),
    );
    const wanted = docs.map((path) => `docs/${path.replace(/README\.md$/, "index.md").replace(/\.md$/, ".html")}`);
    const there = new Set(pages());
    expect(wanted.flatMap((path) => [path, `zh/${path}`]).filter((path) => !there.has(path))).toEqual([]);
  });

  it("has a page for each lesson in both languages, which has its commands where scripts are off, and notes apart", () => {
    expect(lessons.length).toBeGreaterThan(0);
    for (const lesson of lessons)
      for (const language of ["en", "zh"] as const) {
        const folder = join(built, ...(language === "zh" ? ["zh"] : []), "course");
        const html = readFileSync(join(folder, `${slugOf(lesson)}.html`), "utf8");
        expect(html).toContain(`<html lang="${language === "zh" ? "zh-CN" : "en"}"`);
        expect(html).toContain(lesson.title[language]);
        expect(html).not.toContain("[[");
        for (const { id } of lesson.predictions)
          expect(html).toContain(`<synod-prediction lesson="${lesson.id}" id="${id}"`);
        const commands = [...html.matchAll(/<synod-experiment [^>]*>.*?<pre><code>\$ (.*?)<\/code>/gs)].map(
          ([, text = ""]) => text.replaceAll("&quot;", '"'),
        );
        expect(commands.length).toBeGreaterThan(0);
        const known = Object.values(lesson.experiments).map(({ commandLine }) => commandLine);
        expect(known).toEqual(expect.arrayContaining(commands));
        expect(pages()).toContain(`${language === "zh" ? "zh/" : ""}course/teacher/${slugOf(lesson)}.html`);
      }
  });

  it("has a page for each model of the gallery in both languages, with each of its bugs to play with", () => {
    for (const { name, bugs } of galleryEntries())
      for (const folder of ["gallery", "zh/gallery"]) {
        const html = readFileSync(join(built, folder, `${name}.html`), "utf8");
        for (const { mutant } of bugs) expect(html).toContain(`src="/explore/gallery-${name}-${mutant}.html"`);
      }
  });

  inBrowser("in a browser", (open) => {
    let [url, server]: [string, Server | null] = ["", null];
    beforeAll(async () => {
      const served = await serveSite(built, "/", 0);
      [url, server] = [served.url.slice(0, -1), served.server];
    });
    afterAll(() => server?.close());

    const walked = [
      "/",
      "/zh/",
      "/docs/",
      "/docs/the-text.html",
      "/zh/docs/the-text.html",
      "/gallery/kip-101.html",
      "/zh/gallery/",
      "/docs/reference/command-line.html",
      "/course/",
      "/course/01-interleavings.html",
      "/zh/course/01-interleavings.html",
      "/zh/course/glossary.html",
    ];

    it.each(walked.flatMap((path) => (["light", "dark"] as const).map((scheme) => ({ path, scheme }))))(
      "$path is readable in the $scheme on 400 pixels, without a complaint or a serious finding",
      async ({ path, scheme }) => {
        const watched = await open();
        const { page } = watched;
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width: 400, height: 900 });
        await page.goto(url + path, { waitUntil: "networkidle" });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
        expect(await page.evaluate(() => document.documentElement.classList.contains("dark"))).toBe(scheme === "dark");
        expect(await seriousFindings(watched)).toEqual([]);
        await page.setViewportSize({ width: 1280, height: 900 });
        expect(await seriousFindings(watched)).toEqual([]);
        expect(watched.complaints).toEqual([]);
        expect(watched.asked.filter((asked) => !asked.startsWith(url) && !asked.startsWith("data:"))).toEqual([]);
        await page.context().close();
      },
    );

    it("brings a lesson to life: its questions, experiments and exercise run on the page", async () => {
      const { page, complaints } = await open();
      await page.goto(`${url}/zh/course/01-interleavings.html`, { waitUntil: "networkidle" });
      for (const name of ["synod-prediction", "synod-experiment", "synod-exercise"])
        await page.locator(name).first().locator("button").first().waitFor();
      expect(await page.locator("synod-experiment .at-rest").first().isVisible()).toBe(false);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it("finds by search, in English and by Chinese words", async () => {
      for (const [path, words, found] of [
        ["/", "linearizability", "/docs/"],
        ["/zh/", "高水位", "/zh/gallery/"],
      ] as const) {
        const { page, complaints } = await open();
        await page.goto(url + path, { waitUntil: "networkidle" });
        await page.keyboard.press("Control+k");
        await page.locator(".VPLocalSearchBox input").fill(words);
        const first = page.locator(".VPLocalSearchBox .result").first();
        await first.waitFor();
        expect(await first.getAttribute("href")).toContain(found);
        expect(complaints).toEqual([]);
        await page.context().close();
      }
    });

    it("shows a counterexample in its frame, in the scheme of the site, and checks there", async () => {
      const { page, complaints } = await open();
      await page.goto(`${url}/explore/home.html`, { waitUntil: "networkidle" });
      await page.waitForSelector("#st .node");
      expect(await page.locator("h1").innerText()).toBe("agreement is false: v1 and v2 are both chosen");
      const { verdict } = (await page.evaluate(() =>
        globalThis.synodPage?.checker?.check({ parameters: { ballots: "1" }, mutant: null, properties: null }),
      )) as { verdict: { outcome: string } };
      expect(verdict.outcome).toBe("holds");
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });
});

/**
 * What axe takes for serious or worse on the page: a line each. Left out: frames, which have tests of their own; VitePress's button
 * for search, whose name lacks the key that is printed on it; what CodeMirror scrolls, whose text is reached by keys.
 */
async function seriousFindings({ page }: Watched): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  interface Finding {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: object, options: object): Promise<{ violations: Finding[] }> };
    };
    return (
      await axe.run(
        { exclude: ["iframe", ".DocSearch-Button", { fromShadowDom: ["synod-exercise", ".cm-scroller"] }] },
        { iframes: false },
      )
    ).violations;
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html }) => html.slice(0, 160))
          .join(" | ")}`,
    );
}
