/**
 * A lesson's files as modules: their types are stripped (sucrase), their imports are those of the library, of the models that
 * come with it, and of each other. What they export is made anew at each call, since the second judgement wants closures that
 * share no variables with those that were searched. Laws: a file has no way to anything but these; and whatever is wrong with it
 * is a coded error that names the file, and the line where the syntax is wrong.
 */
import { transform } from "sucrase";
import { synodError } from "../../errors/errors.ts";
import type { LessonFiles } from "./question.ts";

type Exports = Record<string, unknown>;

/** What a file may import beside others of the lesson, by name. */
export type Importable = Readonly<Record<string, unknown>>;

/** What a worker has of its page and of the network: hidden from a lesson's files. */
const HIDDEN = [
  ..."self globalThis postMessage close importScripts fetch XMLHttpRequest WebSocket EventSource WebTransport".split(
    " ",
  ),
  ..."indexedDB caches Worker BroadcastChannel navigator location addEventListener onmessage".split(" "),
];

/** The exports of a file of these. Throws `model-does-not-load`. */
export function exportsOf(files: LessonFiles, name: string, importable: Importable): Exports {
  const modules = new Map<string, { exports: Exports }>();
  const load = (file: string): Exports => {
    const loaded = modules.get(file);
    // One that is being loaded has what it exports so far, as modules that import each other have.
    if (loaded !== undefined) return loaded.exports;
    const module: { exports: Exports } = { exports: {} };
    modules.set(file, module);
    const run = compiled(files.get(file) as string, file);
    try {
      run((specifier: string) => imported(specifier, file), module.exports, module, ...HIDDEN.map(() => undefined));
    } catch (error) {
      throw isCoded(error)
        ? error
        : synodError("model-does-not-load", { model: file, problem: "it throws while it loads" }, error);
    }
    return module.exports;
  };
  const imported = (specifier: string, from: string): unknown => {
    if (Object.hasOwn(importable, specifier)) return importable[specifier];
    const file = besides(specifier, files);
    if (file !== null) return load(file);
    const known = [
      ...Object.keys(importable),
      ...[...files.keys()].filter((each) => each !== from).map((each) => `./${each}`),
    ];
    throw synodError("model-does-not-load", {
      model: from,
      problem: `it imports "${specifier}", which is not to be had here; there are ${known.join(", ")}`,
    });
  };
  return load(name);
}

/** The file that an import names: `./quorum.ts`, `./quorum.js`, `./quorum`. */
function besides(specifier: string, files: LessonFiles): string | null {
  const [, path] = /^\.\/(.+)$/.exec(specifier) ?? [];
  if (path === undefined) return null;
  return [path, `${path}.ts`, path.replace(/\.js$/, ".ts")].find((each) => files.has(each)) ?? null;
}

type Compiled = (...given: readonly unknown[]) => void;

function compiled(source: string, file: string): Compiled {
  try {
    const { code } = transform(source, {
      transforms: ["typescript", "imports"],
      filePath: file,
      production: true,
      disableESTransforms: true,
      preserveDynamicImport: false,
    });
    // A function of a module sees what is handed to it, and no variable of this one.
    return new Function(
      "require",
      "exports",
      "module",
      ...HIDDEN,
      `"use strict";${code}\n//# sourceURL=${file}`,
    ) as Compiled;
  } catch (error) {
    throw synodError("model-does-not-load", { model: file, problem: syntaxProblem(error, file) });
  }
}

/** `counter.ts:12:5: Unexpected token`: sucrase says where at the end, and the file twice. */
function syntaxProblem(error: unknown, file: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, what, line, column] = /^(?:Error transforming [^:]+: )?(.*?)\s*\((\d+):(\d+)\)$/s.exec(message) ?? [];
  return what === undefined ? message : `${file}:${line}:${column}: ${what}`;
}

const isCoded = (error: unknown) => error instanceof Error && error.name === "SynodError";
