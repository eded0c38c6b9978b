/** The caller's own functions, which are told how a check goes on: if one throws, that is its fault and not synod's. */
import { synodError } from "../errors/errors.ts";
import type { Progress } from "../explore/walk.ts";

type Judging = (judged: number, of: number) => void;

interface Told {
  readonly progress?: ((now: Progress) => void) | undefined;
  readonly judging?: Judging | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Listener {
  /** In place of the caller's own. */
  readonly options: {
    readonly progress?: (now: Progress) => void;
    /** Throws `bad-config` when the caller's does: the error of the verdict, since nothing is certain without judging. */
    readonly judging?: Judging;
    readonly signal?: AbortSignal;
  };
  /** Throws `bad-config` if the caller's `progress` threw. */
  readonly complain: () => void;
}

export function listening({ progress, judging, signal }: Told): Listener {
  const told = judging === undefined ? {} : { judging: heard("judging", judging) };
  if (progress === undefined) return { options: told, complain: () => {} };
  const enough = new AbortController();
  let failure: { readonly thrown: unknown } | null = null;
  return {
    options: {
      ...told,
      progress: (now) => {
        if (failure !== null) return;
        try {
          progress(now);
        } catch (thrown) {
          failure = { thrown };
          enough.abort();
        }
      },
      signal: signal === undefined ? enough.signal : AbortSignal.any([signal, enough.signal]),
    },
    complain: () => {
      if (failure !== null) throw threw("progress", failure.thrown);
    },
  };
}

/** A function of the caller's that throws `bad-config` when it throws. */
export function heard<Given extends readonly unknown[]>(
  option: string,
  listener: (...given: Given) => void,
): (...given: Given) => void {
  return (...given) => {
    try {
      listener(...given);
    } catch (thrown) {
      throw threw(option, thrown);
    }
  };
}

function threw(option: string, thrown: unknown): Error {
  return synodError("bad-config", { setting: `the option ${option} of check(...)`, problem: "it threw" }, thrown);
}
