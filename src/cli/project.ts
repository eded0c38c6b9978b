/** What `synod init` finds where it is run: which language, modules, runner of tests and package manager the project has. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { isNamedParts } from "../closed.ts";

export type Language = "typescript" | "javascript";

export interface Project {
  readonly folder: string;
  /** Whether the folder, or one above it, has a package.json. */
  readonly isPackage: boolean;
  readonly hasSynod: boolean;
  readonly language: Language;
  /** Whether files that end in .ts and .js are ES modules. */
  readonly isModule: boolean;
  readonly runner: "vitest" | "node";
  readonly manager: "npm" | "pnpm" | "yarn" | "bun";
  /** Whether what is installed is written down, so that CI can install the same. */
  readonly isLocked: boolean;
  /** Where `.github` belongs, and this folder from there with `/`; "": the same. */
  readonly repository: string;
  readonly within: string;
}

const LOCKS: readonly (readonly [string, Project["manager"]])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
];

/** `language`: asked for; absent: as the project is. */
export function projectIn(folder: string, language?: Language): Project {
  const above = ancestors(folder);
  const home = above.find((each) => existsSync(join(each, "package.json"))) ?? null;
  const own = home === null ? {} : packageIn(home);
  const needs = new Set(
    ["dependencies", "devDependencies", "peerDependencies"].flatMap((key) => {
      const listed = own[key];
      return isNamedParts(listed) ? Object.keys(listed) : [];
    }),
  );
  const files = readdirSync(home ?? folder);
  const lock = above.flatMap((each) => LOCKS.filter(([file]) => existsSync(join(each, file))))[0];
  const repository = above.find((each) => existsSync(join(each, ".git"))) ?? home ?? folder;
  const typed = /^(tsconfig(\..*)?\.json|synod\.config\.m?ts)$/;
  const isTyped = needs.has("typescript") || files.some((file) => typed.test(file));
  return {
    folder,
    isPackage: home !== null,
    hasSynod: needs.has("synod") || own["name"] === "synod",
    language: language ?? (home === null || isTyped ? "typescript" : "javascript"),
    isModule: home === null || own["type"] === "module",
    runner: needs.has("vitest") || files.some((file) => /^vitest\.config\.[cm]?[jt]s$/.test(file)) ? "vitest" : "node",
    manager: lock?.[1] ?? "npm",
    isLocked: lock !== undefined,
    repository,
    within: relative(repository, folder).split(sep).join("/"),
  };
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/** What cannot be read says nothing: npm will tell what is wrong with it. */
function packageIn(folder: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return isNamedParts(read) ? read : {};
  } catch {
    return {};
  }
}
