/** A project outside the repository: packages installed into it from the registry, or not where there is no network. */
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "..", "..");
const execute = promisify(execFile);

export interface ProgramEnded {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runProgram(program: string, argv: readonly string[], cwd: string): Promise<ProgramEnded> {
  const { FORCE_COLOR: _force, NODE_OPTIONS: _options, ...others } = process.env;
  // A runner that is run by one takes what that left in the environment for its own.
  const isOfVitest = (name: string) => name.startsWith("VITEST") || ["NODE_ENV", "TEST", "MODE", "DEV"].includes(name);
  const env = Object.fromEntries(Object.entries(others).filter(([name]) => !isOfVitest(name)));
  return execute(program, argv, { cwd, env: { ...env, NO_COLOR: "1" }, maxBuffer: 2 ** 26 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

/** Null, or what npm said. */
export async function installedIn(where: string, ...packages: readonly string[]): Promise<string | null> {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline", "--ignore-scripts"];
  const { code, stderr } = await runProgram("npm", ["install", "--prefix", where, ...quiet, ...packages], where);
  return code === 0 ? null : stderr;
}

/** Packs this repository into a folder; the path of the tarball. */
export async function packedInto(folder: string): Promise<string> {
  const { code, stderr } = await runProgram("npm", ["pack", "--silent", "--pack-destination", folder], root);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (code !== 0 || tarball === undefined) throw new Error(`npm pack failed:\n${stderr}`);
  return join(folder, tarball);
}

/** The program of another version of Node, which `nodePackage` brings into a folder. */
export const nodePackage = (version: string) => `node-${process.platform}-${process.arch}@${version}`;
export const nodeOf = (folder: string) =>
  join(folder, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
