/**
 * The parts of a file that a student may write: from a line `// edit:begin NAME` to the next `// edit:end`. All else is the
 * lesson's, and an answer is graded with it as the lesson has it, so that nobody passes by changing what is asked. A file
 * without regions is open as a whole.
 */
import { synodError } from "../errors/errors.ts";

/** A region of a file. */
export interface Region {
  readonly name: string;
  /** What stands between its markers, without the last line break. */
  readonly text: string;
  /** Its first line, from 1 on, and the line after its last. */
  readonly from: number;
  readonly to: number;
}

const BEGIN = /^\s*\/\/ edit:begin(?:\s+(\S+))?\s*$/;
const END = /^\s*\/\/ edit:end\s*$/;

/** In order. Throws `bad-answer` for markers that do not go together. */
export function regionsOf(text: string, file: string): readonly Region[] {
  const lines = text.split(/\r?\n/);
  const regions: Region[] = [];
  let open: { readonly name: string; readonly from: number } | null = null;
  for (const [at, line] of lines.entries()) {
    const begins = BEGIN.exec(line);
    if (begins !== null) {
      const name = begins[1] ?? "";
      if (open !== null) throw bad(file, `has // edit:begin in line ${at + 1}, within another region`);
      if (name === "") throw bad(file, `has // edit:begin without a name in line ${at + 1}`);
      if (regions.some((region) => region.name === name)) throw bad(file, `has the region ${name} twice`);
      open = { name, from: at + 2 };
    } else if (END.test(line)) {
      if (open === null) throw bad(file, `has // edit:end in line ${at + 1} without a beginning`);
      regions.push({ ...open, to: at + 1, text: lines.slice(open.from - 1, at).join("\n") });
      open = null;
    }
  }
  if (open !== null) throw bad(file, `has no // edit:end for the region ${open.name}`);
  return regions;
}

/** The lesson's file with the regions of an answer; of a file without regions the answer itself. */
export function withAnswer(original: string, answer: string, file: string): string {
  const open = regionsOf(original, file);
  if (open.length === 0) return answer;
  // No line is something else than an empty one.
  const written = new Map(
    regionsOf(answer, file).map(({ name, text, ...at }) => [name, at.from === at.to ? [] : text.split("\n")]),
  );
  const lines = original.split(/\r?\n/);
  // From the last to the first: the lines before stay where they are.
  for (const { name, from, to } of open.toReversed()) {
    const text = written.get(name);
    if (text === undefined) throw bad(file, `has no region ${name}`);
    lines.splice(from - 1, to - from, ...text);
  }
  return lines.join("\n");
}

/** Whether an answer differs from the lesson's file in its regions alone. */
export function keepsTheRest(original: string, answer: string, file: string): boolean {
  return withAnswer(original, answer, file) === answer.split(/\r?\n/).join("\n");
}

function bad(file: string, problem: string): Error {
  return synodError("bad-answer", {
    file,
    problem,
    remedy: "take the file of the lesson again, and write between // edit:begin NAME and // edit:end only",
  });
}
