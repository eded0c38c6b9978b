/**
 * From processes to rules: each thing that a role does becomes an ordinary rule of the model, named for the reader of a
 * trace, with the process and the message among its bindings. The engine knows nothing of roles.
 *
 *   start(proposer: p1)                            a rule of a role
 *   receive prepare(acceptor: a2, message: ...)    from a set, a broadcast: whoever it is for
 *   receive reply(message: reply(from: a2, ...))   from a set or a bag, to one process
 *   receive ping(from: c1, to: s1)                 from the head of a channel
 */
import { refuseNewState } from "../../closed-room.ts";
import type { AnyDomain } from "../../domain/domain.ts";
import { synodError } from "../../errors/errors.ts";
import type { BoundPart, BoundPlace, Footprint } from "../footprint.ts";
import type { Imposed } from "../imposed.ts";
import { members } from "../members.ts";
import type { Binding } from "../rule.ts";
import { noteWritten } from "../written-closures.ts";
import type { RoleBehaviour, Step } from "./behaviour.ts";
import type { Histories } from "./histories.ts";
import { collectionOf, type Kind, type Kinds, type Message } from "./kinds.ts";
import type { Links } from "./links.ts";
import type { LoweredRule, NamedRule } from "./lowered.ts";
import { recorderOf } from "./recorder.ts";
import { type Role, rowField } from "./rows.ts";
import { contexts, type HasExpired, inboxOf, rowOf, type Stage, senderOf } from "./stage.ts";
import { timeoutName, timersOf, whileRunning } from "./timers.ts";
import { arrived, type Fields } from "./transport.ts";

/** What is being lowered. */
export interface Lowering {
  readonly roles: ReadonlyMap<string, Role>;
  readonly kinds: Kinds;
  readonly links: Links;
  readonly history: Histories;
  readonly stage: Stage;
  /** Per kind that expires, whether a message has expired for the process on stage. */
  readonly expiry: ReadonlyMap<string, NonNullable<HasExpired>>;
}

/** How an instance's process, and the message that it receives, are found. */
interface Occasion {
  readonly bindings: Readonly<Record<string, Binding>>;
  readonly process: BoundPart;
  /** The names of the bound values that the handler is handed. */
  readonly names: readonly string[];
  /** The message received, or null when there is none now: the rule is then disabled. */
  readonly message: ((state: Fields, bound: Fields) => Message | null) | null;
  /** Takes the message out of the network. */
  readonly take: ((state: Fields, bound: Fields) => void) | null;
  readonly receives: Footprint["receives"];
  readonly kind: Kind | null;
}

/** The rules of a role: what it does by itself, when its timers run out, then what it receives. */
export function roleRules(plan: Lowering, behaviour: RoleBehaviour): NamedRule[] {
  const role = plan.roles.get(behaviour.role) as Role;
  const rules: NamedRule[] = [];
  for (const [name, step] of behaviour.rules)
    rules.push([name, stepRule(plan, role, name, step, alone(role, step)).rule]);
  for (const [timer, step] of behaviour.timeout) rules.push(timeoutRule(plan, role, timer, step));
  for (const [kindName, step] of behaviour.receive) {
    const kind = plan.kinds.byName.get(kindName) as Kind;
    const [name, again] = receiptNames(kindName, kind) as [string, string?];
    rules.push([name, stepRule(plan, role, name, step, arrival(plan, kind, true)).rule]);
    if (again === undefined) continue;
    rules.push([again, stepRule(plan, role, name, step, arrival(plan, kind, false)).rule]);
  }
  return rules;
}

/** The rule by which a timer of the role runs out. */
function timeoutRule(plan: Lowering, role: Role, timer: string, step: Step): NamedRule {
  const name = timeoutName(timer);
  const { rule, guard } = stepRule(plan, role, name, step, alone(role, NOTHING));
  const imposed = whileRunning(timer, role, (bound) => bound[role.name], rule.imposed);
  return [name, { ...rule, ...composed(imposed, guard, step), imposed }];
}

/** What the rules are called by which a kind is received, the one that leaves the message there second. */
export function receiptNames(name: string, kind: Kind | undefined): readonly string[] {
  return [`receive ${name}`, ...(kind?.network.duplicating === true ? [`receive ${name} again`] : [])];
}

