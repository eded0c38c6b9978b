/**
 * A log for ShiViz (Beschastnikh, Wang, Brun, Ernst: Debugging Distributed Systems, 2016): a line with the expression that
 * reads it, a line for the one that would separate executions, then for each step its text, and below it who took it with
 * his vector clock. Laws, which ShiViz insists on: a host's own entry starts at 1 and rises by 1 with each of its events, and
 * every host named in a clock has events. Clocks: Fidge 1988, Mattern 1989.
 */
import { synodError } from "../errors/errors.ts";
import { printable } from "../printable.ts";
import type { Causality } from "./causality.ts";
import { calledText, type ToldTrace } from "./told-trace.ts";

/** What ShiViz reads a log by. */
export const SHIVIZ_EXPRESSION = String.raw`(?<event>.*)\n(?<host>\S*) (?<clock>{.*})`;

/** Throws `not-in-format` where nobody knows who took a step. */
export function shivizText({ trace, causality }: ToldTrace): string {
  const known = knownCausality("shiviz", causality);
  const hosts = hostNames(known.hosts);
  const clocks = vectorClocks(known);
  const taken = trace.failing === null ? trace.steps : [...trace.steps, trace.failing];
  const events = taken.map((step, at) => {
    const clock = (clocks[at] as readonly number[]).flatMap((time, host) =>
      time === 0 ? [] : [`${JSON.stringify(hosts[host])}:${time}`],
    );
    const failed = at === trace.steps.length ? " throws" : "";
    const host = hosts[(known.steps[at] as Causality["steps"][number]).host];
    return `${eventText(calledText(step))}${failed}\n${host} {${clock.join(", ")}}\n`;
  });
  return `${SHIVIZ_EXPRESSION}\n\n${events.join("")}`;
}

/** A line that the expression does not take for a host with its clock: what is behind the first space is no brace. */
function eventText(text: string): string {
  let line = printable(text);
  while (/^\S* \{/u.test(line)) line = line.replace(" ", "");
  return line;
}

/** For every step the time of each host, as far as it can have heard of it. */
export function vectorClocks({ hosts, steps }: Causality): (readonly number[])[] {
  const last = hosts.map((): readonly number[] => hosts.map(() => 0));
  const clocks: (readonly number[])[] = [];
  for (const { host, needs } of steps) {
    const clock = [...(last[host] as readonly number[])];
    for (const { step } of needs)
      (clocks[step - 1] as readonly number[]).forEach((time, at) => {
        clock[at] = Math.max(clock[at] as number, time);
      });
    clock[host] = ((last[host] as readonly number[])[host] as number) + 1;
    last[host] = clock;
    clocks.push(clock);
  }
  return clocks;
}

export function knownCausality(format: string, causality: Causality | null): Causality {
  if (causality !== null) return causality;
  const problem = "who takes a step, and what it needs, only the model can say, and the file has states alone";
  throw synodError("not-in-format", { format, problem });
}

/** Hosts as one word each, all different. */
function hostNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const word = printable(name).replace(/\s/gu, "_") || "_";
    let free = word;
    for (let number = 2; used.has(free); number++) free = `${word}_${number}`;
    used.add(free);
    return free;
  });
}
