/**
 * Parameters of a protocol as an arbitrary of fast-check: each within its range, all of them together as the protocol
 * requires. They shrink to the least numbers, the first choices and to what is off: to the smallest configuration.
 */
import { type Arbitrary, boolean, constant, constantFrom, integer, record } from "fast-check";
import { whatIs } from "../../domain/is-domain.ts";
import { isSynodError, synodError } from "../../errors/errors.ts";
import type { Parameter, ParameterValue } from "../../model/parameters.ts";
import { isProtocol, type Protocol } from "../../model/protocol.ts";

/** The values that a protocol is called with, by name, none left out. */
export type ValuesOf<Made extends Protocol> = Required<NonNullable<Parameters<Made>[0]>>;

/**
 * The parameters of a protocol, every one of them given: `protocol(parameters)` makes a model. Those that the protocol refuses
 * together (`requires`) are left out.
 *
 * @throws SynodError SYN212 for what is no protocol.
 *
 * @example
 * ```ts
 * const lease = protocol({ name: "lease", parameters: { clients: integer({ from: 1, to: 4, default: 2 }) } }, ({ clients }) =>
 *   model({ state: { n: range(0, clients) }, rules: { go: { do: (s) => { s.n = clients; } } } }));
 * const [{ clients }] = fc.sample(parametersOf(lease), 1) as [{ clients: number }];
 * ```
 */
export function parametersOf<Made extends Protocol>(protocol: Made): Arbitrary<ValuesOf<Made>> {
  mustBeProtocol("parametersOf", protocol);
  const { parameters } = protocol.protocol;
  const parts = Object.entries(parameters).map(([name, parameter]) => [name, valuesOf(parameter)] as const);
  const all = record(Object.fromEntries(parts)) as Arbitrary<unknown> as Arbitrary<ValuesOf<Made>>;
  return all.filter((values) => areAllowed(protocol, values));
}

export function mustBeProtocol(call: string, given: unknown): asserts given is Protocol {
  if (isProtocol(given)) return;
  throw synodError("bad-definition", {
    subject: `what ${call}(...) is given`,
    problem: `is ${whatIs(given)}`,
    expected: "what protocol({ ... }, ...) returned",
  });
}

/** Whether the protocol takes these together. What else may be wrong with them is for who makes the model. */
export function areAllowed(protocol: Protocol, values: Readonly<Record<string, ParameterValue>>): boolean {
  try {
    protocol(values);
    return true;
  } catch (error) {
    return !isSynodError(error, "parameters-clash");
  }
}

function valuesOf({ kind, from, to, choices, default: usual }: Parameter<ParameterValue>): Arbitrary<ParameterValue> {
  switch (kind) {
    case "flag":
      return boolean();
    case "choice":
      return choices === undefined ? constant(usual) : constantFrom(...choices);
    case "integer":
      return integer({ min: whole(from, usual, -(2 ** 31)), max: whole(to, usual, 2 ** 31 - 1) });
  }
}

/** A range may have no end; and one that an older synod made does not say what it is. */
function whole(bound: number | undefined, usual: ParameterValue, outermost: number): number {
  if (bound === undefined) return usual as number;
  const inside = Math.min(Math.max(bound, -(2 ** 31)), 2 ** 31 - 1);
  return Number.isFinite(bound) ? (outermost < 0 ? Math.ceil(inside) : Math.floor(inside)) : outermost;
}
