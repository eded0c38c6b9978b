/** Breaks text into lines. Colours come later, line by line: an escape sequence takes no column but would be counted. */
import { columnsOf, padColumns } from "./columns.ts";

/** Lines of at most `width` columns, broken at spaces; a word that is longer than a line is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  const close = () => {
    if (line !== "") lines.push(line);
    line = "";
  };
  for (let word of text.split(" ")) {
    if (line !== "" && columnsOf(line) + 1 + columnsOf(word) > width) close();
    while (columnsOf(word) > width) {
      const head = fitting(word, width);
      lines.push(head);
      word = word.slice(head.length);
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  close();
  return lines.length === 0 ? [""] : lines;
}

/** `label` in a column of its own, the wrapped text beside it. */
export function beside(label: string, column: number, text: string, width: number): string[] {
  const lines = wrap(text, Math.max(20, width - column));
  return lines.map((line, at) => padColumns(at === 0 ? label : "", column) + line);
}

/** The longest beginning that fits, at least one character. */
function fitting(word: string, width: number): string {
  let end = 1;
  while (end < word.length && columnsOf(word.slice(0, end + 1)) <= width) end++;
  return word.slice(0, end);
}
