/** What a system is made of, as names that a test counts. */
import type { SystemData } from "./system-data.ts";

/** Every feature, once. */
export function featuresOfSystem(system: SystemData): Set<string> {
  const found = new Set<string>();
  const processes = new Map(system.domains);
  if (system.roles.length > 1) found.add("two roles");
  for (const role of system.roles) {
    found.add(`processes ${processes.get(role.processes)?.is}`);
    for (const [, { is }] of [...role.stable, ...role.volatile]) found.add(`row ${is}`);
    if (role.history.length > 0) found.add("history of a role");
    if (role.calls !== null) found.add("history of operations");
    if (role.timeout.length > 0) found.add("timers");
    if (role.init !== null && role.init.length > 0) found.add("init of a role");
    if (JSON.stringify(role.init).includes('"send"')) found.add("init sends");
    if (role.restart !== null) found.add("restart");
    if (role.expires.length > 0) found.add("expires");
    if (role.crashes === null) continue;
    found.add(role.crashes.restarts ? "crashes and restarts" : "crashes for good");
    found.add(
      role.crashes.atMost === null
        ? "any number of crashes"
        : role.crashes.atMost === 0
          ? "no crashes"
          : "some crashes",
    );
    if (role.volatile.length > 0) found.add("volatile");
  }
  for (const { network, broadcast, anonymous, from, to } of system.messages) {
    if (anonymous) found.add(`anonymous over ${network.is}`);
    found.add(`network ${network.is}`);
    found.add(broadcast ? `broadcast over ${network.is}` : `addressed over ${network.is}`);
    if (from === to) found.add("messages within a role");
    if (network.is === "set") {
      if (network.capacity !== null) found.add("set network with a capacity");
      continue;
    }
    if (network.overflow === "lost") found.add(`${network.is} loses what finds no room`);
    if (network.lossy) found.add(`lossy ${network.is}`);
    if (network.duplicating) found.add(`duplicating ${network.is}`);
  }
  if (new Set(system.messages.map(({ network }) => network.is)).size > 1) found.add("two kinds of networks");
  if (system.history.length > 0) found.add("history of the system");
  if (system.partitions !== null) found.add(system.partitions.heals ? "partitions that heal" : "partitions");
  JSON.stringify([system.roles, system.properties], (_, part) => {
    if (part?.e === "heard") found.add(`inbox ${part.how}`);
    if (part?.e === "sent") found.add(part.message === null ? "number of messages" : "message sent");
    if (part?.do === "record") found.add("record");
    if (part?.do === "send") found.add("send");
    if (part?.e === "explained") found.add(part.inTime ? "linearizable" : "sequentially consistent");
    if (part?.do === "call") found.add(`${part.how} ${part.operation}`);
    if (part?.do === "timer") found.add(`timer ${part.how}`);
    return part;
  });
  return found;
}
