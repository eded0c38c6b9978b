// Builds synod with faults seeded, and checks a model with it. The build lies beside dist/, where packages and the models
// of the installation are found; it goes when the run is over.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import type { Fault } from "./faults.ts";

const root = join(import.meta.dirname, "..", "..");

export interface Answer {
  readonly outcome: string;
  /** The code of the error, null when there is none. */
  readonly code: string | null;
  readonly message: string;
}

export type Seed = Pick<Fault, "file" | "from" | "to">;

/** What `check` answers with the fault; null: without any. */
export function checkSeeded(fault: Seed | null, check: string): Promise<Answer> {
  return answerOf<Answer>("test/faults/check-main.ts", fault === null ? [] : [fault], check);
}

/** What an entry prints when it is built with these texts in place of others. */
export async function answerOf<T>(entry: string, seeds: readonly Seed[], check: string): Promise<T> {
  const folder = mkdtempSync(join(root, "dist", "faults-"));
  try {
    await build({
      absWorkingDir: root,
      entryPoints: { main: entry },
      outdir: folder,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node20",
      packages: "external",
      logLevel: "silent",
      plugins: seeds.length === 0 ? [] : [seeding(seeds)],
    });
    return JSON.parse(await printed([join(folder, "main.js"), ...check.split(" ")]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fails when a text to be replaced is not there once: then the fault has to be seeded elsewhere. */
function seeding(seeds: readonly Seed[]): Plugin {
  return {
    name: "seeding",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const here = seeds.filter(({ file }) => path === join(root, file));
        if (here.length === 0) return null;
        let contents = readFileSync(path, "utf8");
        for (const { file, from, to } of here) {
          const parts = contents.split(from);
          if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times:\n${from}`);
          contents = parts.join(to);
        }
        return { contents, loader: "ts" };
      });
    },
  };
}

function printed(argv: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, { cwd: root, stdio: ["ignore", "pipe", "inherit"], timeout: 100_000 });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    child.on("error", reject);
    child.on("close", () => resolve(text));
  });
}
