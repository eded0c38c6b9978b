/** How many columns of a terminal a text takes: ideographs and full-width forms take two (Unicode Annex 11, W and F). */

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

export function columnsOf(text: string): number {
  return text.length + (text.match(wide)?.length ?? 0);
}

/** The text, filled up with spaces on the right. */
export function padColumns(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}
