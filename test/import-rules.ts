// The architecture as a function from source texts to violations, so that its own test can feed it faulty files.
// Imports are found by a regular expression over text without comments: type-only imports, re-exports and dynamic
// imports of a literal count like any other.
import { isBuiltin } from "node:module";
import { posix } from "node:path";
import entryPoints from "../src/entry-points.json" with { type: "json" };

/** A folder imports only from itself and from folders before it. */
export const layers = [
  "errors",
  "domain",
  "state",
  "model",
  "program",
  "compile",
  "interpret",
  "reduce",
  "store",
  "kernel",
  "certify",
  "platform",
  "explore",
  "engine",
  "checkpoint",
  "verify",
  "trace",
  "why",
  "formats",
  "course",
  "check",
  "prove",
  "plan",
  "mutants",
  "report",
  "page",
  "classroom",
  "simulate",
  "suite",
  "cache",
  "testing",
  "reporters",
  "lock",
  "cli",
] as const;
type Layer = (typeof layers)[number];

/** These run in a browser as they are: nothing of Node, and no package. */
const pureLayers: readonly string[] = [
  "errors",
  "domain",
  "state",
  "model",
  "program",
  "compile",
  "interpret",
  "reduce",
  "store",
  "kernel",
  "certify",
  "verify",
  "trace",
  "why",
  "formats",
  "course",
];

export const isPureLayer = (layer: string): boolean => pureLayers.includes(layer);

/** Only the command line knows the protocols that ship; the library does not. */
const outsideAllowed: readonly string[] = ["cli"];
/** The library as a page's models import it, bundled into the page. */
const ofPage = "src/page/library.ts";
/** The protocols that ship, loaded one by one where a lesson names them. */
const ofClassroom = "src/classroom/worker/found.ts";
const onlyImporter: Readonly<Record<string, readonly string[]>> = {
  piscina: ["src/explore/pool.ts"],
  // Optional peers: who does not import `synod/vitest` or `synod/fast-check` need not have them.
  "fast-check": ["commands", "parameters-arbitrary", "runs-arbitrary"].map(
    (file) => `src/testing/fast-check/${file}.ts`,
  ),
  // The other one writes a text that imports it.
  vitest: ["src/testing/vitest-matchers.ts", "src/page/test-source.ts"],
};

/** What programs import: nobody inside does, and they may import every folder. */
const entries: readonly string[] = Object.values(entryPoints);

export interface Import {
  readonly file: string;
  readonly specifier: string;
}

const importPattern =
  /(?:^|;)\s*(?:import\s+|(?:import|export)\s+(?:type\s+)?[\w$*{}\s,]+?\s+from\s*)(["'])([^"'\n]+)\1|\bimport\s*\(\s*(["'`])([^"'`\n]+)\3/gm;
const commentPattern = /\/\*[\s\S]*?\*\/|(?<![:"'`\w])\/\/[^\n]*/g;

export function importsOf(file: string, source: string): Import[] {
  const code = source.replace(commentPattern, " ");
  return [...code.matchAll(importPattern)].map((match) => ({ file, specifier: (match[2] ?? match[4]) as string }));
}

/** Every breach of the rules in `sources` (path from the root of the repository -> text), as sentences. */
export function findViolations(sources: ReadonlyMap<string, string>): string[] {
  const imports = [...sources].flatMap(([file, source]) => importsOf(file, source));
  return [...imports.flatMap(checkImport), ...findCycles(imports)];
}

function checkImport({ file, specifier }: Import): string[] {
  const layer = layerOf(file);
  if (!specifier.startsWith(".")) {
    const wrong: string[] = [];
    if (layer !== null && pureLayers.includes(layer)) {
      const kind = isBuiltin(specifier) ? "Node's" : "the package";
      wrong.push(
        `${file} imports ${kind} ${specifier}: src/${layer} runs in a browser and imports nothing outside src`,
      );
    }
    const owners = onlyImporter[packageOf(specifier)];
    if (owners?.includes(file) === false) wrong.push(`${file} imports ${specifier}: only ${owners[0]} may`);
    return wrong;
  }
  const target = resolve(file, specifier);
  if (!/\.(tsx?|json|css)$/.test(target)) return [`${file} imports ${specifier} without its .ts extension`];
  if (file === ofPage && (entries.includes(target) || target.startsWith("invariants/"))) return [];
  if (file === ofClassroom && target.startsWith("models/")) return [];
  if (!target.startsWith("src/")) {
    return layer !== null && outsideAllowed.includes(layer) ? [] : [`${file} imports ${target}, which is outside src`];
  }
  if (entries.includes(target)) return [`${file} imports ${target}: it is for those outside`];
  if (entries.includes(file)) return [];
  const targetLayer = layerOf(target);
  if (targetLayer === null) return [];
  if (layer === null && targetLayer === "errors") return [];
  if (layer === null) return [`${file} imports src/${targetLayer}: a root file imports root files and errors only`];
  if (layers.indexOf(targetLayer) > layers.indexOf(layer)) {
    return [`${file} imports ${target}: src/${targetLayer} comes after src/${layer}`];
  }
  return [];
}

/** The folder below src, or null for a root file. A folder that no rule knows is an error in itself. */
function layerOf(file: string): Layer | null {
  const [, folder, rest] = file.split("/");
  if (rest === undefined) return null;
  const layer = layers.find((name) => name === folder);
  if (layer === undefined) throw new Error(`${file}: src/${folder} has no place in the order of layers`);
  return layer;
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] as string);
}

function resolve(file: string, specifier: string): string {
  return posix.join(posix.dirname(file), specifier);
}

/** Depth-first search; a file met again while still on the path closes a cycle. */
function findCycles(imports: readonly Import[]): string[] {
  const graph = new Map<string, string[]>();
  for (const { file, specifier } of imports) {
    if (specifier.startsWith(".")) graph.set(file, [...(graph.get(file) ?? []), resolve(file, specifier)]);
  }
  const cycles: string[] = [];
  const path: string[] = [];
  const done = new Set<string>();
  const visit = (file: string): void => {
    if (path.includes(file)) cycles.push(`cycle: ${[...path.slice(path.indexOf(file)), file].join(" -> ")}`);
    if (done.has(file)) return;
    done.add(file);
    path.push(file);
    for (const target of graph.get(file) ?? []) visit(target);
    path.pop();
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}
