/**
 * What TypeScript says of a model's files, where it is installed beside them: by the project's own compiler, in a process of
 * its own, with the project's own options. synod brings none along, and a check does not need one.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { printable } from "../../printable.ts";
import { report } from "../newsroom.ts";

const SHOWN = 5;

/** Lines; null: there is no compiler, nothing to compile, or it was ended. */
export async function typeErrors(files: readonly string[], signal: AbortSignal): Promise<readonly string[] | null> {
  const [path = ""] = files;
  if (!/\.[cm]?ts$/.test(path)) return null;
  const require = createRequire(path);
  const compiler = binaryOf(require, "typescript", "tsc");
  if (compiler === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "synod-"));
  report({ kind: "temporary", folder });
  try {
    const config = join(folder, "tsconfig.json");
    writeFileSync(config, JSON.stringify(configFor(path, require)));
    const { code, text } = await run(compiler, ["-p", config, "--pretty", "false"], { folder: dirname(path), signal });
    if (signal.aborted) return null;
    const said = text.split("\n").flatMap((line) => {
      const [, file = "", place = "", message = ""] = /^(.+?)\((\d+,\d+)\): error (TS\d+: .*)$/.exec(line.trim()) ?? [];
      const at = resolve(dirname(path), file);
      return file !== "" && files.includes(at)
        ? [printable(`${relative(process.cwd(), at)}:${place.replace(",", ":")}: ${message}`)]
        : [];
    });
    if (said.length === 0 && code !== 0 && !/error TS\d+/.test(text))
      return [printable(`TypeScript failed: ${text.trim().split("\n")[0]}`)];
    return said.length <= SHOWN ? said : [...said.slice(0, SHOWN), `and ${said.length - SHOWN} more`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The project's options, of these files alone; where the project does not know synod, the types of the one that runs. */
function configFor(path: string, require: NodeJS.Require): object {
  const project = above(dirname(path), "tsconfig.json");
  const shared = {
    noEmit: true,
    composite: false,
    incremental: false,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  };
  const own = { strict: true, target: "es2022", module: "esnext", moduleResolution: "bundler", types: [] };
  return {
    ...(project !== null && { extends: project }),
    files: [path],
    include: [],
    compilerOptions: {
      ...(project === null && own),
      ...shared,
      ...(!resolves(require, "synod/package.json") && { paths: ownTypes() }),
    },
  };
}

function ownTypes(): Record<string, string[]> {
  const manifest = createRequire(import.meta.url).resolve("synod/package.json");
  const { exports } = JSON.parse(readFileSync(manifest, "utf8")) as { exports: Record<string, { types?: string }> };
  return Object.fromEntries(
    Object.entries(exports).flatMap(([name, { types }]) =>
      types === undefined ? [] : [[`synod${name.slice(1)}`, [join(dirname(manifest), types)]]],
    ),
  );
}

function binaryOf(require: NodeJS.Require, name: string, command: string): string | null {
  try {
    const manifest = require.resolve(`${name}/package.json`);
    const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin?: Record<string, string> };
    const path = bin?.[command];
    return path === undefined ? null : join(dirname(manifest), path);
  } catch {
    return null;
  }
}

function resolves(require: NodeJS.Require, specifier: string): boolean {
  try {
    return require.resolve(specifier) !== "";
  } catch {
    return false;
  }
}

/** The nearest file of that name in a folder or above it. */
function above(folder: string, name: string): string | null {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  return dirname(folder) === folder ? null : above(dirname(folder), name);
}

function run(
  script: string,
  argv: readonly string[],
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal },
): Promise<{ readonly code: number; readonly text: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...argv], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    const hear = (chunk: Buffer) => {
      text += chunk.toString("utf8");
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    const end = () => child.kill("SIGKILL");
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
    child.on("error", (error) => resolve({ code: 255, text: error.message }));
    child.on("close", (code) => {
      signal.removeEventListener("abort", end);
      resolve({ code: code ?? 255, text });
    });
  });
}
