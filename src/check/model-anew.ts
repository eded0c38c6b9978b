/**
 * The model once more, for those who judge what a search says: of a module imported anew, so that nothing that closures remembered in the
 * search is known to it. A module that cannot be imported twice, or waits for ever for what comes only once, is taken as it is.
 */
import { synodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import { layoutOf } from "../state/layout.ts";
import { thresholds } from "../thresholds.ts";

export interface Remaking {
  readonly model: Model;
  /** Makes the same model once more; null: nobody knows how. */
  readonly again: (() => Promise<Model>) | null;
  readonly signal?: AbortSignal;
  /** When performance.now() passes this, nothing is waited for. */
  readonly until: number;
}

/** Two instances, each for one judge. Throws `impure-model` for a module that makes another model. */
export async function twoInstances(remaking: Remaking): Promise<readonly [Model, Model]> {
  const one = await anotherInstance(remaking);
  return [one, one === remaking.model ? one : await anotherInstance(remaking)];
}

/** Ways to make a model once more that did not work, or not in time: nobody waits for them again. */
const givenUp = new WeakSet<() => Promise<Model>>();

/** Closures that share no variables with those that were searched. Throws `impure-model`. */
export async function anotherInstance({ model, again, signal, until }: Remaking): Promise<Model> {
  if (again === null || givenUp.has(again)) return model;
  const made = await soon(again, until, signal).catch(() => {
    givenUp.add(again);
    return model;
  });
  const shape = ({ schema, rules, properties }: Model) =>
    [layoutOf(schema).words, ...rules.map(({ name }) => name), ...properties.map(({ name }) => name)].join("\n");
  if (shape(made) === shape(model)) return made;
  const problem = "its module, imported again, makes another model";
  throw synodError("impure-model", { subject: model.name ?? "the model", problem });
}

/** What `make` promises; rejects when that takes too long, or nobody wants it any more. */
async function soon<T>(make: () => Promise<T>, until: number, signal: AbortSignal | undefined): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = () => {};
  const ended = new Promise<never>((_, reject) => {
    stop = () => reject(new Error("it takes too long"));
    timer = setTimeout(stop, Math.max(0, Math.min(thresholds.importMs, until - performance.now())));
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
  });
  try {
    return await Promise.race([make(), ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}
