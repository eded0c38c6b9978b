/** The reports that `--report` knows, and what it was given; apart from their writers, which start-up does without. */

/** Of each, what stands behind `=`; null: nothing does. */
export const REPORT_TARGETS = {
  junit: "file",
  sarif: "file",
  json: "file",
  html: "folder",
  github: null,
} as const satisfies Readonly<Record<string, "file" | "folder" | null>>;

export type ReportName = keyof typeof REPORT_TARGETS;

export const REPORT_NAMES = Object.keys(REPORT_TARGETS) as readonly ReportName[];

/** A report that was asked for. */
export interface AskedReport {
  readonly name: ReportName;
  /** Empty for one that goes to no file. */
  readonly path: string;
}
