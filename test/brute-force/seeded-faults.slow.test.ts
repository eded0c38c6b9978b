// Whether brute force can fail: faults are put into a copy of synod, one at a time, and must be found within some models.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import { SEEDED_FAULTS, type SeededFault } from "./seeded-faults.ts";

const root = join(import.meta.dirname, "..", "..");
// Within the repository, where packages are found.
mkdirSync(join(root, "dist"), { recursive: true });
const folder = mkdtempSync(join(root, "dist", "seeded-faults-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Each is found much sooner, see the table that the test prints. */
const MODELS = 400;

/** The fuzzer, with the fault in it. */
async function faulty({ file, replace, by }: SeededFault, outfile: string): Promise<void> {
  const path = join(root, file);
  const source = readFileSync(path, "utf8");
  expect(source.split(replace), `${file} has it once`).toHaveLength(2);
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["test/brute-force/fuzz.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    // package.json leads it to dist/, where the fault is not.
    alias: { "#checker": join(root, "src", "check.ts") },
    logLevel: "error",
    tsconfigRaw: {},
    metafile: true,
    plugins: [
      {
        name: "fault",
        setup: (build) =>
          build.onLoad({ filter: /\.ts$/ }, (asked) =>
            asked.path === path ? { contents: source.replace(replace, () => by), loader: "ts" } : null,
          ),
      },
    ],
  });
  // The kernel is built of other sources than these, by asc.
  const built = Object.keys(metafile.inputs).filter((input) => input.startsWith("dist/"));
  expect(built).toEqual(["dist/kernel/module.js"]);
}

describe("brute force notices that", () => {
  it.each(SEEDED_FAULTS)(
    "$about",
    async (fault) => {
      const outfile = join(folder, `${SEEDED_FAULTS.indexOf(fault)}.mjs`);
      await faulty(fault, outfile);
      const options = ["--seed", "0", "--minutes", "3", "--models", String(MODELS), "--most", "1", "--as-is"];
      const { status, stdout } = spawnSync(process.execPath, [outfile, ...options, "--mode", fault.modes], {
        cwd: folder,
        encoding: "utf8",
      });
      const met = stdout.match(/DIFFERENCE {2}\S+ seed (\d+)/);
      console.log(`${fault.about}: ${met === null ? "not found" : `model ${met[1]} of ${fault.modes}`}`);
      expect(status, stdout.slice(-2000)).toBe(1);
      expect(met).not.toBeNull();
    },
    300_000,
  );
});
