/**
 * Processes that send each other messages: a second surface, which lowers to an ordinary model. A system declares its
 * roles, messages and network; `role` says what the processes of a role do, `model` puts the roles and the properties
 * together. As in Lynch, *Distributed Algorithms* (1996), ch. 14, a process knows its own state and what reaches it.
 */

import { closed, isNamedParts, keysOf } from "../../closed.ts";
import { refuseNewState, refuseUnfinished } from "../../closed-room.ts";
import { synodError } from "../../errors/errors.ts";
import type { Schema } from "../../state/field.ts";
import type { EveryOne } from "../conjunction.ts";
import type { ConstraintDefinition } from "../constraint.ts";
import type { ModelDefinition, Named } from "../definition.ts";
import { imposedWhole } from "../imposed.ts";
import { type Model, modelWith } from "../model.ts";
import { declare } from "../origin.ts";
import type { RefinementDefinitions } from "../refinement/link.ts";
import { throughView } from "../through-view.ts";
import type { ViewDefinition } from "../view-definition.ts";
import type { FieldWords } from "../words.ts";
import { type Behaviour, MADE_BY_ROLE, type RoleBehaviour, type RoleRule } from "./behaviour.ts";
import { behaviourOf } from "./closed-behaviour.ts";
import { checkFieldNames, checkRuleNames, checkSystem } from "./closed-system.ts";
import type { Declared, KindOf, MadeOf, MessageOf, Messages, RoleOf, Roles, SystemDeclaration } from "./declaration.ts";
import { expiriesOf, expiryTests } from "./expiry.ts";
import { crashRule, lossRule } from "./faults.ts";
import { type History, historiesOf } from "./histories.ts";
import { kindsOf } from "./kinds.ts";
import { linksOf } from "./links.ts";
import { type Lowering, restartRule, roleRules } from "./lower.ts";
import type { LoweredRule, NamedRule } from "./lowered.ts";
import { recorderOf } from "./recorder.ts";
import { type Role, rolesOf } from "./rows.ts";
import { sealer } from "./sealed.ts";
import { emptyStage, rowOf, senderOf } from "./stage.ts";
import { type SystemView, systemViews } from "./system-view.ts";
import { timersOf } from "./timers.ts";
import type { Fields } from "./transport.ts";

type StatePredicate<D extends Declared> = (state: SystemView<D>) => boolean;
type StepPredicate<D extends Declared> = (before: SystemView<D>, after: SystemView<D>) => boolean;

/**
 * What `model` of a system is given: as `ModelDefinition`, with roles for state and rules. Predicates see the whole
 * system: `s.acceptor.promised.get("a1")`, `s.sent`, `s.history`.
 */
