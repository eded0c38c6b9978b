/**
 * Channels that a refused message blocks: a handler whose `when` is false leaves the message at the head, and behind it all
 * wait, whatever they are. Looked for where it does harm for certain, in states in which nothing can happen any more, and
 * where something could if the head were not there. Found on seeded random walks of the interpreter: none found is no proof.
 */

import { isSynodError } from "../errors/errors.ts";
import { type InterpretedState, type Interpreter, interpret, interpretedState } from "../interpret/interpret.ts";
import { cloneState } from "../interpret/plain-store.ts";
import { viewStored } from "../interpret/plain-view.ts";
import type { Model } from "../model/model.ts";
import type { Rule } from "../model/rule.ts";
import { instancesOf, ruleOfStep } from "../program/instances.ts";
import type { Warning } from "./verdict.ts";

const WALKS = 32;
const WALK_STEPS = 64;
/** Successors after which it has been looked long enough, where states have very many. */
const MOST_SUCCESSORS = 2 ** 13;

/** Of models made from roles with channels and handlers that may refuse; of others at no cost. */
export function blockedChannelWarnings(model: Model): Warning[] {
  const mayRefuse = model.rules.some(
    ({ footprint, imposed }) =>
      footprint?.receives?.network === "fifo" && footprint.receives.consumed && imposed?.hasGuard === true,
  );
  return mayRefuse ? new Search(model).warnings() : [];
}

/** A field of channels, with both ends of each. */
interface Channels {
  readonly field: string;
  readonly from: readonly unknown[];
  readonly to: readonly unknown[];
}

class Search {
  readonly #interpreter: Interpreter;
  readonly #channels: readonly Channels[];
  readonly #ruleOf: (step: number) => string;
  /** By the kind at the head, what waits behind it. */
  readonly #found = new Map<string, string>();
  #seed = 1;

  constructor(model: Model) {
    this.#interpreter = interpret(model);
    const instances = instancesOf(model.rules);
    this.#ruleOf = (step) => (instances.rules[ruleOfStep(instances, step)] as Rule).name;
    const receipts = model.rules.filter(({ footprint }) => footprint?.receives?.network === "fifo");
    const channels = receipts.map(({ footprint, bindings }): Channels => {
      const ends = new Map(
        bindings.map(([name, binding]) => [name, (binding as { values?: readonly unknown[] }).values]),
      );
      return {
        field: footprint?.receives?.field as string,
        from: ends.get("from") as readonly unknown[],
        to: ends.get("to") as readonly unknown[],
      };
    });
    this.#channels = [...new Map(channels.map((each) => [each.field, each])).values()];
  }

  warnings(): Warning[] {
    try {
      this.#walks();
    } catch (error) {
      // What the model throws is the search's to tell.
      if (isSynodError(error, "internal")) throw error;
    }
    return [...this.#found].map(([head, behind]) => ({
      kind: "channel-blocked",
      subject: head,
      message: `a message ${head} that is refused at the head of a channel may stay there for ever, and behind it waits one that "${behind}" would take: a handler that ignores a message receives it and does nothing`,
    }));
  }

  #walks(): void {
    const initial = this.#interpreter.initialStates();
    let successors = 0;
    for (let at = 0; at < WALKS && successors < MOST_SUCCESSORS; at++) {
      let state = initial[at % initial.length] as InterpretedState;
      for (let length = 0; length < WALK_STEPS; length++) {
        const next = this.#interpreter.successors(state);
        successors += next.length;
        if (next.length === 0) {
          // Beyond a constraint there may be more.
          if (this.#interpreter.isTerminal(state)) this.#look(state);
          break;
        }
        const onward = next.filter(({ state: { text } }) => text !== state.text);
        if (onward.length === 0) break;
        state = (onward[this.#random(onward.length)] as (typeof onward)[number]).state;
      }
    }
  }

  /** In a state in which nothing can happen. */
  #look({ stored }: InterpretedState): void {
    for (const { field, from, to } of this.#channels)
      for (const one of from)
        for (const other of to) {
          const shorter = cloneState(stored);
          const channel = (viewStored(shorter, true) as AnyState)[field]?.get(one).get(other);
          if (channel === undefined || channel.length < 2) continue;
          const { kind } = channel.shift() as { readonly kind: string };
          if (this.#found.has(kind)) continue;
          const [freed] = this.#interpreter.successors(interpretedState(shorter));
          if (freed !== undefined) this.#found.set(kind, this.#ruleOf(freed.step));
        }
  }

  #random(below: number): number {
    // Lehmer's generator with Park and Miller's constants (1988).
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed % below;
  }
}

interface Channel {
  readonly length: number;
  shift(): unknown;
}
type AnyState = Readonly<Record<string, { get(from: unknown): { get(to: unknown): Channel } }>>;
