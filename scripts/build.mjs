// Builds dist/: JavaScript with esbuild (entry points share chunks, so a class exists once whichever entry a program
// came through), declarations with tsc. Each half is skipped when the content of everything that can change its
// result is what it was; `npm start`, `npm test` and vitest call this every time and rely on that being quick.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { inWholes, loadedWhenNeeded, surveyed } from "./wholes.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const sources = ["src", "models", "invariants", "bench", "test/brute-force", "test/random", "site/generate"];
const settings = [
  "package.json",
  "package-lock.json",
  "tsconfig.base.json",
  "tsconfig.types.json",
  "scripts/build.mjs",
  "scripts/wholes.mjs",
];

/** What programs import, by the name that they import it by: package.json exports the same (test/surface). */
export const publicEntryPoints = /** @type {Record<string, string>} */ (
  JSON.parse(readFileSync(join(root, "src", "entry-points.json"), "utf8"))
);

/** Where an entry point of that name goes: `synod/check` to check/index. @param {string} specifier */
export const outputOf = (specifier) => [...specifier.split("/").slice(1), "index"].join("/");

/** Where each entry point goes; one that does not exist is left out. */
const entryPoints = {
  ...Object.fromEntries(Object.entries(publicEntryPoints).map(([name, source]) => [outputOf(name), source])),
  "check/elsewhere": "src/check/elsewhere.ts",
  "cli/command": "src/cli/command.ts",
  "course/published": "src/course/published.ts",
  "explore/worker": "src/explore/worker.ts",
  "bench/main": "bench/main.ts",
  "fuzz/main": "test/brute-force/fuzz.ts",
};

/** The thread that has the terminal shares nothing with the others, and reads only what it needs itself. */
const firstThread = { "cli/main": "src/cli/main.ts" };

/** What makes the site is for those who have the repository, and loads nothing that others share. */
const siteMaker = { "site/main": "site/generate/main.ts" };

/** Nor do the threads that help a kernel: a search waits for them. */
const helperThread = { "explore/kernel-worker": "src/explore/kernel-worker.ts" };

/**
 * What is loaded together (wholes.mjs). Not command.ts, which waits at its top level for all that it loads: a chunk with it in
 * would wait for itself.
 */
const wholes = {
  language: ["src/index.ts"],
  invariants: ["invariants/index.ts"],
  checker: ["src/check.ts"],
  command: ["src/cli/command-line.ts", "src/cli/commands/check.ts"],
};

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** @param {string[]} folders @param {string[]} others */
function hashInputs(folders = sources, others = settings) {
  const files = [...others.map((file) => join(root, file)), ...folders.flatMap((name) => filesBelow(join(root, name)))];
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    hash.update(`\0${relative(root, file)}\0`).update(existsSync(file) ? readFileSync(file) : "");
  }
  return hash.digest("hex");
}

/** @typedef {{ outputs: string[], inputs: string[] }} Written what a step wrote, and what it read to do so */

/**
 * Runs a step unless its stamp carries the hash of the present inputs and everything it wrote is still there.
 * @param {string} name
 * @param {() => string[] | Promise<string[] | Written>} step returns the files it wrote
 * @param {string | ((inputs: readonly string[]) => string)} hash of all that it reads; or how it follows from what it says it read
 */
async function unlessUpToDate(name, step, hash = hashInputs()) {
  /** @param {readonly string[]} inputs */
  const hashOf = (inputs) => (typeof hash === "string" ? hash : hash(inputs));
  const stamp = join(dist, `.stamp-${name}`);
  /** @type {{ hash: string } & Written} */
  const last = existsSync(stamp) ? JSON.parse(readFileSync(stamp, "utf8")) : { hash: "", outputs: [], inputs: [] };
  if (last.hash === hashOf(last.inputs ?? []) && last.outputs.every((file) => existsSync(join(root, file)))) return;
  rmSync(stamp, { force: true });
  const started = performance.now();
  const written = await step();
  const { outputs: files, inputs } = Array.isArray(written) ? { outputs: written, inputs: [] } : written;
  const outputs = files.map((file) => relative(root, resolve(root, file)));
  // Old outputs go last: a program still running from dist/ keeps its chunks until the new ones are in place.
  for (const file of last.outputs) if (!outputs.includes(file)) rmSync(join(root, file), { force: true });
  mkdirSync(dist, { recursive: true });
  writeFileSync(stamp, JSON.stringify({ hash: hashOf(inputs), outputs, inputs }));
  console.log(`build: ${name} in ${Math.round(performance.now() - started)} ms`);
}

