/**
 * Lines made to fit a number of bytes, for readers who pay for each: coding agents, a chat, a log. What does not fit is left
 * out where the part says that it can be spared, and a line in its place says how much that was: nothing is cut silently.
 */

/** Lines that belong together. */
export interface BriefPart {
  readonly lines: readonly string[];
  /** Where lines are left out: in the middle, as of a trace; from the end; never. */
  readonly spare: "middle" | "end" | "never";
  /** So many stay in any case. */
  readonly least: number;
  /** The line that stays in any case, with those; absent: none more than another. */
  readonly keep?: number;
  /** What a line of it is: `step`; the plural has an s. */
  readonly of: string;
}

/** What came out, and whether anything is missing in it. */
export interface FittedLines {
  readonly text: string;
  readonly isCut: boolean;
}

/** A line is at most so long, the more there is to say the shorter. */
const LONGEST = [400, 200, 100] as const;

const encoder = new TextEncoder();

export function utf8Bytes(text: string): number {
  return encoder.encode(text).length;
}

/**
 * At most `most` bytes, the last line break included. Parts that come later are spared from first. Holds for any parts whose
 * `least` lines of 100 bytes fit, with a line each for what was left out.
 */
export function withinBytes(parts: readonly BriefPart[], most: number): FittedLines {
  for (const longest of LONGEST) {
    const short = parts.map((part) => ({ ...part, lines: part.lines.map((line) => cutToBytes(line, longest)) }));
    const isShort = short.some(({ lines }, at) => lines.some((line, nth) => line !== parts[at]?.lines[nth]));
    const kept = spared(short, most);
    if (kept !== null) return { text: kept.text, isCut: isShort || kept.isCut };
  }
  // Beyond the promise: whole lines from the beginning, as many as fit.
  const lines = parts.flatMap((part) => part.lines.map((line) => cutToBytes(line, LONGEST[2])));
  let text = "";
  for (const line of lines) {
    if (utf8Bytes(text) + utf8Bytes(line) + 1 > most) break;
    text += `${line}\n`;
  }
  return { text: text.trimEnd(), isCut: true };
}

/** Null: they do not fit, whatever is left out. */
function spared(parts: readonly BriefPart[], most: number): FittedLines | null {
  const left = parts.map(() => 0);
  const written = () => parts.flatMap((part, at) => withGap(part, left[at] as number)).join("\n");
  let text = written();
  while (utf8Bytes(text) + 1 > most) {
    const next = parts.findLastIndex(
      ({ spare, lines, least }, at) => spare !== "never" && lines.length - (left[at] as number) > least,
    );
    if (next < 0) return null;
    left[next] = (left[next] as number) + 1;
    text = written();
  }
  return { text, isCut: left.some((count) => count > 0) };
}

/** A line for each stretch that was left out; there are two where one that is kept lies in the midst of them. */
function withGap({ lines, spare, of, keep }: BriefPart, left: number): readonly string[] {
  if (left === 0) return lines;
  const spared = lines.map((_, at) => at).filter((at) => at !== keep);
  const kept = spared.length - left;
  const before = spare === "middle" ? Math.ceil(kept / 2) : kept;
  const out = new Set(spared.slice(before, before + left));
  const written: string[] = [];
  let gap = 0;
  lines.forEach((line, at) => {
    if (out.has(at)) gap++;
    if (gap > 0 && !out.has(at + 1)) {
      written.push(`  (${gap} ${of}${gap === 1 ? "" : "s"} left out)`);
      gap = 0;
    }
    if (!out.has(at)) written.push(line);
  });
  return written;
}

/** At a whole character, with a sign that there was more. */
export function cutToBytes(line: string, longest: number): string {
  if (utf8Bytes(line) <= longest) return line;
  let kept = "";
  let bytes = 0;
  for (const character of line) {
    bytes += utf8Bytes(character);
    if (bytes > longest - 3) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
