/** Rules of the house that are about names and the look of a file, as functions from sources to breaches. */

/** Comments away, strings left alone as far as a declaration at the beginning of a line needs it. */
const commentPattern = /\/\*[\s\S]*?\*\/|(?<![:"'`\w])\/\/[^\n]*/g;
const declarationPattern =
  /^export\s+(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|class|const|let|interface|type|enum)\s+(\w+)/gm;

/** The names that a file declares and exports. */
export function exportedBy(source: string): string[] {
  return [...source.replace(commentPattern, " ").matchAll(declarationPattern)].map(([, name]) => name as string);
}

/** Names that two files export, each for a thing of its own, with the files. */
export function declaredTwice(sources: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, Set<string>>();
  for (const [file, source] of sources) {
    for (const name of exportedBy(source)) files.set(name, (files.get(name) ?? new Set()).add(file));
  }
  return new Map([...files].filter(([, of]) => of.size > 1).map(([name, of]) => [name, [...of].sort()]));
}

/** Whether a file begins with what it is for: a block comment, above all imports. */
export function hasHeader(source: string): boolean {
  return /^(#![^\n]*\n)?\/\*\*\s+(?!\*\/)\S/.test(source);
}
