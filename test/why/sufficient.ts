/**
 * What a reason claims, asked of states that nobody reaches: whatever else is so, with its facts the property is as false (or as
 * true) as it was; and without any one of them it need not be.
 */
import { expect } from "vitest";
import type { InterpretedState } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import type { Property } from "../../src/model/property.ts";
import { PROPERTY_KINDS } from "../../src/model/property-kinds.ts";
import { alternativesOf } from "../../src/why/alternatives.ts";
import { exploreFacts, type FactSet } from "../../src/why/explore-facts.ts";
import type { Inquiry } from "../../src/why/inquiry.ts";
import { NotingMemory } from "../../src/why/noting-memory.ts";
import type { Group } from "../../src/why/places.ts";
import { type PropertyReason, reasonOfProperty } from "../../src/why/reason-of-property.ts";
import { ofDeadlock, ofState, ofStep } from "../../src/why/scene.ts";
import { Trials } from "../../src/why/trials.ts";

const STATES = 400;

/** The reason of a property at the end of these states, held to what it claims. Null: it has none, being over time. */
export function heldToItsClaims(
  model: Model,
  property: Property,
  states: readonly InterpretedState[],
): PropertyReason | null {
  const reason = reasonOfProperty(model, property, states);
  if (reason === null) return null;
  heldToFacts(wholeOf(reason, property), factsOfAll(reason));
  return reason;
}

/** That it is so in random states with these facts, and need not be without any one of them. */
export function heldToFacts(inquiry: Inquiry, facts: FactSet): void {
  const dice = diceOf(7);
  for (let tried = 0; tried < STATES; tried++) {
    const codes = randomState(inquiry, facts, dice);
    const memory = new NotingMemory(codes);
    memory.start(new Map());
    expect(answers(inquiry, memory), `state ${tried}`).not.toBe(false);
  }
  for (const place of facts.keys()) {
    const fewer = new Map([...facts].filter(([other]) => other !== place));
    const { refutations } = exploreFacts(new Trials(inquiry, 20_000), fewer, alternativesOf(inquiry), 1);
    expect(refutations.length, `without place ${place}`).toBe(1);
  }
}

/** The property as a whole, whatever it is made of. */
function wholeOf({ scene }: PropertyReason, { kind, predicate }: Property): Inquiry {
  const last = scene.codes.length - 1;
  const { shownBy, seeks } = PROPERTY_KINDS[kind];
  if (shownBy === "end") return ofDeadlock(scene, last, predicate);
  if (shownBy === "step") return ofStep(scene, last - 1, predicate, false);
  return ofState(scene, last, predicate, seeks === "witness");
}

function factsOfAll({ explained }: PropertyReason): FactSet {
  return new Map(explained.parts.flatMap(({ reason }) => [...reason.facts]));
}

/** Null: it throws, of a state that makes no sense. */
function answers(inquiry: Inquiry, memory: NotingMemory): boolean | null {
  try {
    return inquiry.stays(memory);
  } catch {
    return null;
  }
}

type Dice = (below: number) => number;

function diceOf(seed: number): Dice {
  let now = seed;
  return (below) => {
    now = (Math.imul(now, 1664525) + 1013904223) >>> 0;
    return Math.floor((now / 2 ** 32) * below);
  };
}

/** Every place anything that it may be; most as they are, so that the predicate gets somewhere. */
function randomState({ list, actual }: Inquiry, facts: FactSet, dice: Dice): Int32Array {
  const share = dice(4);
  const codes = list.map((place, at) => {
    const may = facts.get(at);
    if (dice(4) < share) return actual[at] as number;
    return may === undefined ? dice(place.size) : (may[dice(may.length)] as number);
  });
  for (const group of new Set(list.flatMap(({ group }) => (group === null ? [] : [group])))) mend(group, codes, actual);
  return Int32Array.from(codes);
}

/** A collection that is none is as it was. */
function mend({ kind, base, slots, capacity }: Group, codes: number[], actual: Int32Array): void {
  const own = codes.slice(base, base + slots);
  const first = own.indexOf(0);
  const isState =
    kind === "sequence"
      ? first < 0 || own.slice(first).every((code) => code === 0)
      : own.reduce((sum, code) => sum + code, 0) <= capacity;
  if (isState) return;
  for (let at = base; at < base + slots; at++) codes[at] = actual[at] as number;
}
