/**
 * What the entry points export, and what is said of it, read from the sources: names of a list in braces lead to the file
 * that declares them, where the comment above is what an editor shows.
 */
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import entryPoints from "../../src/entry-points.json" with { type: "json" };

export const root = join(import.meta.dirname, "..", "..");

export interface Exported {
  readonly name: string;
  readonly kind: "function" | "class" | "const" | "interface" | "type";
  /** Relative to the repository. */
  readonly file: string;
  /** Without stars; null: there is none. */
  readonly comment: string | null;
}

const texts = new Map<string, string>();
export function textOf(file: string): string {
  let text = texts.get(file);
  if (text === undefined) {
    text = readFileSync(join(root, file), "utf8");
    texts.set(file, text);
  }
  return text;
}

/** By name of the entry point, its exports in the order of their names. */
export function publicExports(): ReadonlyMap<string, readonly Exported[]> {
  return new Map(Object.entries(entryPoints).map(([name, source]) => [name, exportsOf(source)]));
}

function exportsOf(entry: string): Exported[] {
  const text = textOf(entry);
  const from = (path: string) => relative(root, join(root, dirname(entry), path));
  const found: Exported[] = [];
  const imported = new Map<string, string>();
  for (const [, names = "", path = ""] of text.matchAll(/^import (?:type )?\{([^}]+)\} from "([^"]+)";$/gm))
    for (const { name } of namesIn(names)) imported.set(name, from(path));
  for (const [, names = "", path] of text.matchAll(/^export (?:type )?\{([^}]+)\}(?: from "([^"]+)")?;$/gm))
    for (const { name, as } of namesIn(names))
      found.push({ ...declared(path === undefined ? (imported.get(name) as string) : from(path), name), name: as });
  for (const [, name = ""] of text.matchAll(/^export (?:const|function|class) (\w+)/gm))
    found.push(declared(entry, name));
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function namesIn(list: string): { readonly name: string; readonly as: string }[] {
  return list
    .split(",")
    .map((each) => each.replace(/\btype /, "").trim())
    .filter((each) => each !== "")
    .map((each) => {
      const [name = "", as = name] = each.split(" as ");
      return { name, as };
    });
}

function declared(file: string, name: string): Exported {
  const text = textOf(file);
  const found = new RegExp(`^export (?:async |abstract )*(function|class|const|interface|type) ${name}\\b`, "m").exec(
    text,
  );
  if (found === null) throw new Error(`${file} does not declare ${name}`);
  return { name, kind: found[1] as Exported["kind"], file, comment: commentBefore(text, found.index) };
}

/** The comment that ends right before a place of a text, lines that turn a rule of the linter off left out. */
export function commentBefore(text: string, at: number): string | null {
  const before = text
    .slice(0, at)
    .replace(/(?:^[ \t]*\/\/ biome-ignore[^\n]*\n)+[ \t]*$/m, "")
    .trimEnd();
  if (!before.endsWith("*/")) return null;
  const comment = before.slice(before.lastIndexOf("/**"));
  // The file's own, at its top, is of no declaration.
  if (before.startsWith("/**") && before.indexOf("*/") === before.length - 2 && /\*\/\n\n/.test(text.slice(0, at)))
    return null;
  return comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^[ \t]*\* ?/gm, "")
    .trim();
}

export interface Key {
  readonly name: string;
  readonly comment: string | null;
}

/** The keys of an interface, own ones only, methods too. */
export function keysOfInterface({ file, name }: Pick<Exported, "file" | "name">): Key[] {
  const text = textOf(file);
  const start = text.search(new RegExp(`^(?:export )?interface ${name}\\b`, "m"));
  const end = text.indexOf("\n}", start);
  const body = text.slice(0, end);
  const keys = new Map<string, Key>();
  for (const found of body.matchAll(/^ {2}(?:readonly )?(\w+|\[\w+\])\??(?:[:(<])/gm)) {
    if ((found.index as number) < start) continue;
    const key = found[1] as string;
    if (!keys.has(key)) keys.set(key, { name: key, comment: commentBefore(text, found.index as number) });
  }
  return [...keys.values()];
}

/** The keys that functions take in objects whose types have no name of their own. */
export function keysOfArguments({ file, name }: Pick<Exported, "file" | "name">): Key[] {
  const text = textOf(file);
  return [...text.matchAll(new RegExp(`^export (?:async )?function ${name}\\b`, "gm"))].flatMap((found) => {
    const start = found.index as number;
    // Up to the type of what it answers.
    const signature = /^[\s\S]*?\)(?=: [^\n]*(?: \{|;)$)/m.exec(text.slice(start))?.[0] ?? "";
    return [...signature.matchAll(/([{;] |^ +)readonly (\w+)\??:/gm)].map((key) => ({
      name: key[2] as string,
      comment: commentBefore(text, start + (key.index as number)),
    }));
  });
}
