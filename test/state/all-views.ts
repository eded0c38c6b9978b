// Every kind of view that closures are handed, whatever it stands on and whoever wraps it.
import { DirectMemory } from "../../src/compile/direct.ts";
import { Tracer } from "../../src/compile/tracer.ts";
import { zeroState } from "../../src/interpret/plain-store.ts";
import { viewStored } from "../../src/interpret/plain-view.ts";
import { confineState } from "../../src/state/confined.ts";
import type { Schema } from "../../src/state/field.ts";
import { layoutOf } from "../../src/state/layout.ts";
import { SlotMemory } from "../../src/state/memory.ts";
import { viewState } from "../../src/state/views.ts";
import { watchState } from "../../src/state/watched.ts";

export type Made = { readonly view: object; readonly seal: () => void };

/** A zero state that can be written until it is sealed. */
export const bases: Readonly<Record<string, (schema: Schema) => Made>> = {
  "a list of slots": (schema) => {
    const layout = layoutOf(schema);
    const memory = new SlotMemory(layout.slots);
    const seal = () => {
      memory.writable = false;
    };
    return { view: viewState(layout, memory), seal };
  },
  "packed words": (schema) => {
    const layout = layoutOf(schema);
    const memory = new DirectMemory(layout, new Int32Array(layout.words), 0);
    memory.writable = true;
    const seal = () => {
      memory.writable = false;
    };
    return { view: viewState(layout, memory), seal };
  },
  "a tracer": (schema) => {
    const layout = layoutOf(schema);
    const tracer = new Tracer(layout);
    tracer.start(new Int32Array(layout.words));
    tracer.writable = true;
    const seal = () => {
      tracer.writable = false;
    };
    return { view: viewState(layout, tracer), seal };
  },
  "the interpreter": (schema) => {
    const stored = zeroState(schema);
    const made = { view: viewStored(stored, true), seal: () => {} };
    return Object.assign(made, {
      seal: () => {
        made.view = viewStored(stored, false);
      },
    });
  },
};

const refuse = (does: string, place: string) => new Error(`${does} ${place}`);
export const wrappers: Readonly<Record<string, (schema: Schema, view: object) => object>> = {
  bare: (_, view) => view,
  watched: (schema, view) => watchState(schema, view, { reads: () => {}, writes: () => true }),
  confined: (schema, view) => {
    const all = new Map(Object.keys(schema).map((name) => [name, "all"] as const));
    return confineState(schema, view, { reads: all, writes: all, refuse });
  },
};
