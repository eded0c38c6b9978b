/**
 * Timers of a role's processes: those that run, as a set of names in each row, `ROLE.timers`. There is no time: one that runs
 * may run out at any moment, and then its process does what `timeout` says. What cancels it is said where it happens, in
 * effects, and not in the guards of a rule: another effect stops it, or a crash does.
 */
import type { Imposed } from "../imposed.ts";
import type { RoleBehaviour } from "./behaviour.ts";
import { type Role, rowField } from "./rows.ts";
import { sealer } from "./sealed.ts";
import type { Stage } from "./stage.ts";
import type { Fields } from "./transport.ts";

/** What starts and stops the timers of the process on stage; null: its role has none. */
export function timersOf(stage: Stage, { name: role, timers }: Role): object | null {
  if (timers.length === 0) return null;
  const running = () => stage.state[rowField(role, "timers")].get(stage.self);
  const parts = timers.map((name) => {
    const timer = { start: () => running().add(name), stop: () => void running().delete(name) };
    return [name, sealer(`the timer ${name} of ${role}`, "method")(timer)] as const;
  });
  return sealer(`the timers of ${role}`, "timer")(Object.fromEntries(parts));
}

/** What the rule is called by which a timer runs out. */
export function timeoutName(timer: string): string {
  return `timeout ${timer}`;
}

/** Has the timer run out whenever the rest happens: only one that runs does, and it is stopped then. */
export function whileRunning(timer: string, role: Role, self: (bound: Fields) => unknown, rest: Imposed): Imposed {
  const field = rowField(role.name, "timers");
  return {
    ...rest,
    timer,
    when: (state, bound) => (state as Fields)[field].get(self(bound as Fields)).has(timer) && rest.when(state, bound),
    do: (state, bound) => {
      rest.do(state, bound);
      (state as Fields)[field].get(self(bound as Fields)).delete(timer);
    },
  };
}

/** The timers of the role that its behaviour does not say what becomes of. */
export function unsaidTimeouts({ timers }: Role, { timeout }: Pick<RoleBehaviour, "timeout">): readonly string[] {
  return timers.filter((name) => !timeout.has(name));
}