/** The rule that brings a process of the role back, when it may come back. */
export function restartRule(plan: Lowering, role: Role, step: Step | null): NamedRule {
  const name = `restart ${role.name}`;
  const down = rowField(role.name, "down");
  const { rule } = stepRule(plan, role, name, step ?? NOTHING, alone(role, NOTHING), false);
  const process = { binding: role.name, part: null };
  const isDown = (state: object, bound: object) => (state as Fields)[down].get((bound as Fields)[role.name]);
  const imposed: Imposed = {
    ...rule.imposed,
    when: isDown,
    do: (state, bound) => {
      (state as Fields)[down].set((bound as Fields)[role.name], false);
      rule.imposed.do(state, bound);
    },
  };
  return [
    name,
    {
      ...rule,
      ...composed(imposed, null, step ?? NOTHING),
      imposed,
      footprint: withPlace(rule.footprint, { field: down, keys: [process] }),
    },
  ];
}

const NOTHING: Step = { for: {}, when: null, do: () => {}, sends: [], reads: [] };

/** The footprint of a rule that also reads and writes there. */
function withPlace(footprint: Footprint, place: BoundPlace): Footprint {
  return { ...footprint, reads: [...footprint.reads, place], writes: [...footprint.writes, place] };
}

/** A rule of a role by itself: for each of its processes, and the values that the rule asks for. */
function alone(role: Role, step: Step): Occasion {
  return {
    bindings: { [role.name]: role.processes, ...step.for },
    process: { binding: role.name, part: null },
    names: Object.keys(step.for),
    message: null,
    take: null,
    receives: null,
    kind: null,
  };
}

/** The arrival of a message; consumed: it is taken out of a bag or channel. */
function arrival(plan: Lowering, kind: Kind, consumed: boolean): Occasion {
  const { field, network, broadcast } = kind;
  const common = { names: [], kind };
  if (network.kind === "fifo") {
    const receives = {
      kind: kind.name,
      field,
      network: "fifo",
      from: { binding: "from", part: null },
      consumed,
    } as const;
    return {
      ...common,
      bindings: { from: kind.senders, to: kind.receivers },
      process: { binding: "to", part: null },
      message: (state, { from, to }) => {
        const head = state[field].get(from).get(to).at(0);
        return head?.kind === kind.name ? arrived(kind, head, from, to) : null;
      },
      take: consumed ? (state, { from, to }) => state[field].get(from).get(to).shift() : null,
      receives,
    };
  }
  const message = members(collectionOf(plan.kinds, kind), kind.stored as AnyDomain);
  const isForAll = network.kind === "set" && broadcast;
  const take = network.kind === "bag" && consumed;
  return {
    ...common,
    bindings: isForAll ? { [kind.to]: kind.receivers, message } : { message },
    process: isForAll ? { binding: kind.to, part: null } : { binding: "message", part: "to" },
    message: (_, bound) => bound.message,
    take: take ? (state, bound) => state[field].delete(bound.message) : null,
    receives: {
      ...{ kind: kind.name, field, network: network.kind, consumed: take },
      from: kind.anonymous ? null : { binding: "message", part: "from" },
    },
  };
}

/** The writer's guard, of the process on stage. */
type Guard = (bound: object) => boolean;
interface StepRule {
  readonly rule: LoweredRule & { readonly imposed: Imposed };
  readonly guard: Guard | null;
}

