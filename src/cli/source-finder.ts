/**
 * Where closures are written: their text is looked for in the script that they come from, which a source map leads back to files.
 * What is found twice, or not at all, has no place: none is better than another's.
 */
import { SourceMap } from "node:module";

/** Of what is longer only the beginning is shown. */
const MOST_LINES = 60;
/** The name of a rule, and what it binds, stand so many lines above its closures at most. */
const LINES_ABOVE = 6;

/** Lines of a file, from 0. */
interface Span {
  readonly source: string;
  readonly first: number;
  readonly last: number;
}

interface WrittenPlace {
  readonly source: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** `home`: the only file to look in; null: all of them. */
type FindSource = (name: string, closures: readonly object[], home: string | null) => WrittenPlace | null;

export function sourceFinder(script: string, map: string): FindSource {
  const payload = JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0];
  const sourceMap = new SourceMap(payload);
  const contents = new Map(payload.sources.map((source, at) => [source, payload.sourcesContent[at] ?? ""]));
  const linesOf = (source: string) => (contents.get(source) ?? "").split("\n");
  const original = (offset: number) => {
    const line = script.slice(0, offset).split("\n").length - 1;
    const column = offset - (script.lastIndexOf("\n", offset - 1) + 1);
    const entry = sourceMap.findEntry(line, column);
    return "originalSource" in entry ? { source: entry.originalSource, line: entry.originalLine } : null;
  };
  /** Wherever the script has the same text. */
  const spansOf = (closure: object): Span[] => {
    const text = String(closure);
    const spans: Span[] = [];
    for (let at = script.indexOf(text); at >= 0; at = script.indexOf(text, at + 1)) {
      const [from, to] = [original(at), original(at + text.length - 1)];
      if (from !== null && from.source === to?.source)
        spans.push({ source: from.source, first: from.line, last: Math.max(from.line, to.line) });
    }
    return spans;
  };
  return (name, closures, home) => {
    const candidates = closures.map((each) => spansOf(each).filter(({ source }) => home === null || source === home));
    const named = candidates.map((spans) =>
      spans.filter((span) => nameAbove(name, linesOf(span.source), span) !== null),
    );
    const own = named.flatMap((spans) => (spans.length === 1 ? spans : []));
    // What several rules share stands somewhere else: of such a rule its effect is shown.
    const effects = candidates.at(-1) ?? [];
    const whole = own.length > 0 ? joined(own) : effects.length === 1 ? (effects[0] as Span) : null;
    if (whole === null) return null;
    const lines = linesOf(whole.source);
    const first = nameAbove(name, lines, whole) ?? whole.first;
    const end = closed(lines, first, whole.last);
    const shown = lines.slice(first, Math.min(end + 1, first + MOST_LINES));
    if (shown.length === 0) return null;
    const indent = Math.min(...shown.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
    return {
      source: whole.source,
      line: first + 1,
      text: shown.map((line) => line.slice(indent)).join("\n"),
    };
  };
}

/** All of them, where they are of one file. */
function joined(spans: readonly Span[]): Span | null {
  const { source } = spans[0] as Span;
  if (spans.some((span) => span.source !== source)) return null;
  return {
    source,
    first: Math.min(...spans.map(({ first }) => first)),
    last: Math.max(...spans.map(({ last }) => last)),
  };
}

/** The line, not far above, that names the rule; null: there is none. */
function nameAbove(rule: string, lines: readonly string[], { first }: Span): number | null {
  const words = rule.split(/[ .]/);
  const names = [rule, words.slice(1).join(" "), words.at(-1) as string].filter((name) => name !== "");
  const keys = names.flatMap((name) => [name, `"${name}"`]);
  for (let at = first; at >= Math.max(0, first - LINES_ABOVE); at--) {
    const line = (lines[at] ?? "").trimStart();
    if (keys.some((key) => line.startsWith(`${key}:`) || line.startsWith(`${key}(`))) return at;
  }
  return null;
}

/** The line on which is closed what is open on the last one. */
function closed(lines: readonly string[], first: number, last: number): number {
  const isOpen = (end: number) => {
    const text = lines.slice(first, end + 1).join("\n");
    return text.split(/[({[]/).length > text.split(/[)}\]]/).length;
  };
  let end = last;
  while (isOpen(end) && end < last + LINES_ABOVE && end + 1 < lines.length) end++;
  return end;
}

/** The file of most of them, where what is in several is taken from. */
export function mostOften(names: readonly string[]): string | null {
  const times = (name: string) => names.filter((other) => other === name).length;
  return names.reduce<string | null>((most, name) => (most === null || times(name) > times(most) ? name : most), null);
}
