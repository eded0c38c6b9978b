/** The caller's `progress`: a function that is not synod's. If it throws, the search ends, and the check says so. */
import { synodError } from "../errors/errors.ts";
import type { Progress } from "../explore/walk.ts";

interface Told {
  readonly progress?: ((now: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Listener {
  /** In place of the caller's own. */
  readonly options: { readonly progress?: (now: Progress) => void; readonly signal?: AbortSignal };
  /** Throws `bad-config` if the caller's function threw. */
  readonly complain: () => void;
}

export function listening({ progress, signal }: Told): Listener {
  if (progress === undefined) return { options: {}, complain: () => {} };
  const enough = new AbortController();
  let failure: { readonly thrown: unknown } | null = null;
  return {
    options: {
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
      if (failure === null) return;
      throw synodError(
        "bad-config",
        { setting: "the option progress of check(...)", problem: "it threw" },
        failure.thrown,
      );
    },
  };
}
