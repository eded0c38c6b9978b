/**
 * Processes that send each other messages: a second surface, which lowers to an ordinary model. A system declares its
 * roles, messages and network; `role` says what the processes of a role do, `model` puts the roles and the properties
 * together. As in Lynch, *Distributed Algorithms* (1996), ch. 14, a process knows its own state and what reaches it.
 */
import type { AnyDomain } from "../../domain/domain.ts";
import { synodError } from "../../errors.ts";
import type { Schema } from "../../state/field.ts";
import { forEvery, partsOf } from "../conjunction.ts";
import { type Model, type ModelDefinition, model } from "../model.ts";
import type { Behaviour, RoleBehaviour, RoleRule, Step } from "./behaviour.ts";
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
import { type Plan, restartRule, roleRules } from "./lower.ts";
import type { LoweredRule, NamedRule } from "./lowered.ts";
import { fieldsOf, rolesOf } from "./rows.ts";
import { emptyStage, rowOf } from "./stage.ts";
import { type SystemView, systemViews } from "./system-view.ts";
import type { Fields } from "./transport.ts";

type StatePredicate<D extends Declared> = (state: SystemView<D>) => boolean;
type StepPredicate<D extends Declared> = (before: SystemView<D>, after: SystemView<D>) => boolean;
type Predicates<P> = Readonly<Record<string, P>>;

/** As a model's definition (model.ts), with roles for state and rules. Predicates see the whole system. */
export interface SystemModelDefinition<D extends Declared>
  extends Pick<ModelDefinition<Schema, {}, {}>, "name" | "fairness"> {
  readonly roles: readonly RoleBehaviour[];
  readonly always?: Predicates<StatePredicate<D>>;
  readonly step?: Predicates<StepPredicate<D>>;
  readonly reachable?: Predicates<StatePredicate<D>>;
  readonly eventually?: Predicates<StatePredicate<D>>;
  readonly alwaysEventually?: Predicates<StatePredicate<D>>;
  readonly eventuallyAlways?: Predicates<StatePredicate<D>>;
  readonly leadsTo?: Predicates<readonly [from: StatePredicate<D>, to: StatePredicate<D>]>;
  readonly alwaysReachable?: Predicates<StatePredicate<D>>;
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
  model(definition: SystemModelDefinition<D>): Model;
}

/** A state of a system, as its properties see it: to annotate functions that read it. */
export type SystemState<S> = S extends System<infer D> ? SystemView<D> : never;

/** A rule of one of a system's roles that ranges over `B`: to write rules that several models put into their roles. */
export type SystemRule<S, Role, B = {}> = S extends System<infer D> ? RoleRule<D, Role & RoleOf<D>, B> : never;

export function system<const R extends Roles, const M extends Messages<keyof R & string>, const H extends Schema = {}>(
  declaration: SystemDeclaration<R, M, H>,
): System<{ roles: R; messages: M; history: H }> {
  const roles = rolesOf(declaration.roles);
  const kinds = kindsOf(declaration.roles, declaration.messages as Messages, declaration.network);
  const links = linksOf([...kinds.byName.values()], declaration.partitions);
  const history: Schema = declaration.history ?? {};
  const stage = emptyStage();
  const plan: Plan = { roles, kinds, links, history, stage, expiry: new Map() };
  const message = Object.fromEntries([...kinds.byName].map(([name, kind]) => [name, kind.message]));
  return {
    message,
    role: (name: string, behaviour: object) => behaviourOf(plan, name, behaviour as AnyBehaviour),
    model: (definition: object) => lowered(plan, definition as SystemModelDefinition<Declared>),
  } as unknown as System<{ roles: R; messages: M; history: H }>;
}

interface AnyBehaviour {
  readonly init?: RoleBehaviour["init"];
  readonly receive?: Readonly<Record<string, object>>;
  readonly expires?: Readonly<Record<string, (row: object, at: object) => boolean>>;
  readonly rules?: Readonly<Record<string, object>>;
  readonly restart?: object;
}

