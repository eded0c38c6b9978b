/** Breaks text into lines. Colours come later, line by line, so a character here is a column there. */

/** Lines of at most `width` columns, broken at spaces; a word that is longer than a line is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  const close = () => {
    if (line !== "") lines.push(line);
    line = "";
  };
  for (let word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) close();
    while (word.length > width) {
      lines.push(word.slice(0, width));
      word = word.slice(width);
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  close();
  return lines.length === 0 ? [""] : lines;
}

/** `label` in a column of its own, the wrapped text beside it. Both end up in one block of lines. */
export function beside(label: string, column: number, text: string, width: number): string[] {
  const lines = wrap(text, Math.max(20, width - column));
  return lines.map((line, at) => (at === 0 ? label : "").padEnd(column) + line);
}
