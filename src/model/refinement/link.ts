/**
 * Links: what a model claims to be an implementation of. A link names a more abstract model and says, by a map, what each
 * state of this one is a state of that one. It holds when every initial state maps to an initial state, and every step to a
 * step or to standing still (Abadi and Lamport, "The existence of refinement mappings", 1991): then whatever the abstract
 * model never does, this one never does, seen through the map. Judged like a property, called `refines NAME`.
 *
 * The abstract model's constraint is no part of what it may do, and bounds nothing here; its fairness and its properties over
 * time are not looked at.
 */
import { closed, isNamedParts, keysOf, kindOfValue } from "../../closed.ts";
import { closestName } from "../../errors/did-you-mean.ts";
import { synodError } from "../../errors/errors.ts";
import type { Schema } from "../../state/field.ts";
import { isMadeByModel } from "../brand.ts";
import type { Property } from "../property.ts";
import type { Rule } from "../rule.ts";
import { isUnwritten, writtenIn } from "../written.ts";

/** What a link looks at of the model that is refined. */
export interface AbstractModel {
  readonly name: string | null;
  readonly schema: Schema;
  readonly initial: Rule;
  readonly rules: readonly Rule[];
  readonly normalise: ((state: object) => unknown) | null;
  readonly properties: readonly Pick<Property, "kind">[];
}

/**
 * One link: the abstract model, and what a state of it this one's states are.
 *
 * @example
 * ```ts
 * const tick = model({ state: { hour: range(0, 11) }, rules: { tick: { do: (s) => { s.hour = (s.hour + 1) % 12; } } } });
 * model({
 *   state: { hour: range(0, 11), minute: range(0, 1) },
 *   rules: { go: { do: (s) => { s.minute = 1 - s.minute; if (s.minute === 0) s.hour = (s.hour + 1) % 12; } } },
 *   refines: { tick: { model: tick, map: (s) => ({ hour: s.hour }) } },
 * });
 * ```
 */
export interface RefinementDefinition<View> {
  /** What `model` made, a protocol's once its parameters are given: `model: voting({ acceptors: 3 })`. */
  readonly model: AbstractModel;
  /**
   * The abstract state: one value for each field of it, put into its zero state as an effect assigns. A collection takes
   * whatever can be gone through: `map: (s) => ({ chosen: [...s.decided], votes: s.voted })`.
   */
  readonly map: (state: View) => Readonly<Record<string, unknown>>;
}

/** What `refines` is given, by name. */
export type RefinementDefinitions<View> = { readonly [name: string]: RefinementDefinition<View> | false } | false;

/** A link as engines know it: types forgotten. */
export interface Link<M extends AbstractModel = AbstractModel> {
  /** Of what it refines: `voting`. */
  readonly name: string;
  /** Of the property that it is judged as: `refines voting`. */
  readonly property: string;
  readonly model: M;
  readonly map: (state: object) => unknown;
}

const LINK_KEYS = keysOf<RefinementDefinition<never>>({ model: true, map: true });

/** What the property of a link is called. */
export function linkProperty(name: string): string {
  return `refines ${name}`;
}

/** Throws `bad-link`. `subject`: the model, for errors. */
export function refinementsOf(definition: unknown, subject: string): readonly Link[] {
  if (isUnwritten(definition)) return [];
  if (!isNamedParts(definition))
    throw bad(`\`refines\` of ${subject}`, `is ${kindOfValue(definition)}`, "an object of links by name");
  return writtenIn(definition).entries.map(([name, given]) => {
    const part = `the link to ${name}`;
    if (isMadeByModel(given)) throw bad(part, "is a model, and nothing says what its states are here", "a map as well");
    closed(given, LINK_KEYS, (problem, wrong) => {
      const near = wrong === undefined ? undefined : closestName(wrong.name, wrong.known);
      const expected = near === undefined ? "`model` and `map`, and no more" : `"${near}" instead`;
      return bad(part, problem, expected);
    });
    const { model, map } = given as Readonly<Record<string, unknown>>;
    if (!isMadeByModel(model)) {
      const isProtocol = typeof model === "function" && "protocol" in model;
      throw bad(
        part,
        isProtocol ? "has a protocol as its `model`" : `has ${kindOfValue(model)} as its \`model\``,
        isProtocol ? "a model of it: `model: voting({ acceptors: 3 })`" : "what `model({ ... })` made as its `model`",
      );
    }
    if (typeof map !== "function")
      throw bad(part, `has ${kindOfValue(map)} as its \`map\``, "a function, `map: (s) => ({ ... })`, as its `map`");
    return { name, property: linkProperty(name), model: model as AbstractModel, map: map as Link["map"] };
  });
}

function bad(part: string, problem: string, expected: string): Error {
  return synodError("bad-link", { part, problem, expected });
}
