// What is loaded together is one file. esbuild puts a source into the chunk of those entry points that reach it, so that a
// class exists once whichever of them a program came through; left alone, 50 entry points cut the sources into 50 chunks,
// and a start reads each. Sources therefore belong to wholes (the language, the checker, the command line ...), and an
// entry point that reaches one source of a whole is made to import all of it: then all of it is reached alike.
import { join, relative } from "node:path";
import * as esbuild from "esbuild";

/** @typedef {Record<string, readonly string[]>} Wholes by name, the sources that everything in it is reached from; each without those before it */

const NAMESPACE = "whole";

/**
 * What one source reaches without `import(...)`.
 * @param {esbuild.Metafile} metafile
 * @param {readonly string[]} sources
 */
function reached(metafile, sources) {
  /** @type {Set<string>} */
  const found = new Set();
  const open = [...sources];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    for (const { path, kind, external } of metafile.inputs[at]?.imports ?? [])
      if (kind === "import-statement" && !external) open.push(path);
  }
  return found;
}

/**
 * What `source` loads only when it comes to it, by `import(...)`.
 * @param {esbuild.Metafile} metafile
 * @param {string} source
 */
export function loadedWhenNeeded(metafile, source) {
  const imports = metafile.inputs[source]?.imports ?? [];
  return imports.filter(({ kind, external }) => kind === "dynamic-import" && !external).map(({ path }) => path);
}

/**
 * The wholes that a source reaches, and those that these reach in turn: one that came in by a part would be cut in two.
 * @param {esbuild.Metafile} metafile
 * @param {string} source
 * @param {readonly Set<string>[]} all
 */
function wholesMet(metafile, source, all) {
  /** @type {Set<string>[]} */
  let met = [];
  for (;;) {
    const own = reached(metafile, [source, ...met.flatMap((sources) => [...sources])]);
    const more = all.filter((sources) => [...sources].some((each) => own.has(each)));
    if (more.length === met.length) return met;
    met = more;
  }
}

/**
 * Who imports whom.
 * @param {esbuild.BuildOptions} options
 */
export async function surveyed(options) {
  const { metafile } = await esbuild.build({ ...options, write: false, sourcemap: false, metafile: true });
  return metafile;
}

/**
 * @param {string} root of the paths of the metafile
 * @param {esbuild.Metafile} metafile
 * @param {Wholes} wholes
 * @returns {esbuild.Plugin}
 */
export function inWholes(root, metafile, wholes) {
  /** @type {Map<string, Set<string>>} */
  const sourcesOf = new Map();
  /** @type {Set<string>} */
  const taken = new Set();
  for (const [name, from] of Object.entries(wholes)) {
    const own = new Set([...reached(metafile, from)].filter((source) => !taken.has(source)));
    for (const source of own) taken.add(source);
    sourcesOf.set(name, own);
  }
  return {
    name: "wholes",
    setup(build) {
      build.onResolve({ filter: /./ }, async ({ path, kind, namespace, pluginData, ...rest }) => {
        if (pluginData === NAMESPACE || namespace === NAMESPACE) return null;
        if (kind !== "entry-point" && kind !== "dynamic-import") return null;
        const real = await build.resolve(path, { kind, ...rest, namespace, pluginData: NAMESPACE });
        if (real.errors.length > 0 || real.external || real.namespace !== "file") return real;
        return { path: real.path, namespace: NAMESPACE };
      });
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => {
        const met = wholesMet(metafile, relative(root, path), [...sourcesOf.values()]);
        const imports = met.flatMap((sources) => [...sources]).filter((source) => /\.[cm]?[jt]s$/.test(source));
        const lines = imports.map((source) => `import ${JSON.stringify(join(root, source))};`);
        return { contents: [`export * from ${JSON.stringify(path)};`, ...lines].join("\n"), resolveDir: root };
      });
    },
  };
}