/** `mustBeUp`: false for the rule that brings a process back. */
function stepRule(plan: Lowering, role: Role, name: string, step: Step, occasion: Occasion, mustBeUp = true): StepRule {
  const { stage, kinds, links } = plan;
  const every = [...kinds.byName.values()];
  const sends = allowed(every, (kind) => kind.from === role.name, step.sends, `${name} sends`);
  const heard = allowed(
    every,
    (kind) => kind.to === role.name && kind.network.kind === "set",
    step.reads,
    `${name} reads`,
  );
  // Over a link that is cut a message has not come, although it was sent: an inbox would know it.
  const reads = links.enabled ? [] : heard;
  const row = rowOf(stage, role.name, role.row);
  const handed = contexts(stage, name, {
    inbox: inboxOf(stage, name, reads, (heard) => plan.expiry.get(heard.name) ?? null),
    send: senderOf(stage, name, sends),
    record: recorderOf(stage, role.name, role.history, plan.history),
    timer: timersOf(stage, role),
  });

  const { kind, process, names } = occasion;
  const down = mustBeUp && role.crashes !== null ? rowField(role.name, "down") : null;
  const self = (bound: Fields): unknown =>
    process.part === null ? bound[process.binding] : bound[process.binding][process.part];
  const reaches = kind === null ? null : links.reaches(kind);
  const expired = kind === null ? null : (plan.expiry.get(kind.name) ?? null);
  const isChannel = kind?.network.kind === "fifo";
  const toItself = kind?.broadcast === true && kind.from === kind.to && !kind.anonymous;
  const enter = (state: Fields, bound: Fields, acting: boolean): boolean => {
    stage.state = state;
    stage.self = self(bound);
    stage.acting = acting;
    stage.changed = false;
    if (down !== null && state[down].get(stage.self)) return false;
    stage.message = occasion.message === null ? null : occasion.message(state, bound);
    if (kind === null) return true;
    if (stage.message === null) return false;
    if (toItself && stage.message.from === stage.self) return false;
    if (expired !== null && !acting && expired(stage.message)) return false;
    return reaches === null || reaches(state, isChannel ? bound.from : stage.message.from, stage.self);
  };

  const imposed: Imposed = {
    when: (state, bound) => enter(state as Fields, bound as Fields, false),
    hasGuard: step.when !== null,
    do: (state, bound) => {
      enter(state as Fields, bound as Fields, true);
      if (occasion.take !== null) occasion.take(state as Fields, bound as Fields);
    },
    own: (state, bound) => {
      stage.state = state as Fields;
      const answer: unknown = step.do(row, handed(bound, names, stage.self).means);
      if (typeof answer === "object") refuseNewState(`the effect of ${name}`, answer, row);
      return answer;
    },
  };
  const { when } = step;
  const guard: Guard | null = when === null ? null : (bound) => when(row, handed(bound, names, stage.self).sight);
  const footprint = footprintOf(plan, role, occasion, { sends, reads, down, hasLink: reaches !== null });
  return { rule: { for: occasion.bindings, ...composed(imposed, guard, step), imposed, footprint }, guard };
}

/** Guard and effect: what is imposed, then the writer's. */
function composed(imposed: Imposed, guard: Guard | null, written: Step): Pick<LoweredRule, "when" | "do"> {
  const effect: LoweredRule["do"] = (state, bound) => {
    imposed.do(state, bound);
    return imposed.own(state, bound);
  };
  noteWritten(effect, written === NOTHING ? [] : [written.when, written.do]);
  return {
    when: guard === null ? imposed.when : (state, bound) => imposed.when(state, bound) && guard(bound),
    do: effect,
  };
}

/** The kinds of `all` that a rule may use: those declared for it, which must be among its role's. */
function allowed(
  all: readonly Kind[],
  isRoles: (kind: Kind) => boolean,
  declared: Step["sends"],
  what: string,
): Kind[] {
  const kinds = all.filter(isRoles);
  if (declared === null) return kinds;
  for (const name of declared) {
    if (!kinds.some((kind) => kind.name === name))
      throw synodError("bad-system", { part: what, problem: `"${name}", which is no kind that its role could` });
  }
  return kinds.filter((kind) => declared.includes(kind.name));
}

interface Reached {
  readonly sends: readonly Kind[];
  readonly reads: readonly Kind[];
  readonly down: string | null;
  readonly hasLink: boolean;
}

function footprintOf(
  plan: Lowering,
  role: Role,
  occasion: Occasion,
  { sends, reads, down, hasLink }: Reached,
): Footprint {
  const { process, receives, kind } = occasion;
  const own = (field: string): BoundPlace => ({ field: rowField(role.name, field), keys: [process] });
  const rows = [...Object.keys(role.row), ...(role.timers.length > 0 ? ["timers"] : [])].map(own);
  // Whoever records an operation notes what others have finished: that is kept for all of them together.
  const kept = Object.keys(role.history.fields).map((name) =>
    role.history.operations.has(name) ? { field: rowField(role.name, name), keys: [] } : own(name),
  );
  const shared = Object.keys(plan.history.fields).map((field): BoundPlace => ({ field: `history.${field}`, keys: [] }));
  const link =
    hasLink && kind !== null && receives !== null && receives.from !== null
      ? [{ field: plan.links.field(kind), keys: [receives.from, process] }]
      : [];
  return {
    role: role.name,
    process,
    reads: [...rows, ...(down === null ? [] : [{ field: down, keys: [process] }]), ...link],
    writes: [...rows, ...kept, ...shared],
    receives,
    sends: sends.map(({ name, field, to, broadcast, network }) => ({
      ...{ kind: name, field, to, broadcast, network: network.kind, lostWhenFull: network.overflow === "lost" },
    })),
    inbox: reads.map(({ name, field }) => ({ kind: name, field })),
  };
}
