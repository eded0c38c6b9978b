/** The site: two languages, search on the reader's machine, nothing from elsewhere. What it is made of: generate/main.ts. */
import { defineConfig } from "vitepress";
import { anchorOf } from "../generate/markdown.ts";
import generated from "./generated.json" with { type: "json" };
import { chinese, english, wordsOf } from "./words.ts";

/** Nothing may be loaded or sent elsewhere. Scripts are made in the page: a model is one, and so are VitePress's settings. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' blob: data:",
  "worker-src 'self' blob:",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join("; ");

export default defineConfig({
  srcDir: "pages",
  outDir: "dist",
  base: generated.base,
  title: "synod",
  cleanUrls: false,
  metaChunk: true,
  head: [
    ["meta", { "http-equiv": "Content-Security-Policy", content: POLICY }],
    ["link", { rel: "icon", href: `${generated.base}icon.svg`, type: "image/svg+xml" }],
  ],
  locales: {
    root: { label: "English", lang: "en", ...english(generated) },
    zh: { label: "简体中文", lang: "zh-CN", ...chinese(generated) },
  },
  themeConfig: {
    classroom: generated.classroom,
    outline: { level: [2, 3] },
    search: {
      provider: "local",
      options: {
        locales: { zh: { translations: wordsOf.search } },
        miniSearch: {
          options: {
            // Chinese has no spaces: every character is a word, and a query finds them beside each other first.
            tokenize: (text) => text.toLowerCase().match(/\p{Script=Han}|[^\p{Script=Han}\s\p{P}]+/gu) ?? [],
          },
          searchOptions: { combineWith: "AND", prefix: true, fuzzy: 0.1 },
        },
      },
    },
  },
  markdown: {
    anchor: { slugify: anchorOf },
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    image: { lazyLoading: true },
    config: (md) => {
      // A page is a template of Vue, except where it is prose or code of ours.
      for (const rule of ["text", "code_inline"]) {
        const render = md.renderer.rules[rule];
        md.renderer.rules[rule] = (...given) => render?.(...given).replaceAll("{{", "&#123;&#123;") ?? "";
      }
      // Pages that are not VitePress's are opened by the browser, not by its router.
      const open = md.renderer.rules["link_open"];
      md.renderer.rules["link_open"] = (tokens, at, options, env, self) => {
        const token = tokens[at];
        if (/^\/(source|explore)\//.test(token?.attrGet("href") ?? "")) token?.attrSet("target", "_self");
        return open ? open(tokens, at, options, env, self) : self.renderToken(tokens, at, options);
      };
    },
  },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("synod-") } } },
  vite: { build: { chunkSizeWarningLimit: 4000 } },
});
