/** The examples of comments compile, each as a module of its own, against what the entry points declare. */
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { buildDeclarations } from "../../scripts/build.mjs";
import { temporaryFolder } from "../cli/run-synod.ts";
import { publicExports, root } from "./exports.ts";

const folder = temporaryFolder();
const files = new Map<string, string>();

beforeAll(async () => {
  await buildDeclarations();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules", "synod"), "junction");
  const entries = publicExports();
  // Whoever reads an example has what it names; it imports nothing but what is exported under two names.
  const imported = new Set<string>();
  const imports = [...entries].map(([entry, all]) => {
    const fresh = all.filter(({ name }) => !imported.has(name));
    for (const { name } of fresh) imported.add(name);
    const list = fresh.map(({ name, kind }) => (kind === "interface" || kind === "type" ? `type ${name}` : name));
    return `import { ${list.join(", ")} } from "${entry}";`;
  });
  for (const [entry, all] of entries)
    for (const { name, kind, comment } of all)
      for (const [at, found] of [...(comment ?? "").matchAll(/```ts\n([\s\S]*?)```/g)].entries()) {
        const file = `${entry.replace("/", "-")}-${kind}-${name}-${at}.ts`;
        const shown = (found[1] as string).replace(/^export /gm, "");
        const body = `${imports.join("\n")}\nexport async function example() {\n${shown}\n}\n`;
        files.set(file, body);
        writeFileSync(
          join(folder, file),
          `declare const process: { exitCode: number };\ndeclare const console: { log(...values: unknown[]): void; error(...values: unknown[]): void };\n${body}`,
        );
      }
  const compilerOptions = {
    target: "es2023",
    lib: ["es2023"],
    module: "nodenext",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  writeFileSync(join(folder, "package.json"), `{ "type": "module" }`);
}, 120_000);

it("each example compiles", () => {
  expect(files.size).toBeGreaterThan(50);
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", "."], { cwd: folder, encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
}, 120_000);
