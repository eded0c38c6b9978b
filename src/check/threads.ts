/** The threads of a check: those that a caller lends it, or its own, which are started when there is work for them. */
import { kindOfValue } from "../closed.ts";
import { type SynodError, synodError } from "../errors/errors.ts";
import type { Crew } from "../explore/crew.ts";
import type { Model } from "../model/model.ts";
import { descentOf } from "../model/origin.ts";
import { checkWorkers } from "./check-options.ts";

export interface Threads {
  readonly size: number;
  readonly hire: () => Promise<Crew>;
  /** Why they can do nothing for a model, where that is known before one asks them. */
  readonly missing: (model: Model) => SynodError | null;
  readonly dismiss: () => Promise<void>;
}

/** Null: the calling thread alone. Throws `bad-option-value`, `bad-definition`. */
export function threadsFor(call: string, crew: Crew | null | undefined, asked: number | undefined): Threads | null {
  const workers = checkWorkers(asked);
  if (crew != null && !isCrew(crew))
    throw bad(call, "crew", `is ${kindOfValue(crew)}`, "what threadCrew(...) returned");
  if (crew != null && asked !== undefined)
    throw bad(call, "workers", "is given together with a crew, which has its threads", "one of the two");
  if (crew != null)
    return {
      size: crew.size,
      hire: () => Promise.resolve(crew),
      missing: () => null,
      dismiss: () => Promise.resolve(),
    };
  if (workers === 1) return null;
  let own: Promise<Crew> | null = null;
  const start = async (): Promise<Crew> => {
    const { threadCrew } = await import("#crew");
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

function isCrew(crew: unknown): boolean {
  return typeof crew === "object" && crew !== null && "join" in crew && "size" in crew;
}

function bad(call: string, option: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject: `the option ${option} of ${call}`, problem, expected });
}
