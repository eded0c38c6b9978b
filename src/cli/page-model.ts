/**
 * A model as a script for a page: its file with all that it imports, but for the library, which is in the page's own script
 * (page/library.ts). It leaves one function, which runs the module once more at each call, so that the second judgement gets
 * closures that share no variables with those that were searched.
 */
import { createRequire } from "node:module";
import { basename, dirname, resolve } from "node:path";
import type { BuildFailure, Plugin } from "esbuild";
import entryPoints from "../entry-points.json" with { type: "json" };
import { synodError } from "../errors/errors.ts";
import { messageText, specifiersBySource } from "./bundle.ts";
import type { FoundModel } from "./found-model.ts";

const require = createRequire(import.meta.url);

export interface PageModel {
  /** Defines `globalThis.synodModel`. */
  readonly script: string;
  /** A source map of it, as JSON. */
  readonly map: string;
}

export async function pageModel({ name, source, export: exported }: FoundModel): Promise<PageModel> {
  const { build } = require("esbuild") as typeof import("esbuild");
  try {
    const { outputFiles } = await build({
      absWorkingDir: process.cwd(),
      stdin: { contents: entryOf(source, exported), resolveDir: dirname(source), sourcefile: "entry of the page" },
      outfile: "model.js",
      write: false,
      bundle: true,
      format: "iife",
      globalName: "module",
      platform: "browser",
      target: "es2022",
      minifyWhitespace: true,
      sourcemap: "external",
      charset: "utf8",
      legalComments: "none",
      logLevel: "silent",
      // The library is there once, whoever imports it; a function, since a module may be run again.
      banner: { js: "globalThis.synodModel=()=>{" },
      footer: { js: "return module.protocol};" },
      plugins: [libraryOfPage],
    });
    const text = (suffix: string) => outputFiles.find(({ path }) => path.endsWith(suffix))?.text as string;
    return { script: text(".js"), map: text(".map") };
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    if (errors === undefined || errors.length === 0)
      throw synodError("not-for-pages", { model: name, problem: "it cannot be bundled" }, error);
    throw synodError("not-for-pages", { model: name, problem: errors.slice(0, 3).map(messageText).join("; ") });
  }
}

/** What a CommonJS module exports is its default export's properties, too. */
function entryOf(source: string, exported: string): string {
  const from = JSON.stringify(`./${basename(source)}`);
  return /^[\w$]+$/.test(exported)
    ? `export { ${exported} as protocol } from ${from};`
    : `import * as all from ${from}; export const protocol = all[${JSON.stringify(exported)}];`;
}

/** Every import of the library becomes what the page's script has left. */
const libraryOfPage: Plugin = {
  name: "library of the page",
  setup(build) {
    const namespace = "library";
    const sources = specifiersBySource();
    build.onResolve({ filter: /^synod(\/|$)/ }, ({ path }) => {
      // The models that come with synod are no part of the page: of one that is imported its own module is.
      if (path === "synod/models") return { path: require.resolve("#page/models/index.js") };
      if (Object.hasOwn(entryPoints, path)) return { path, namespace };
      return { errors: [{ text: `there is no "${path}"; there are ${Object.keys(entryPoints).join(", ")}` }] };
    });
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, resolveDir }) => {
      const specifier = sources.get(resolve(resolveDir, path));
      if (specifier === undefined) return null;
      return specifier === "synod/models" ? null : { path: specifier, namespace };
    });
    build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: `module.exports = globalThis.synod[${JSON.stringify(path)}];`,
      loader: "js",
    }));
  },
};
