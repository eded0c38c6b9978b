/** The threads of a check: those that a caller lends it, or its own, which are started when there is work for them. */
import { type SynodError, synodError } from "../errors.ts";
import type { Crew } from "../explore/crew.ts";
import type { Model } from "../model/model.ts";
import { descentOf } from "../model/origin.ts";

export interface Threads {
  readonly size: number;
  readonly hire: () => Promise<Crew>;
  /** Why they can do nothing for a model, where that is known before one asks them. */
  readonly missing: (model: Model) => SynodError | null;
  readonly dismiss: () => Promise<void>;
}

/** Null: the calling thread alone. */
export function threadsFor(crew: Crew | null, workers: number): Threads | null {
  if (crew !== null)
    return {
      size: crew.size,
      hire: () => Promise.resolve(crew),
      missing: () => null,
      dismiss: () => Promise.resolve(),
    };
  if (workers === 1) return null;
  let own: Promise<Crew> | null = null;
  const start = async (): Promise<Crew> => {
    const { threadCrew } = await import("../explore/pool.ts");
    return threadCrew(workers);
  };
  return {
    size: workers,
    hire: () => {
      own ??= start();
      return own;
    },
    missing: (model) =>
      descentOf(model)?.declaration == null ? synodError("no-origin", { model: model.name ?? "the model" }) : null,
    dismiss: async () => (await own)?.close(),
  };
}
