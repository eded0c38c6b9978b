/**
 * What people write of how a model is drawn: `view` of a definition. A handful of words between a picture that is guessed and
 * one that is made by hand. What they name is looked at in drawing.ts.
 */

/** Colours that can be told apart on light and on dark ground, by whoever cannot tell red from green as well. */
export const COLOURS = ["blue", "ochre", "red", "grey"] as const;

/** A colour of a value. */
export type Colour = (typeof COLOURS)[number];

/** Lanes of one kind of process, or with `rules` of one process. One of `by`, `fields` and `rules` must be there. */
export interface LaneDefinition<F extends string = string> {
  /** What a process of this kind is called: `name: "proposer"`. Absent: by its value alone. */
  readonly name?: string;
  /** Bindings of rules that are its processes: `by: "ballot"`, or a list. Absent: all that range over what keys `fields`. */
  readonly by?: string | readonly string[];
  /**
   * Maps from its processes, which are their rows of the state: `fields: ["promised", "voted"]`; with `rules`, any fields that
   * are that process's. Absent: none.
   */
  readonly fields?: readonly F[];
  /** The rules that one process takes, which keys nothing: `name: "coordinator", rules: ["hear", "decide"]`. It has a name, and no `by`. */
  readonly rules?: readonly string[];
}

/**
 * How a model is drawn. `F` are the names of its fields; of programs and roles `process.at`, `acceptor.promised`.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * model({
 *   state: { phase: map(Node, enumeration("idle", "leader")) },
 *   rules: { lead: { for: { n: Node }, do: (s, { n }) => { s.phase.set(n, "leader"); } } },
 *   view: { lanes: [{ by: "n", fields: ["phase"] }], colours: { phase: { leader: "blue" } } },
 * });
 * ```
 */
export interface ViewDefinition<F extends string = string> {
  /** Whose lanes there are, in this order; steps of nobody among them have lanes of their own. Absent: the page finds out. */
  readonly lanes?: readonly LaneDefinition<F>[];
  /** `"as written"`: lanes stand as `lanes` and the domains have them. Absent: so that few arrows cross. */
  readonly order?: "as written" | "few crossings";
  /** Of fields, colours of values: `colours: { phase: { leader: "blue" } }`. The lane of a process has it while it has that value. */
  readonly colours?: { readonly [K in F]?: { readonly [value: string]: Colour } };
}
