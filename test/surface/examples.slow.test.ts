/** The examples of comments compile, each as a module of its own that has what it names. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import entryPoints from "../../src/entry-points.json" with { type: "json" };
import { temporaryFolder } from "../cli/run-synod.ts";
import { publicExports, root } from "./exports.ts";

const folder = temporaryFolder({ "package.json": `{ "type": "module" }` });
const compilerOptions = {
  // Against the sources: whether what is built from them says the same is for tarball.slow.test.ts to tell.
  paths: {
    ...Object.fromEntries(Object.entries(entryPoints).map(([name, source]) => [name, [join(root, source)]])),
    "fast-check": [join(root, "node_modules", "fast-check", "lib", "fast-check.d.ts")],
  },
  typeRoots: [join(root, "node_modules", "@types")],
  types: ["node"],
  noUnusedLocals: false,
};

/** All that the entry points export, each name from the first that has it. */
function imports(): string {
  const imported = new Set<string>();
  const lines = [...publicExports()].map(([entry, all]) => {
    const fresh = all.filter(({ name }) => !imported.has(name));
    for (const { name } of fresh) imported.add(name);
    const list = fresh.map(({ name, kind }) => (kind === "interface" || kind === "type" ? `type ${name}` : name));
    return `import { ${list.join(", ")} } from "${entry}";`;
  });
  return lines.join("\n");
}

/** By the export that they are of, in the order in which they stand. */
function examples(): string[] {
  return [...publicExports().values()].flatMap((all) =>
    all.flatMap(({ name, comment }) =>
      [...(comment ?? "").matchAll(/```ts\n([\s\S]*?)```/g)].map(
        ([, code = ""]) =>
          `export async function example() {\n// ${name}\n${code.replace(/^export (default )?/gm, "")}}\n`,
      ),
    ),
  );
}

it("each example compiles", () => {
  const all = examples();
  expect(all.length).toBeGreaterThan(90);
  // Whoever uses synod/fast-check has it.
  const preamble = `import fc from "fast-check";\n${imports()}`;
  for (const [at, example] of all.entries()) writeFileSync(join(folder, `example-${at}.ts`), `${preamble}\n${example}`);
  const configuration = { extends: join(root, "tsconfig.base.json"), compilerOptions, include: ["*.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", "."], { cwd: folder, encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
}, 120_000);
