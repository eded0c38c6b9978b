/** What one of the judges finds that the search did not, or the reverse: about one state, in words. */
export class Disagreement extends Error {
  override readonly name = "Disagreement";
  /** The state, packed; null: it is about the search as a whole. */
  readonly state: Int32Array | null;
  /** The rule instance, property or count that they disagree on. */
  readonly subject: string;
  readonly search: string;
  /** Who says otherwise, and what. */
  readonly judge: string;
  readonly finds: string;

  constructor(about: Pick<Disagreement, "state" | "subject" | "search" | "judge" | "finds">) {
    super(`${about.subject}: ${about.search}; ${about.finds}`);
    this.state = about.state;
    this.subject = about.subject;
    this.search = about.search;
    this.judge = about.judge;
    this.finds = about.finds;
  }
}