export interface SystemModelDefinition<D extends Declared, P extends string = string, F extends string = string>
  extends Pick<ModelDefinition<Schema, {}, {}, P, F>, "name" | "fairness"> {
  /** What each role does, one behaviour for every role: `roles: [proposer, acceptor]`. */
  readonly roles: readonly RoleBehaviour[];
  /**
   * Bounds on what is explored: `constraint: { always: { "few messages": (s) => s.sent.size < 9 } }`; a state beyond is
   * found and judged, and not expanded; a step beyond is not taken.
   */
  readonly constraint?: ConstraintDefinition<SystemView<D>> | false;
  /** Invariants: `always: { agreement: (s) => s.history.decided.size <= 1 }`. */
  readonly always?: Named<P, StatePredicate<D>>;
  /**
   * Claims about the state before and after every step that changes it: `step: { grows: (before, after) =>
   * before.sent.size <= after.sent.size }`.
   */
  readonly step?: Named<P, StepPredicate<D>>;
  /** What must be possible: `reachable: { decided: (s) => s.history.decided.size > 0 }`. */
  readonly reachable?: Named<P, StatePredicate<D>>;
  /** <>P, of every fair behaviour: `eventually: { decided: (s) => s.history.decided.size > 0 }`. */
  readonly eventually?: Named<P, StatePredicate<D>>;
  /** []<>P: again and again: `alwaysEventually: { free: (s) => s.lock.holder.get("l1") === null }`. */
  readonly alwaysEventually?: Named<P, StatePredicate<D>>;
  /** <>[]P: from some point on, for ever: `eventuallyAlways: { settled: (s) => s.node.leader.get("n1") === "n3" }`. */
  readonly eventuallyAlways?: Named<P, StatePredicate<D>>;
  /** [](P => <>Q): `leadsTo: { answered: [(s) => s.client.asked.get("c1"), (s) => s.client.answered.get("c1")] }`. */
  readonly leadsTo?: Named<
    P,
    readonly [from: StatePredicate<D>, to: StatePredicate<D>] | EveryOne<[state: SystemView<D>]>
  >;
  /** AG EF P: from every reachable state: `alwaysReachable: { free: (s) => s.lock.holder.get("l1") === null }`. */
  readonly alwaysReachable?: Named<P, StatePredicate<D>>;
  /**
   * What it is an implementation of, by name: an abstract model, and which state of that each state is: `refines: { voting: {
   * model: VOTING, map: (s) => ({ votes: s.acceptor.voted }) } }`. Judged as properties.
   */
  readonly refines?: RefinementDefinitions<SystemView<D>>;
  /**
   * Whether a state in which nothing can happen is an error: `"allowed"` (the default), `"forbidden"`, or allowed where
   * this holds: `terminal: (s) => s.history.decided.size > 0`.
   */
  readonly terminal?: "allowed" | "forbidden" | StatePredicate<D>;
  /**
   * Words for what fields hold, with which reasons are told, by the fields' names in traces: `words: { "acceptor.voted": "{key}
   * voted for {value}" }`. Of two phrases the second is for when it is not so; of messages there is one for each kind.
   */
  readonly words?: Readonly<Record<string, FieldWords>>;
  /** How it is drawn; nothing that is true depends on it: `view: { colours: { "server.phase": { leader: "blue" } } }`. */
  readonly view?: ViewDefinition<`${RoleOf<D>}.${string}` | `history.${string}` | KindOf<D>> | false;
}

/** A system of processes: what `system` makes. */
export interface System<D extends Declared> {
  /** Makes messages, to be looked for in properties: `s.sent.has(message.accept({ from, to, value }))`. */
  readonly message: {
    readonly [K in KindOf<D>]: (fields: MadeOf<D, K>) => MessageOf<D, K>;
  };
  /**
   * Says what the processes of a role do. Throws SYN220 for what cannot be: `const acceptor = world.role("acceptor", {
   * receive: { ... } })`.
   */
  role<Role extends RoleOf<D>, R extends Readonly<Record<string, unknown>> = {}>(
    name: Role,
    behaviour: Behaviour<D, Role, R>,
  ): RoleBehaviour;
  /**
   * Puts roles and properties together; lowers them to a model like any other. Throws SYN220, SYN221, and what `model`
   * throws.
   */
  model<P extends string = never, F extends string = never>(definition: SystemModelDefinition<D, P, F>): Model<P, F>;
}

/**
 * A state of a system, as its properties see it: to annotate functions that read it.
 *
 * @example
 * ```ts
 * const world = system({
 *   roles: { node: { processes: scalarset("n", 2), stable: { up: boolean } } },
 *   messages: { hello: { from: "node", to: "node" } },
 *   network: "set",
 * });
 * const anyUp = (s: SystemState<typeof world>) => s.node.up.get("n1") || s.node.up.get("n2");
 * ```
 */
export type SystemState<S> = S extends System<infer D> ? SystemView<D> : never;

/** A rule of one of a system's roles that ranges over `B`: to write rules that several models put into their roles. */
export type SystemRule<S, Role, B = {}> = S extends System<infer D> ? RoleRule<D, Role & RoleOf<D>, B> : never;

