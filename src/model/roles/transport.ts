/** Putting messages on the network and looking for them there, whatever carries them. */
import type { Kind, Message } from "./kinds.ts";

/** A state as the lowering handles it: fields by name. */
// biome-ignore lint/suspicious/noExplicitAny: the lowering reads fields whose types only the declaration knows.
export type Fields = Record<string, any>;

/**
 * Sends: adds what is stored for it. Throws `out-of-domain` when the content does not fit, and `capacity-exceeded` where
 * there is no room, unless what finds none is lost: if that is declared and `mayLose`.
 */
export function post(kind: Kind, state: Fields, from: unknown, content: object, mayLose = true): void {
  const message = kind.message(kind.anonymous ? { ...content } : { ...content, from });
  const { network } = kind;
  if (network.kind === "set") {
    state[kind.field].add(kind.stored === kind.message ? message : kind.stored(message));
    return;
  }
  for (const to of recipients(kind, message, from)) {
    const place = network.kind === "bag" ? state[kind.field] : state[kind.field].get(from).get(to);
    const held = () => (network.kind === "bag" ? place.size : place.length);
    const room = !mayLose || network.overflow === "error" || held() < (network.capacity as number);
    if (!room) continue;
    if (network.kind === "bag") place.add(kind.stored({ ...message, to }));
    else place.push(kind.stored(own(kind, message)));
  }
}

/** Whether the message is on the network; a broadcast: any copy of it. */
export function isThere(kind: Kind, state: Fields, message: Message): boolean {
  const { network } = kind;
  if (network.kind === "set") return state[kind.field].has(message);
  if (network.kind === "bag")
    return recipients(kind, message, message.from).some((to) => state[kind.field].has(kind.stored({ ...message, to })));
  const stored = kind.stored(own(kind, message));
  const senders = kind.anonymous ? kind.senders.values : [message.from];
  return senders.some((from) =>
    recipients(kind, message, from).some((to) => state[kind.field].get(from).get(to).includes(stored)),
  );
}

/** Every message on the network field, as receivers see it. */
export function* messagesIn(kinds: readonly Kind[], field: string, state: Fields): Generator<Message> {
  const [first] = kinds as [Kind];
  if (first.network.kind !== "fifo") {
    yield* state[field] as Iterable<Message>;
    return;
  }
  for (const from of first.senders.values)
    for (const to of first.receivers.values)
      for (const stored of state[field].get(from).get(to) as Iterable<Message>)
        yield arrived(kinds.find(({ name }) => name === stored.kind) as Kind, stored, from, to);
}

/** The message that a channel's entry stands for. */
export function arrived(kind: Kind, stored: Message, from: unknown, to: unknown): Message {
  if (kind.broadcast) return kind.copy(stored, from, to);
  return kind.message(kind.anonymous ? { ...stored, to } : { ...stored, from, to });
}

function recipients(kind: Kind, message: Message, from: unknown): readonly unknown[] {
  if (!kind.broadcast) return [message.to];
  return kind.from === kind.to ? kind.receivers.values.filter((to) => to !== from) : kind.receivers.values;
}

/** The kind's own fields of a message. */
function own(kind: Kind, message: Message): Message {
  return Object.fromEntries(kind.fields.map((name) => [name, message[name]])) as Message;
}
