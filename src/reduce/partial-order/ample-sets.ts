/** What partial order asks of whoever knows which steps interfere. */

/** The state-changing steps of the state being expanded, in the order of steps. */
export interface NextSteps {
  readonly count: number;
  stepOf(at: number): number;
  ruleOf(at: number): number;
  /** Whether it changes something that a property looks at. */
  isVisible(at: number): boolean;
  /** Whether it makes the state higher (ascent.ts). */
  ascends(at: number): boolean;
}

export interface AmpleSets {
  /** Whether the state that is about to be expanded may have a set; only then its steps are kept. */
  mayHave(): boolean;
  /**
   * Looks for a set of next steps, none of them visible and one of them ascending, such that whatever else happens first, no
   * step of it is enabled, disabled or fails to commute. False: there is none but all of them.
   */
  choose(next: NextSteps): boolean;
  /** Whether the step is in the set that was chosen. */
  takes(next: NextSteps, at: number): boolean;
}
