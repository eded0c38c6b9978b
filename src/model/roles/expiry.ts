/**
 * When messages expire: what a role's behaviour says in `expires`, made into a test that hides expired messages from
 * their recipient, in its inbox and on arrival, in every run. So a handler cannot see what a reduction may have forgotten.
 */
import { refuseUnfinished } from "../../closed-room.ts";
import { describe } from "../../domain/composites.ts";
import type { AnyDomain } from "../../domain/domain.ts";
import { isSynodError, synodError } from "../../errors/errors.ts";
import type { Expiry } from "../expiry.ts";
import type { RoleBehaviour } from "./behaviour.ts";
import type { Kind, Kinds, Message } from "./kinds.ts";
import { type Role, rowField } from "./rows.ts";
import { type HasExpired, readRowOf, type Stage } from "./stage.ts";
import type { Fields } from "./transport.ts";

/** Per kind that expires, the test. */
export function expiryTests(
  stage: Stage,
  roles: ReadonlyMap<string, Role>,
  kinds: Kinds,
  behaviours: readonly RoleBehaviour[],
): ReadonlyMap<string, NonNullable<HasExpired>> {
  const tests = new Map<string, NonNullable<HasExpired>>();
  for (const { role: name, expires } of behaviours) {
    const role = roles.get(name) as Role;
    const row = readRowOf(stage, name, role.row);
    for (const [kindName, expired] of expires) {
      const kind = kinds.byName.get(kindName);
      const bad = (problem: string) => synodError("bad-system", { part: `expires ${kindName} of ${name}`, problem });
      if (kind?.to !== name) throw bad("is about a kind that is not sent to the role");
      if (kind.network.kind !== "set")
        throw bad("is about a kind of a bag or channel, where a message is received or lost and then gone");
      if (kind.network.capacity !== null)
        throw bad("is about a network of limited capacity, which expired messages go on to count in");
      tests.set(kindName, (message) => {
        const answer = asked(`expires ${kindName} of ${name}`, () =>
          expired(row, Object.freeze({ self: stage.self, message })),
        );
        if (typeof answer === "boolean") return answer;
        refuseUnfinished(`expires ${kindName} of ${name}`, answer);
        throw bad(`answered ${describe(answer)}, which is neither true nor false`);
      });
    }
  }
  return tests;
}

/** What a test answers; what it throws becomes a coded error that names it. */
function asked(rule: string, test: () => unknown): unknown {
  try {
    return test();
  } catch (error) {
    throw isSynodError(error) ? error : synodError("guard-threw", { rule }, error);
  }
}

/** The same as data, for a reduction. */
export function expiriesOf(
  stage: Stage,
  roles: ReadonlyMap<string, Role>,
  kinds: Kinds,
  tests: ReadonlyMap<string, NonNullable<HasExpired>>,
): Expiry[] {
  return [...tests].map(([name, test]) => {
    const kind = kinds.byName.get(name) as Kind;
    const role = roles.get(kind.to) as Role;
    return {
      kind: name,
      field: kind.field,
      messages: kind.stored as AnyDomain,
      role: role.name,
      processes: role.processes,
      broadcast: kind.broadcast,
      rowFields: Object.keys(role.row).map((field) => rowField(role.name, field)),
      // A broadcast is in its sender's inbox too, where it plays the role that it is sent to.
      isFor: (process, message) => kind.broadcast || (message as Fields).to === process,
      hasExpired: (state, process, message) => {
        Object.assign(stage, { state: state as Fields, self: process, message: null, acting: false });
        return test(message as Message);
      },
    };
  });
}
