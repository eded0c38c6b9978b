/** `synod init`: writes a first model, suite, test and workflow into a project. What is there already is left alone, always. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { synodError } from "../../errors/errors.ts";
import { exitCodes } from "../../errors/exit-codes.ts";
import { printable } from "../../printable.ts";
import { type FirstFile, firstFiles } from "../first-files.ts";
import { type Language, type Project, projectIn } from "../project.ts";
import type { Terminal } from "../terminal.ts";

export interface InitRequest {
  readonly language?: Language;
}

/** 0, also when everything was there already. */
export async function init({ language }: InitRequest, { print, page }: Terminal): Promise<number> {
  const folder = process.cwd();
  const project = projectIn(folder, language);
  const files = firstFiles(project);
  const column = Math.max(...files.map(({ path }) => path.length)) + 2;
  let model = "";
  for (const file of files) {
    const there = file.instead.find((path) => existsSync(join(folder, path)));
    const isWritten = there === undefined && written(folder, file);
    const at = there ?? file.path;
    if (at.startsWith("models/")) model = at;
    const shown = at.padEnd(column);
    print(
      isWritten
        ? `${page.paint.green("wrote")}       ${printable(shown)}${page.paint.dim(file.about)}`
        : `left alone  ${printable(shown)}${page.paint.dim("it is there already")}`,
    );
  }
  print(`\nWhat next:\n${nextSteps(project, model).join("\n")}`);
  return exitCodes.ok;
}

/** False: somebody was there first. */
function written(folder: string, { path, text }: FirstFile): boolean {
  const at = join(folder, path);
  try {
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, text, { flag: "wx" });
    return true;
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && existsSync(at)) return false;
    const shown = relative(folder, at).split(sep).join("/");
    throw synodError("cannot-write-project", { file: shown, problem: code });
  }
}

const ADD: Readonly<Record<Project["manager"], string>> = {
  npm: "npm install --save-dev synod",
  pnpm: "pnpm add --save-dev synod",
  yarn: "yarn add --dev synod",
  bun: "bun add --dev synod",
};

function nextSteps({ isPackage, hasSynod, manager, runner }: Project, model: string): string[] {
  const steps: readonly (readonly [command: string, about: string])[] = [
    ...(!isPackage ? [["npm install", "the packages that it needs"] as const] : []),
    ...(isPackage && !hasSynod ? [[ADD[manager], "synod is none of the project's packages yet"] as const] : []),
    ["npx synod suite", "run the suite"],
    [`npx synod check ${model} --mutant hasty`, "how the mistake shows"],
    [runner === "vitest" ? "npx vitest run" : "node --test", "run the test"],
  ];
  const column = Math.max(...steps.map(([command]) => command.length)) + 2;
  return steps.map(([command, about]) => `  ${command.padEnd(column)}${about}`);
}
