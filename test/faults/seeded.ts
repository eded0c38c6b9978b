// Builds synod with one fault seeded, and checks a model with it. The build lies beside dist/, where packages and the models
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

/** What `check` answers with the fault; null: without any. */
export async function checkSeeded(fault: Fault | null, check: string): Promise<Answer> {
  const folder = mkdtempSync(join(root, "dist", "faults-"));
  try {
    await build({
      absWorkingDir: root,
      entryPoints: { main: "test/faults/check-main.ts" },
      outdir: folder,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node20",
      packages: "external",
      logLevel: "silent",
      plugins: fault === null ? [] : [seeding(fault)],
    });
    return JSON.parse(await printed([join(folder, "main.js"), ...check.split(" ")]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fails when the text to be replaced is not there once: then the fault has to be seeded elsewhere. */
function seeding({ file, from, to }: Fault): Plugin {
  return {
    name: "seeding",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (path !== join(root, file)) return null;
        const parts = readFileSync(path, "utf8").split(from);
        if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times:\n${from}`);
        return { contents: parts.join(to), loader: "ts" };
      });
    },
  };
}

function printed(argv: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    child.on("error", reject);
    child.on("close", () => resolve(text));
  });
}
