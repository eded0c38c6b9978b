/**
 * A person's TypeScript or JavaScript as one module that any thread can import, on Node 20 too. The model's packages are
 * bundled as its own resolution finds them, but `synod` is the running installation, wherever the file lies: with a second
 * copy of the library an engine would meet models that it did not make. Only this file and page-model.ts import esbuild.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildFailure, Message, Plugin } from "esbuild";
import entryPoints from "../entry-points.json" with { type: "json" };
import { synodError } from "../errors/errors.ts";
import type { ModelFile } from "./locate-file.ts";
import { report } from "./newsroom.ts";

const require = createRequire(import.meta.url);
/** Entry points of the installation, and their sources: a model in synod's own repository imports those. */
const entries = Object.entries(entryPoints);

/** The URL of the bundle, a temporary file that is removed when the process ends. */
export async function bundle({ given, path }: ModelFile): Promise<string> {
  // Not by `import`, which reads 90 kB of CommonJS a second time for the names that it exports.
  const { build } = require("esbuild") as typeof import("esbuild");
  const folder = temporaryFolder(given);
  const outfile = join(folder, `${basename(path).replace(/\.\w+$/, "")}.mjs`);
  try {
    await build({
      absWorkingDir: process.cwd(),
      entryPoints: [path],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      sourcemap: "inline",
      charset: "utf8",
      logLevel: "silent",
      // CommonJS packages ask for Node's modules with `require`, which a module does not have.
      banner: {
        js: `import { createRequire as synodCreateRequire } from "node:module"; const require = synodCreateRequire(${JSON.stringify(pathToFileURL(path).href)});`,
      },
      plugins: [runningInstallation],
    });
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    if (errors === undefined || errors.length === 0)
      throw synodError("model-does-not-load", { model: given, problem: "it cannot be bundled" }, error);
    throw synodError("model-does-not-load", { model: given, problem: errors.slice(0, 3).map(messageText).join("; ") });
  }
  return pathToFileURL(outfile).href;
}

/**
 * The files that a bundle is made of, those of packages left out: what changes when a person saves. Of a file that cannot be
 * bundled, those that are named as the reason (`isWhole` false). Nothing is written.
 */
export async function inputsOf({
  path,
}: ModelFile): Promise<{ readonly files: readonly string[]; readonly isWhole: boolean }> {
  const { build } = require("esbuild") as typeof import("esbuild");
  const folder = dirname(path);
  const own = (names: readonly string[]) =>
    [...new Set([path, ...names.map((name) => resolve(folder, name))])].filter((name) => !name.includes(PACKAGES));
  try {
    const { metafile } = await build({
      absWorkingDir: folder,
      entryPoints: [path],
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "node",
      logLevel: "silent",
      plugins: [runningInstallation],
    });
    return { files: own(Object.keys(metafile.inputs)), isWhole: true };
  } catch (error) {
    const { errors = [] } = error as Partial<BuildFailure>;
    return { files: own(errors.flatMap(({ location }) => location?.file ?? [])), isWhole: false };
  }
}

const PACKAGES = `${sep}node_modules${sep}`;

const runningInstallation: Plugin = {
  name: "running installation of synod",
  setup(build) {
    const sources = specifiersBySource();
    // `require` takes no URLs; it takes modules, as Node has since 20.19.
    const external = (specifier: string, kind: string) => {
      const path = require.resolve(specifier);
      return { path: kind === "require-call" ? path : pathToFileURL(path).href, external: true };
    };
    build.onResolve({ filter: /^synod(\/|$)/ }, ({ path, kind }) => {
      if (Object.hasOwn(entryPoints, path)) return external(path, kind);
      return { errors: [{ text: `there is no "${path}"; there are ${Object.keys(entryPoints).join(", ")}` }] };
    });
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, resolveDir, kind }) => {
      const specifier = sources.get(resolve(resolveDir, path));
      return specifier === undefined ? null : external(specifier, kind);
    });
  },
};

/** The specifiers of what a model in synod's own repository imports as `../src/index.ts`. */
export function specifiersBySource(): ReadonlyMap<string, string> {
  const root = dirname(require.resolve("synod/package.json"));
  return new Map(entries.map(([specifier, source]) => [join(root, source), specifier]));
}

/** `bank.ts:12:5: Expected ";" but found "x"`. */
export function messageText({ text, location }: Message): string {
  return location === null ? text : `${location.file}:${location.line}:${location.column + 1}: ${text}`;
}

/** One listener for all of them: a suite has many files. */
const folders: string[] = [];
function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

function temporaryFolder(model: string): string {
  try {
    const folder = mkdtempSync(join(tmpdir(), "synod-"));
    if (folders.length === 0) process.on("exit", removeFolders);
    folders.push(folder);
    // Of a thread that is ended from outside, nobody hears an exit.
    report({ kind: "temporary", folder });
    return folder;
  } catch (error) {
    throw synodError("model-does-not-load", { model, problem: "there is nowhere to put its bundle" }, error);
  }
}
