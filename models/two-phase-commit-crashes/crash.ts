/** Who may crash in two-phase commit, and what that means: the settings of the parameter `crash`. */
import { choice, flag } from "../../src/index.ts";

export interface Crashes {
  /** What may happen to a participant, and to the coordinator. Who is down does nothing; who recovers remembers all. */
  readonly participants: "none" | "stop" | "recover";
  readonly coordinator: "none" | "stop" | "recover";
  /** Whether participants may say no. */
  readonly refusals: boolean;
  /** When the coordinator may abort; after a timeout: when some participant is down. */
  readonly abort: "any time" | "after a timeout" | "never";
}

const nobody: Crashes = { participants: "none", coordinator: "none", refusals: true, abort: "any time" };

export const crashes = {
  none: nobody,
  participant: { ...nobody, participants: "stop", refusals: false, abort: "after a timeout" },
  "participant-no-timeout": { ...nobody, participants: "stop", refusals: false, abort: "never" },
  coordinator: { ...nobody, coordinator: "stop" },
  "coordinator-recovers": { ...nobody, coordinator: "recover" },
  anybody: { ...nobody, participants: "stop", coordinator: "stop" },
} satisfies Record<string, Crashes>;

/** The parameter `crash`. */
export const crash = choice(Object.keys(crashes) as (keyof typeof crashes)[], {
  about:
    "who may stop working, for ever unless it recovers; with participant, all are willing and the coordinator " +
    "aborts only when one is down (participant-no-timeout: never)",
});

/** The parameter `liveness`. */
export const liveness = flag({ about: "claim properties over time, as is done whenever somebody may crash" });