/** @satisfies {esbuild.BuildOptions} */
const settingsOfBundles = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  external: ["#checker", "#kernel"],
  // Names stay, for errors and profiles; what is read at every start gets shorter.
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: true,
  charset: "utf8",
  logLevel: "warning",
  metafile: true,
  tsconfigRaw: {},
};

async function writeBundle() {
  const present = Object.fromEntries(
    Object.entries(entryPoints).filter(([, source]) => existsSync(join(root, source))),
  );
  if (Object.keys(present).length === 0) return [];
  const survey = await surveyed({ ...settingsOfBundles, entryPoints: present });
  // Each model for itself, beside the entry point that has all of them.
  const models = loadedWhenNeeded(survey, "models/modules.ts").map((source) => [
    `models/${basename(source, ".ts")}`,
    source,
  ]);
  const all = { ...present, ...Object.fromEntries(models) };
  const plugins = [inWholes(root, survey, wholes)];
  const results = await Promise.all([
    esbuild.build({ ...settingsOfBundles, entryPoints: all, plugins }),
    esbuild.build({ ...settingsOfBundles, entryPoints: firstThread }),
    esbuild.build({ ...settingsOfBundles, entryPoints: helperThread }),
    esbuild.build({ ...settingsOfBundles, entryPoints: siteMaker }),
  ]);
  chmodSync(join(dist, "cli", "main.js"), 0o755);
  return results.flatMap(({ metafile }) => Object.keys(metafile.outputs).map((file) => join(root, file)));
}

/**
 * The search kernel as WebAssembly, and a module that carries its bytes. Its sources are TypeScript that AssemblyScript
 * understands; the one file that differs is the machine they run on.
 */
async function writeKernel() {
  const { main } = await import("assemblyscript/asc");
  /** @type {Map<string, string | Uint8Array>} */
  const written = new Map();
  const { error, stderr } = await main(
    [
      join("src", "kernel", "kernel.ts"),
      ...["-O3", "--noAssert", "--runtime", "stub", "--enable", "threads,simd", "--importMemory", "--sharedMemory"],
      ...["--maximumMemory", "65536", "--noExportMemory", "--outFile", "kernel.wasm"],
    ],
    {
      readFile: (name) => {
        const file = join(root, name.replace(/\bmachine\.ts$/, "machine.wasm.ts"));
        return existsSync(file) ? readFileSync(file, "utf8") : null;
      },
      writeFile: (name, contents) => void written.set(name, contents),
      listFiles: () => [],
    },
  );
  if (error !== null) throw new Error(`asc could not compile the kernel:\n${stderr.toString()}`);
  const module = join(dist, "kernel", "module.js");
  const text = Buffer.from(/** @type {Uint8Array} */ (written.get("kernel.wasm"))).toString("base64");
  mkdirSync(dirname(module), { recursive: true });
  writeFileSync(module, `export const bytes = Uint8Array.from(atob("${text}"), (byte) => byte.charCodeAt(0));\n`);
  return [module];
}

/**
 * What pages are made of (src/cli/page-file.ts): the application with the checker in one script, and each model as a module
 * that imports nothing but the library, which the page's bundler finds in the application.
 */
