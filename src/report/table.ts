/** Tables without rules between the cells, drawn by cli-table3, which knows about colours and wide characters. */
import Table from "cli-table3";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Columns of text; absent: as wide as the widest cell. Longer cells are broken at spaces. */
  readonly width?: number;
}

const GAP = 2;
const noBorders = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};

/** Rows under each other; the titles are not among them. */
export function tableText(columns: readonly Column[], rows: readonly (readonly string[])[], indent = 0): string {
  const widths = columns.map((column) => (column.width === undefined ? null : column.width + GAP));
  const table = new Table({
    colWidths: widths,
    colAligns: columns.map((column) => column.align ?? "left"),
    chars: noBorders,
    style: { "padding-left": 0, "padding-right": GAP, head: [], border: [], compact: true },
    wordWrap: true,
  });
  for (const row of rows) table.push([...row]);
  const lines = table.toString().split("\n");
  return lines.map((line) => " ".repeat(indent) + line.trimEnd()).join("\n");
}

/** The titles as a row of their own. */
export function titlesOf(columns: readonly Column[]): string[] {
  return columns.map((column) => column.title);
}