/**
 * Declares processes that send each other messages: roles with their rows of state, kinds of messages, and the network
 * that carries them. `role` then says what the processes of a role do, and `model` puts the roles and the properties
 * together. A process knows its own row and what reaches it (Lynch, *Distributed Algorithms*, 1996, ch. 14).
 *
 * @throws SynodError SYN220 for what cannot be a system, SYN211 for keys that there are not.
 *
 * @example
 * ```ts
 * const world = system({
 *   roles: {
 *     client: { processes: scalarset("c", 2), stable: { asked: boolean, answers: range(0, 1) } },
 *     server: { processes: scalarset("s", 1) },
 *   },
 *   messages: { ask: { from: "client", to: "server" }, answer: { from: "server", to: "client" } },
 *   network: { kind: "bag", capacity: 2, lossy: true },
 * });
 * const client = world.role("client", {
 *   rules: { ask: { when: (row) => !row.asked, do: (row, { send }) => { row.asked = true; send.ask({ to: "s1" }); } } },
 *   receive: { answer: { do: (row) => { row.answers += 1; } } },
 * });
 * const server = world.role("server", {
 *   receive: { ask: { do: (_, { message, send }) => { send.answer({ to: message.from }); } } },
 * });
 * export const questions = world.model({
 *   roles: [client, server],
 *   always: { once: (s) => s.client.answers.get("c1") <= 1 },
 *   reachable: { answered: (s) => s.client.answers.get("c1") === 1 },
 * });
 * ```
 */
export function system<const R extends Roles, const M extends Messages<keyof R & string>, const H extends History = {}>(
  declaration: SystemDeclaration<R, M, H>,
): System<{ roles: R; messages: M; history: H }> {
  checkSystem(declaration);
  const roles = rolesOf(declaration.roles);
  const hasPartitions = declaration.partitions !== undefined;
  const kinds = kindsOf(declaration.roles, declaration.messages as Messages, declaration.network, hasPartitions);
  const links = linksOf([...kinds.byName.values()], declaration.partitions);
  const history = historiesOf(declaration.history ?? {}, null);
  checkFieldNames(roles, kinds, links, history);
  const stage = emptyStage();
  const plan: Lowering = { roles, kinds, links, history, stage, expiry: new Map() };
  const message = Object.fromEntries([...kinds.byName].map(([name, kind]) => [name, kind.message]));
  const modelOf = (definition: object): Model => {
    const made = lowered(plan, definition as SystemModelDefinition<Declared>);
    declare(made, modelOf);
    return made;
  };
  return {
    message,
    role: (name: string, behaviour: object) => behaviourOf(plan, name, behaviour),
    model: modelOf,
  } as unknown as System<{ roles: R; messages: M; history: H }>;
}

const MODEL_KEYS = keysOf<SystemModelDefinition<Declared>>({
  name: true,
  roles: true,
  constraint: true,
  always: true,
  step: true,
  reachable: true,
  eventually: true,
  alwaysEventually: true,
  eventuallyAlways: true,
  leadsTo: true,
  alwaysReachable: true,
  refines: true,
  fairness: true,
  terminal: true,
  words: true,
  view: true,
});

function isBehaviour(value: unknown): value is RoleBehaviour {
  return isNamedParts(value) && (value as Partial<RoleBehaviour>)[MADE_BY_ROLE] === true;
}

