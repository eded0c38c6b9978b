/** What a role is said to do, made into a behaviour: every part looked at, so that nothing said is passed over. */
import { closed, isNamedParts, keysOf, kindOfValue, shown } from "../../closed.ts";
import type { Slip } from "../../errors/did-you-mean.ts";
import { synodError } from "../../errors/errors.ts";
import { emptied, isUnwritten, writtenIn } from "../written.ts";
import { type Behaviour, MADE_BY_ROLE, type RoleBehaviour, type Step } from "./behaviour.ts";
import { closedPart } from "./closed-system.ts";
import type { Declared } from "./declaration.ts";
import { type Lowering, receiptNames } from "./lower.ts";
import { ownBindings } from "./own-bindings.ts";
import type { Role } from "./rows.ts";
import { timeoutName, unsaidTimeouts } from "./timers.ts";

interface AnyBehaviour {
  readonly init?: RoleBehaviour["init"];
  readonly receive?: unknown;
  readonly expires?: unknown;
  readonly rules?: unknown;
  readonly timeout?: unknown;
  readonly restart?: object | false;
}

/** Throws `bad-system`, `bad-rule` or `bad-binding`. */
export function behaviourOf(plan: Lowering, name: string, behaviour: object): RoleBehaviour {
  const bad = (problem: string) => synodError("bad-system", { part: `role ${name}`, problem });
  const role = plan.roles.get(name);
  if (role === undefined)
    throw synodError("bad-system", {
      part: `role ${shown(name)}`,
      problem: "is not declared",
      wrong: { name: shown(name), known: [...plan.roles.keys()] },
    });
  closedPart(`role ${name}`, behaviour, BEHAVIOUR_KEYS);
  const given: AnyBehaviour = behaviour;
  if (given.init !== undefined && typeof given.init !== "function")
    throw bad(`has an \`init\` that is ${kindOfValue(given.init)}`);
  for (const part of ["receive", "expires", "rules", "timeout"] as const)
    if (!isUnwritten(given[part]) && !isNamedParts(given[part]))
      throw bad(`has \`${part}\` that is ${kindOfValue(given[part])}, not an object of parts by name`);
  const rules = writtenIn(given.rules);
  const handlers = writtenIn(given.receive);
  const expires = writtenIn(given.expires);
  for (const [kind, expired] of expires.entries)
    if (typeof expired !== "function")
      throw synodError("bad-system", {
        part: `role ${name}`,
        problem: `has \`expires\` for ${kind} that is ${kindOfValue(expired)}, not a function`,
        ...emptied(expired),
      });
  const receive = new Map(
    handlers.entries.map(([kind, step]) => [kind, stepOf(`receive ${kind}`, step as object, HANDLER_KEYS)]),
  );
  const received = [...plan.kinds.byName.values()].filter(({ to }) => to === name).map((kind) => kind.name);
  for (const kind of [...receive.keys(), ...expires.entries.map(([each]) => each)]) {
    if (received.includes(kind)) continue;
    const problem = receive.has(kind) ? `receives "${kind}"` : `has \`expires\` for "${kind}"`;
    throw synodError("bad-system", {
      part: `role ${name}`,
      problem: `${problem}, a kind that is not sent to it`,
      wrong: { name: kind, known: received },
    });
  }
  for (const { name: kind, to, network } of plan.kinds.byName.values()) {
    if (to === name && network.kind !== "set" && !receive.has(kind))
      throw bad(`does not say what becomes of "${kind}", which would stay in the network for ever`);
  }
  for (const { name: kind, broadcast, network } of plan.kinds.byName.values())
    if (name === "message" && broadcast && network.kind === "set" && receive.has(kind))
      throw bad(
        `receives "${kind}", a broadcast over a set, and its rule would bind both the process and the message as \`message\``,
      );
  const timeout = timeoutsOf(role, given.timeout);
  const [unsaid] = unsaidTimeouts(role, { timeout });
  if (unsaid !== undefined) throw bad(`does not say in \`timeout\` what becomes of its timer "${unsaid}"`);
  if (!isUnwritten(given.restart) && role.crashes === null) throw bad("has `restart`, but no crash to come back from");
  return {
    [MADE_BY_ROLE]: true,
    role: name,
    init: given.init ?? null,
    receive,
    expires: new Map(expires.entries as readonly [string, (row: object, at: object) => boolean][]),
    rules: new Map(
      rules.entries.map(([rule, step]) => {
        const said = stepOf(rule, step as object, RULE_KEYS);
        return [rule, { ...said, for: ownBindings(plan, role, rule, (step as Partial<Step>).for) }];
      }),
    ),
    timeout,
    restart: isUnwritten(given.restart) ? null : stepOf(`restart ${name}`, given.restart, RESTART_KEYS),
    off: [...rules.off, ...handlers.off.flatMap((kind) => receiptNames(kind, plan.kinds.byName.get(kind)))],
  };
}

const BEHAVIOUR_KEYS = keysOf<Behaviour<Declared, string, {}>>({
  init: true,
  receive: true,
  expires: true,
  rules: true,
  timeout: true,
  restart: true,
});
const RULE_KEYS = keysOf<Step>({ for: true, when: true, do: true, sends: true, reads: true });
const HANDLER_KEYS = RULE_KEYS.filter((key) => key !== "for");
const RESTART_KEYS = HANDLER_KEYS.filter((key) => key !== "when");

/** What is done when timers run out; a function is the effect alone. */
function timeoutsOf(role: Role, given: unknown): ReadonlyMap<string, Step> {
  const { entries } = writtenIn(given);
  return new Map(
    entries.map(([timer, said]) => {
      if (!role.timers.includes(timer))
        throw synodError("bad-system", {
          part: `role ${role.name}`,
          problem: `has \`timeout\` for "${timer}", which is no timer of it`,
          wrong: { name: timer, known: role.timers },
        });
      const step = typeof said === "function" ? { do: said as Step["do"] } : (said as object);
      return [timer, stepOf(timeoutName(timer), step, HANDLER_KEYS)] as const;
    }),
  );
}

function stepOf(rule: string, given: Partial<Step>, known: readonly string[]): Step {
  const bad = (problem: string, wrong?: Slip) =>
    synodError("bad-rule", { rule, problem, ...(wrong !== undefined && { wrong }) });
  closed(given, known, (problem, wrong) =>
    synodError("bad-rule", {
      rule,
      problem: `it ${problem}`,
      ...(wrong !== undefined && { wrong }),
      ...emptied(given),
    }),
  );
  if (typeof given.do !== "function") throw bad("it has no `do` function");
  if (given.when !== undefined && typeof given.when !== "function") throw bad("its `when` is not a function");
  for (const key of ["sends", "reads"] as const)
    if (given[key] !== undefined && !Array.isArray(given[key]))
      throw bad(`its \`${key}\` is ${kindOfValue(given[key])}, not a list of kinds of messages`);
  return {
    for: {},
    when: given.when ?? null,
    do: given.do,
    sends: given.sends ?? null,
    reads: given.reads ?? null,
  };
}