async function writePage() {
  /** @satisfies {esbuild.BuildOptions} */
  const forPages = { ...settingsOfBundles, outdir: join(dist, "page"), platform: "browser", target: "es2022" };
  const modules = await surveyed({ ...settingsOfBundles, entryPoints: { models: "models/modules.ts" } });
  const models = loadedWhenNeeded(modules, "models/modules.ts").map((source) => [
    `models/${basename(source, ".ts")}`,
    source,
  ]);
  /** @satisfies {esbuild.BuildOptions} */
  const app = {
    ...forPages,
    entryPoints: { app: "src/page/main.ts" },
    splitting: false,
    format: "iife",
    external: [],
    packages: "bundle",
    minify: true,
    sourcemap: false,
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
  };
  const induction = { ...app, entryPoints: { induction: "src/page/induction/main.tsx" } };
  const parts = Object.keys((await surveyed(app)).inputs);
  const results = await Promise.all([
    esbuild.build({ ...app, plugins: [withoutErrorsUnnamed(parts), kernelInDigits] }),
    // What shows proofs is a page of its own, which ordinary ones do not carry.
    esbuild.build({
      ...induction,
      plugins: [withoutErrorsUnnamed(Object.keys((await surveyed(induction)).inputs)), kernelInDigits],
    }),
    // For Node, which has no Prism where synod is installed.
    esbuild.build({
      ...forPages,
      entryPoints: { highlight: "src/page/highlight.ts" },
      splitting: false,
      packages: "bundle",
      sourcemap: false,
    }),
    esbuild.build({
      ...forPages,
      entryPoints: { "models/index": "models/index.ts", ...Object.fromEntries(models) },
      external: [],
      minifySyntax: false,
      plugins: [libraryByName],
    }),
  ]);
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  return { outputs: results.flatMap(({ metafile }) => Object.keys(metafile.outputs)), inputs };
}

/**
 * What the pages of the course load (src/classroom): the custom elements, with the editor in a chunk of its own; and their worker,
 * with each model in a chunk of its own. No part of the package: the site copies it.
 */
async function writeClassroom() {
  const { metafile } = await esbuild.build({
    ...settingsOfBundles,
    outdir: join(dist, "classroom"),
    entryPoints: { classroom: "src/classroom/main.ts", worker: "src/classroom/worker/main.ts" },
    platform: "browser",
    target: "es2022",
    external: [],
    packages: "bundle",
    minify: true,
    sourcemap: false,
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { SYNOD_VERSION: JSON.stringify(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version) },
    // Into shadow roots, as text.
    loader: { ".css": "text" },
    plugins: [withoutErrorsOfFiles, withoutColours],
  });
  return { outputs: Object.keys(metafile.outputs), inputs: Object.keys(metafile.inputs) };
}

/** A page has no locks, reports and test runners: what may be wrong with them is not in it. @type {esbuild.Plugin} */
const withoutErrorsOfFiles = {
  name: "without errors of files",
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]errors[\\/](lock|testing)\.ts$/ }, ({ path }) => ({
      contents: `export const ${basename(path, ".ts")}Errors = {};`,
    }));
  },
};

/**
 * Of the errors a page has those that its own sources can name: who checks in a browser opens no files, writes no suites. Ids
 * are always written out, so one that no source mentions cannot be thrown.
 * @param {readonly string[]} sources what the page is made of
 * @returns {esbuild.Plugin}
 */
function withoutErrorsUnnamed(sources) {
  const isTable = /^src\/errors\/(command|course|engine|lock|testing)\.ts$/;
  const named = new Set(
    sources
      .filter((source) => source.startsWith("src/") && !isTable.test(source))
      .flatMap((source) => readFileSync(join(root, source), "utf8").match(/"[a-z]+(?:-[a-z0-9]+)*"/g) ?? []),
  );
  return {
    name: "without errors that are not named",
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/]errors[\\/](command|course|engine|lock|testing)\.ts$/ }, ({ path }) => ({
        loader: "ts",
        contents: readFileSync(path, "utf8").replace(
          /^ {2}"?([\w-]+)"?: \{\n(?: {4}.*\n|\n)*? {2}\},\n/gm,
          (entry, id) => (named.has(`"${id}"`) ? entry : ""),
        ),
      }));
    },
  };
}

/**
 * The kernel as digits: two for each byte, which a page's compression makes more of than of base64, where no byte has a place
 * of its own.
 * @type {esbuild.Plugin}
 */
const kernelInDigits = {
  name: "the kernel in digits",
  setup(build) {
    build.onLoad({ filter: /[\\/]dist[\\/]kernel[\\/]module\.js$/ }, ({ path }) => {
      const [, coded] = /atob\("([^"]+)"\)/.exec(readFileSync(path, "utf8")) ?? [];
      if (coded === undefined) throw new Error(`${path} has no kernel in it`);
      const digits = Buffer.from(coded, "base64").toString("hex");
      return {
        contents: `export const bytes = Uint8Array.from("${digits}".match(/../g), (byte) => Number.parseInt(byte, 16));`,
      };
    });
  },
};