function lowered(declared: Lowering, definition: SystemModelDefinition<Declared>): Model {
  const { roles, kinds, links, history, stage } = declared;
  closed(definition, MODEL_KEYS, (problem, wrong) =>
    wrong === undefined
      ? synodError("bad-definition", {
          subject: "what a system's model(...) is given",
          problem,
          expected: "{ roles, always, ... }",
        })
      : synodError("unknown-key", { subject: "the model of a system", ...wrong }),
  );
  const { roles: behaviours, terminal, ...rest } = definition;
  if (!Array.isArray(behaviours) || !behaviours.every(isBehaviour))
    throw synodError("bad-system", {
      part: "`roles` of the model",
      problem: "is no list of what `role(...)` of the system made",
    });
  for (const { role, receive, expires } of behaviours) {
    const alien = [...receive.keys(), ...expires.keys()].find((kind) => kinds.byName.get(kind)?.to !== role);
    if (alien !== undefined)
      throw synodError("bad-system", {
        part: `role ${role}`,
        problem: `is another system's: "${alien}" is not sent to it here`,
      });
  }
  for (const name of roles.keys()) {
    const count = behaviours.filter(({ role }) => role === name).length;
    if (count !== 1)
      throw synodError("bad-system", { part: `role ${name}`, problem: `has ${count} behaviours in \`roles\`, not 1` });
  }
  const state: Schema = {
    ...Object.assign({}, ...[...roles.values()].map(({ fields }) => fields)),
    ...Object.fromEntries(kinds.fields),
    ...Object.fromEntries(links.fields),
    ...Object.fromEntries(Object.entries(history.fields).map(([name, field]) => [`history.${name}`, field])),
  };

  const plan = { ...declared, expiry: expiryTests(stage, roles, kinds, behaviours) };
  const all: (readonly [whose: string, rule: NamedRule])[] = [];
  const add = (whose: string, ...made: readonly NamedRule[]) => {
    for (const rule of made) all.push([whose, rule]);
  };
  const off = new Set(behaviours.flatMap((behaviour) => behaviour.off));
  for (const behaviour of behaviours) add(`role ${behaviour.role}`, ...roleRules(plan, behaviour));
  for (const role of roles.values()) {
    if (role.crashes === null || role.crashes.atMost === 0) continue;
    add(`the crashes of role ${role.name}`, crashRule(role));
    if (!role.crashes.restarts) continue;
    add(
      `the crashes of role ${role.name}`,
      restartRule(plan, role, behaviours.find(({ role: of }) => of === role.name)?.restart ?? null),
    );
  }
  for (const kind of kinds.byName.values()) if (kind.network.lossy) add("the network", lossRule(kinds, kind));
  add("the partitions", ...links.rules);
  checkRuleNames(all.map(([whose, [name]]) => [name, whose]));
  const rules = new Map<string, LoweredRule>(all.map(([, rule]) => rule));

  const init = (draft: object) => {
    for (const { role, init } of behaviours) {
      if (init === null) continue;
      const acting = roles.get(role) as Role;
      const { row, processes, history: own } = acting;
      const sent = [...kinds.byName.values()].filter(({ from }) => from === role);
      // Which of several messages would be lost is nobody's choice before anything happens: there must be room.
      const send = senderOf(stage, `init of ${role}`, sent, false);
      const record = recorderOf(stage, role, own, history);
      const timer = timersOf(stage, acting);
      const handed = sealer(`init of ${role}`, "argument");
      for (const self of processes.values) {
        Object.assign(stage, { state: draft as Fields, self, message: null, acting: true, changed: false });
        const own = rowOf(stage, role, row);
        const answer = init(own, handed({ self, send, record, ...(timer !== null && { timer }) }));
        refuseUnfinished(`init of ${role}`, answer);
        refuseNewState(`init of ${role}`, answer, own);
      }
    }
  };
  const view = systemViews(roles, kinds, history);
  const properties = Object.entries(rest).map(([key, given]) => [key, throughView(key, given, view)] as const);
  const plain = [...rules].map(([name, { footprint: _, imposed: __, ...rule }]) => [name, rule] as const);
  return modelWith<Schema, Readonly<Record<string, unknown>>>(
    {
      ...Object.fromEntries(properties),
      ...(terminal !== undefined && { terminal: throughView("terminal", terminal, view) as "allowed" }),
      state,
      init,
      // A rule that one role has and another has not is there.
      rules: Object.fromEntries([...[...off].map((name) => [name, false] as const), ...plain]) as never,
    },
    {
      footprints: new Map([...rules].map(([name, { footprint }]) => [name, footprint])),
      imposed: new Map([...rules].map(([name, rule]) => [name, rule.imposed ?? imposedWhole(rule)])),
      expiries: expiriesOf(stage, roles, kinds, plan.expiry),
    },
  );
}
