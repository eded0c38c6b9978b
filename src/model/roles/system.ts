/**
 * Processes that send each other messages: a second surface, which lowers to an ordinary model. A system declares its
 * roles, messages and network; `role` says what the processes of a role do, `model` puts the roles and the properties
 * together. As in Lynch, *Distributed Algorithms* (1996), ch. 14, a process knows its own state and what reaches it.
 */

import { closed, isNamedParts, keysOf } from "../../closed.ts";
import { refuseNewState, refuseUnfinished } from "../../closed-room.ts";
import { synodError } from "../../errors/errors.ts";
import type { Schema } from "../../state/field.ts";
import { mapParts } from "../conjunction.ts";
import { imposedWhole } from "../imposed.ts";
import { type Model, type ModelDefinition, modelWith, type Named } from "../model.ts";
import { declare } from "../origin.ts";
import { type Behaviour, MADE_BY_ROLE, type RoleBehaviour, type RoleRule } from "./behaviour.ts";
import { behaviourOf } from "./closed-behaviour.ts";
import { checkFieldNames, checkSystem } from "./closed-system.ts";
import type {
  ContentOf,
  Declared,
  KindOf,
  MessageOf,
  Messages,
  ProcessOf,
  RoleOf,
  Roles,
  SystemDeclaration,
} from "./declaration.ts";
import { expiriesOf, expiryTests } from "./expiry.ts";
import { crashRule, lossRule } from "./faults.ts";
import { kindsOf } from "./kinds.ts";
import { linksOf } from "./links.ts";
import { type Lowering, restartRule, roleRules } from "./lower.ts";
import type { LoweredRule, NamedRule } from "./lowered.ts";
import { recorderOf } from "./recorder.ts";
import { fieldsOf, type Role, rolesOf } from "./rows.ts";
import { sealer } from "./sealed.ts";
import { emptyStage, rowOf, senderOf } from "./stage.ts";
import { type SystemView, systemViews } from "./system-view.ts";
import type { Fields } from "./transport.ts";

type StatePredicate<D extends Declared> = (state: SystemView<D>) => boolean;
type StepPredicate<D extends Declared> = (before: SystemView<D>, after: SystemView<D>) => boolean;

/** As a model's definition (model.ts), with roles for state and rules. Predicates see the whole system. */
export interface SystemModelDefinition<D extends Declared, P extends string = string, F extends string = string>
  extends Pick<ModelDefinition<Schema, {}, {}, P, F>, "name" | "fairness"> {
  readonly roles: readonly RoleBehaviour[];
  readonly always?: Named<P, StatePredicate<D>>;
  readonly step?: Named<P, StepPredicate<D>>;
  readonly reachable?: Named<P, StatePredicate<D>>;
  readonly eventually?: Named<P, StatePredicate<D>>;
  readonly alwaysEventually?: Named<P, StatePredicate<D>>;
  readonly eventuallyAlways?: Named<P, StatePredicate<D>>;
  readonly leadsTo?: Named<P, readonly [from: StatePredicate<D>, to: StatePredicate<D>]>;
  readonly alwaysReachable?: Named<P, StatePredicate<D>>;
  readonly terminal?: "allowed" | "forbidden" | StatePredicate<D>;
}

export interface System<D extends Declared> {
  /** Makes messages, to be looked for in properties: `s.sent.has(message.accept({ from, to, value }))`. */
  readonly message: {
    readonly [K in KindOf<D>]: (
      fields: { readonly from: ProcessOf<D, D["messages"][K]["from"]> } & ContentOf<D, K>,
    ) => MessageOf<D, K>;
  };
  role<Role extends RoleOf<D>, R extends Readonly<Record<string, unknown>> = {}>(
    name: Role,
    behaviour: Behaviour<D, Role, R>,
  ): RoleBehaviour;
  model<P extends string = never, F extends string = never>(definition: SystemModelDefinition<D, P, F>): Model<P, F>;
}

/** A state of a system, as its properties see it: to annotate functions that read it. */
export type SystemState<S> = S extends System<infer D> ? SystemView<D> : never;

/** A rule of one of a system's roles that ranges over `B`: to write rules that several models put into their roles. */
export type SystemRule<S, Role, B = {}> = S extends System<infer D> ? RoleRule<D, Role & RoleOf<D>, B> : never;