/** Tables are plain in a page (report/table.ts asks for no colours), and what colours a terminal asks Node. @type {esbuild.Plugin} */
const withoutColours = {
  name: "without colours",
  setup(build) {
    build.onResolve({ filter: /^@colors\/colors/ }, () => ({ path: "colours", namespace: "nothing" }));
    build.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "export {};" }));
  },
};

/** A model's imports of the library's sources, as imports of the library. @type {esbuild.Plugin} */
const libraryByName = {
  name: "the library by name",
  setup(build) {
    const names = new Map(Object.entries(publicEntryPoints).map(([name, source]) => [join(root, source), name]));
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind }) => {
      const name = kind === "entry-point" ? undefined : names.get(resolve(resolveDir, path));
      return name === undefined ? null : { path: name, external: true };
    });
  },
};

/**
 * The lessons, one JSON object each, as a page and `synod grade` read them (src/course/published.ts): `lessons/04.json`. One that
 * is not as the format says stops the build, and says where.
 */
async function writeLessons() {
  const { publishLesson } = await import(`${pathToFileURL(join(dist, "course", "published.js")).href}?${Date.now()}`);
  const folders = readdirSync(join(root, "lessons"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, "lessons", entry.name, "lesson.json")))
    .map(({ name }) => `lessons/${name}`);
  // Beside the classroom as well: what the site copies is one folder.
  const beside = ["lessons", join("classroom", "lessons")].map((name) => join(dist, name));
  for (const folder of beside) mkdirSync(folder, { recursive: true });
  return folders.flatMap((folder) => {
    const lesson = publishLesson(folder, filesOfLesson(folder));
    if (lesson === null) return [];
    const files = beside.map((folder) => join(folder, `${lesson.id}.json`));
    for (const file of files) writeFileSync(file, JSON.stringify(lesson));
    return files;
  });
}

/** By name; with the files of `examples/` that it names. @param {string} folder */
function filesOfLesson(folder) {
  const names = readdirSync(join(root, folder)).filter((name) => /\.(ts|md|json)$/.test(name));
  const files = new Map(names.map((name) => [name, readFileSync(join(root, folder, name), "utf8")]));
  for (const [path] of (files.get("lesson.json") ?? "").matchAll(/(?<=")examples\/[\w-]+\.ts(?=")/g))
    files.set(path, readFileSync(join(root, path), "utf8"));
  return files;
}

function writeDeclarations() {
  const require = createRequire(import.meta.url);
  const compiler = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  const types = join(dist, "types");
  rmSync(types, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.types.json"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("tsc could not write the declarations; its messages are above");
  return filesBelow(types);
}

export const buildKernel = () =>
  unlessUpToDate("kernel", writeKernel, hashInputs([join("src", "kernel")], ["scripts/build.mjs"]));
export const buildBundle = () => unlessUpToDate("bundle", writeBundle);
export const buildPage = () =>
  unlessUpToDate("page", writePage, (inputs) => hashInputs([], [...new Set([...settings, ...inputs])]));
export const buildLessons = () =>
  unlessUpToDate("lessons", writeLessons, hashInputs(["lessons", "examples", "src/course"], ["scripts/build.mjs"]));
export const buildClassroom = () =>
  unlessUpToDate("classroom", writeClassroom, (inputs) => hashInputs([], [...new Set([...settings, ...inputs])]));
export const buildDeclarations = () => unlessUpToDate("types", writeDeclarations);

/** esbuild and tsc have printed what is wrong and where; this adds which half failed. @param {unknown} error */
export function reportFailure(error) {
  console.error(`build: failed: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
  process.exitCode = 1;
}

export async function build() {
  await buildKernel();
  await buildBundle();
  await buildPage();
  await buildLessons();
  await buildClassroom();
  await buildDeclarations();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await (process.argv.includes("--bundle-only") ? buildKernel().then(buildBundle) : build()).catch(reportFailure);
}
