/** One way to refuse or fail, as the tables of errors list it. */
import type { ExitCode } from "./exit-codes.ts";

export interface Explanation {
  readonly what: string;
  readonly likelyCause: string;
  readonly remedy: string;
}

export interface ErrorEntry {
  readonly number: `SYN${number}`;
  readonly exitCode: ExitCode;
  readonly title: string;
  /** `thrown` describes the error that this one wraps; it is empty when there is none. */
  readonly explain: (details: never, thrown: string) => Explanation;
}