export function system<const R extends Roles, const M extends Messages<keyof R & string>, const H extends Schema = {}>(
  declaration: SystemDeclaration<R, M, H>,
): System<{ roles: R; messages: M; history: H }> {
  checkSystem(declaration);
  const roles = rolesOf(declaration.roles);
  const kinds = kindsOf(declaration.roles, declaration.messages as Messages, declaration.network);
  const links = linksOf([...kinds.byName.values()], declaration.partitions);
  const history: Schema = declaration.history ?? {};
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
  always: true,
  step: true,
  reachable: true,
  eventually: true,
  alwaysEventually: true,
  eventuallyAlways: true,
  leadsTo: true,
  alwaysReachable: true,
  fairness: true,
  terminal: true,
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
    ...Object.assign({}, ...[...roles.values()].map(fieldsOf)),
    ...Object.fromEntries(kinds.fields),
    ...Object.fromEntries(links.fields),
    ...Object.fromEntries(Object.entries(history).map(([name, field]) => [`history.${name}`, field])),
  };

  const plan = { ...declared, expiry: expiryTests(stage, roles, kinds, behaviours) };
  const rules = new Map<string, LoweredRule>();
  const add = ([name, rule]: NamedRule) => {
    if (rules.has(name)) throw synodError("bad-system", { part: `the rule ${name}`, problem: "is there twice" });
    rules.set(name, rule);
  };
  const off = new Set(behaviours.flatMap((behaviour) => behaviour.off));
  for (const behaviour of behaviours) roleRules(plan, behaviour).forEach(add);
  for (const role of roles.values()) {
    if (role.crashes === null || role.crashes.atMost === 0) continue;
    add(crashRule(role));
    if (!role.crashes.restarts) continue;
    add(restartRule(plan, role, behaviours.find(({ role: of }) => of === role.name)?.restart ?? null));
  }
  for (const kind of kinds.byName.values()) if (kind.network.lossy) add(lossRule(kinds, kind));
  links.rules.forEach(add);

  const init = (draft: object) => {
    for (const { role, init } of behaviours) {
      if (init === null) continue;
      const { row, processes, history: own } = roles.get(role) as Role;
      const sent = [...kinds.byName.values()].filter(({ from }) => from === role);
      // Which of several messages would be lost is nobody's choice before anything happens: there must be room.
      const send = senderOf(stage, `init of ${role}`, sent, false);
      const record = recorderOf(stage, role, own, history);
      const handed = sealer(`init of ${role}`, "argument");
      for (const self of processes.values) {
        Object.assign(stage, { state: draft as Fields, self, message: null, acting: true, changed: false });
        const own = rowOf(stage, role, row);
        const answer = init(own, handed({ self, send, record }));
        refuseUnfinished(`init of ${role}`, answer);
        refuseNewState(`init of ${role}`, answer, own);
      }
    }
  };
  const view = systemViews(roles, kinds, history);
  type Predicate = (...states: object[]) => boolean;
  const seen = (predicate: Predicate): Predicate => {
    const through: Predicate = (before, after) =>
      predicate(view(before as object), (after === undefined ? undefined : view(after)) as object);
    // How many states it asks for is looked at when the model is made.
    return Object.defineProperty(through, "length", { value: predicate.length });
  };
  /** A predicate over the model's states; one that tells its parts goes on doing so. */
  const through = (predicate: unknown): unknown =>
    typeof predicate === "function" ? mapParts(predicate as Predicate, seen) : predicate;
  const properties = Object.entries(rest).map(([part, given]) => {
    if (part === "name" || part === "fairness" || !isNamedParts(given)) return [part, given] as const;
    const each = Object.entries(given).map(([name, said]) => [
      name,
      Array.isArray(said) ? said.map(through) : through(said),
    ]);
    return [part, Object.fromEntries(each)] as const;
  });
  const plain = [...rules].map(([name, { footprint: _, imposed: __, ...rule }]) => [name, rule] as const);
  return modelWith<Schema, Readonly<Record<string, unknown>>>(
    {
      ...Object.fromEntries(properties),
      ...(terminal !== undefined && { terminal: through(terminal) as "allowed" }),
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