function behaviourOf(plan: Plan, name: string, given: AnyBehaviour): RoleBehaviour {
  const bad = (problem: string) => synodError("bad-system", { part: `role ${name}`, problem });
  const role = plan.roles.get(name);
  if (role === undefined) throw bad("is not declared");
  const receive = new Map(
    Object.entries(given.receive ?? {}).map(([kind, step]) => [kind, stepOf(`receive ${kind}`, step)]),
  );
  for (const kind of receive.keys()) {
    if (plan.kinds.byName.get(kind)?.to !== name) throw bad(`receives "${kind}", a kind that is not sent to it`);
  }
  for (const { name: kind, to, network } of plan.kinds.byName.values()) {
    if (to === name && network.kind !== "set" && !receive.has(kind))
      throw bad(`does not say what becomes of "${kind}", which would stay in the network for ever`);
  }
  if (given.restart !== undefined && role.crashes === null) throw bad("has `restart`, but no crash to come back from");
  return {
    role: name,
    init: given.init ?? null,
    receive,
    expires: new Map(Object.entries(given.expires ?? {})),
    rules: new Map(Object.entries(given.rules ?? {}).map(([rule, step]) => [rule, stepOf(rule, step)])),
    restart: given.restart === undefined ? null : stepOf(`restart ${name}`, given.restart),
  };
}

function stepOf(rule: string, given: Partial<Step>): Step {
  if (typeof given?.do !== "function") throw synodError("bad-rule", { rule, problem: "it has no `do` function" });
  const domains = Object.entries(given.for ?? {}) as [string, AnyDomain][];
  for (const [name, domain] of domains) {
    if (!("encode" in domain))
      throw synodError("bad-binding", {
        binding: `${rule}'s ${name}`,
        problem: "a role's rule ranges over domains only",
      });
  }
  return {
    for: given.for ?? {},
    when: given.when ?? null,
    do: given.do,
    sends: given.sends ?? null,
    reads: given.reads ?? null,
  };
}

function lowered(declared: Plan, definition: SystemModelDefinition<Declared>): Model {
  const { roles, kinds, links, history, stage } = declared;
  const { roles: behaviours, terminal, ...rest } = definition;
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
      const { row, processes } = roles.get(role) as NonNullable<ReturnType<typeof roles.get>>;
      for (const self of processes.values) {
        Object.assign(stage, { state: draft as Fields, self, message: null });
        init(rowOf(stage, role, row), Object.freeze({ self }));
      }
    }
  };
  const view = systemViews(roles, kinds, history);
  const seen =
    (predicate: StatePredicate<Declared> | StepPredicate<Declared>) =>
    (before: object, after?: object): boolean =>
      predicate(view(before) as never, (after === undefined ? undefined : view(after)) as never);
  /** A predicate over the model's states; one that tells its parts goes on doing so. */
  const through = (predicate: unknown): unknown => {
    if (typeof predicate !== "function") return predicate;
    const parts = partsOf(predicate as StatePredicate<Declared>);
    return parts[0] === predicate ? seen(predicate as StatePredicate<Declared>) : forEvery(parts, seen);
  };
  const properties = Object.entries(rest).map(([part, given]) => {
    if (part === "name" || part === "fairness" || typeof given !== "object") return [part, given] as const;
    const each = Object.entries(given).map(([name, said]) => [
      name,
      Array.isArray(said) ? said.map(through) : through(said),
    ]);
    return [part, Object.fromEntries(each)] as const;
  });
  return model<Schema, Readonly<Record<string, unknown>>>({
    ...Object.fromEntries(properties),
    ...(terminal !== undefined && { terminal: through(terminal) as "allowed" }),
    state,
    init,
    rules: Object.fromEntries(rules) as never,
    expiries: expiriesOf(stage, roles, kinds, plan.expiry),
  });
}
