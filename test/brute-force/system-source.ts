/** A system's data as a file that `synod check` takes. */

import { fairnessLines, propertyLines, terminalLines } from "../random/claims-source.ts";
import { expressionText, indented, literal, type Naming, statementLines } from "../random/expression-source.ts";
import { isMentioned } from "../random/mentioned.ts";
import type { FieldData, Statement } from "../random/model-data.ts";
import { EXPORTED, fileText } from "../random/model-source.ts";
import { domainText, fieldText } from "../random/schema-source.ts";
import {
  type DoingData,
  type FieldList,
  type NetworkData,
  type RoleData,
  type SystemData,
  shownFields,
} from "./system-data.ts";

export function systemSource(system: SystemData): string {
  const { roles, messages, history, partitions } = system;
  const shown = new Map(shownFields(system, ""));
  const naming: Naming = { state: "s", after: "t", fieldOf: (name) => shown.get(name) as FieldData };
  const declaration = [
    "roles: {",
    ...indented(roles.flatMap(roleLines)),
    "},",
    "messages: {",
    ...indented(
      messages.map(({ name, from, to, broadcast, anonymous, fields, network }) => {
        const parts = [
          `from: ${literal(from)}`,
          `to: ${literal(to)}`,
          ...(broadcast ? ["broadcast: true"] : []),
          ...(anonymous ? ["anonymous: true"] : []),
          ...(fields.length > 0 ? [`fields: { ${fields.map(([field, of]) => `${field}: ${of}`).join(", ")} }`] : []),
          `network: ${networkText(network)}`,
        ];
        return `${name}: { ${parts.join(", ")} },`;
      }),
    ),
    "},",
    'network: "set",',
    ...listed("history", history),
    ...(partitions === null ? [] : [`partitions: { atMost: ${partitions.atMost}, heals: ${partitions.heals} },`]),
  ];
  const behaviours = roles.flatMap((role) => behaviourLines(role, system));
  const body = [
    `export const ${EXPORTED} = world.model({`,
    ...indented([
      `name: ${literal(system.name)},`,
      `roles: [${roles.map(({ name }) => `${name}Role`).join(", ")}],`,
      ...propertyLines(naming, system.properties),
      ...terminalLines(naming, system.terminal),
      ...fairnessLines(naming, system.fairness),
    ]),
    "});",
  ];
  const declarations = [
    ...system.domains.map(([name, domain]) => `const ${name} = ${domainText(domain)};`),
    "const world = system({",
    ...indented(declaration),
    "});",
  ];
  return fileText(declarations, [...behaviours, ...body]);
}

function networkText({ is, capacity, overflow, lossy, duplicating }: NetworkData): string {
  if (is === "set") return capacity === null ? '"set"' : `{ kind: "set", capacity: ${capacity} }`;
  const options = [
    ...(overflow === null ? [] : [`overflow: ${literal(overflow)}`]),
    ...(lossy ? ["lossy: true"] : []),
    ...(duplicating ? ["duplicating: true"] : []),
  ];
  return `{ ${[`kind: ${literal(is)}`, `capacity: ${capacity}`, ...options].join(", ")} }`;
}

const listed = (key: string, fields: FieldList): string[] =>
  fields.length === 0
    ? []
    : [`${key}: { ${fields.map(([name, field]) => `${name}: ${fieldText(field)}`).join(", ")} },`];

function historyLines(history: FieldList, calls: RoleData["calls"]): string[] {
  const fields = history.map(([name, field]) => `${name}: ${fieldText(field)}`);
  if (calls !== null) fields.push(`log: historyOf(register(${calls.of}), { each: ${calls.each} })`);
  return fields.length === 0 ? [] : [`history: { ${fields.join(", ")} },`];
}

function roleLines({ name, processes, stable, volatile, history, calls, timeout, crashes }: RoleData): string[] {
  const { atMost = null, restarts } = crashes ?? {};
  return [
    `${name}: {`,
    ...indented([
      `processes: ${processes},`,
      ...listed("stable", stable),
      ...listed("volatile", volatile),
      ...historyLines(history, calls),
      ...(timeout.length === 0 ? [] : [`timers: [${timeout.map((timer) => literal(timer.name)).join(", ")}],`]),
      ...(crashes === null
        ? []
        : [`crashes: { ${atMost === null ? "" : `atMost: ${atMost}, `}restarts: ${restarts} },`]),
    ]),
    "},",
  ];
}

function behaviourLines(role: RoleData, system: SystemData): string[] {
  const rows = new Map([...role.stable, ...role.volatile]);
  const histories = new Map([...system.history, ...role.history]);
  const naming: Naming = {
    state: "row",
    after: "row",
    fieldOf: (name) => rows.get(name) as FieldData,
    recorder: (name) => {
      const { is } = histories.get(name) as FieldData;
      return is === "variable" ? "set" : is === "sequence" ? "push" : "add";
    },
  };
  const handed = (lines: readonly string[], also: readonly string[] = []) => {
    const text = lines.join("\n");
    const used = [...also, "self", "message", "inbox", "send", "record", "timer"].filter((name) =>
      isMentioned(name, text),
    );
    return used.length === 0 ? "(row)" : `(row, { ${used.join(", ")} })`;
  };
  const effect = (statements: readonly Statement[], also: readonly string[] = []) => {
    const lines = statementLines(naming, statements);
    return [`do: ${handed(lines, also)} => {`, ...indented(lines), "},"];
  };
  const doing = (each: DoingData): string[] => {
    const names = each.for.map(([name]) => name);
    const when = each.when === null ? null : expressionText(naming, each.when);
    return [
      `${each.name}: {`,
      ...indented([
        ...(names.length === 0
          ? []
          : [`for: { ${each.for.map(([name, { domain }]) => `${name}: ${domain}`).join(", ")} },`]),
        ...(when === null ? [] : [`when: ${handed([when], names)} => ${when},`]),
        ...effect(each.do, names),
      ]),
      "},",
    ];
  };
  const group = (key: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${key}: {`, ...indented(lines), "},"];
  const begin = role.init === null ? null : statementLines(naming, role.init);
  return [
    `const ${role.name}Role = world.role(${literal(role.name)}, {`,
    ...indented([
      ...(begin === null ? [] : [`init: ${handed(begin)} => {`, ...indented(begin), "},"]),
      ...group("rules", role.rules.flatMap(doing)),
      ...group("timeout", role.timeout.flatMap(doing)),
      ...group("receive", role.receive.flatMap(doing)),
      ...group(
        "expires",
        role.expires.map(([kind, test]) => {
          const text = expressionText(naming, test);
          return `${kind}: ${handed([text])} => ${text},`;
        }),
      ),
      ...(role.restart === null ? [] : group("restart", effect(role.restart))),
    ]),
    "});",
    "",
  ];
}
