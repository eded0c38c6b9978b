/** Parcels go over a belt into a van and to their stations. Here to show every domain and every kind of field once. */
import {
  bag,
  boolean,
  enumeration,
  map,
  members,
  model,
  optional,
  range,
  record,
  scalarset,
  sequence,
  set,
  tuple,
  union,
} from "synod";

const Station = scalarset("s", 2); // s1, s2
const Size = enumeration("small", "large");
const Parcel = record({ size: Size, to: Station }); // { size: "small", to: "s1" }, ...
const Dock = tuple(range(1, 2), boolean); // [1, false], ...: a number, and whether it is under a roof
const { delivered, lost, ...Report } = union({
  delivered: { parcel: Parcel },
  lost: { number: range(0, 9999) },
});

const state = {
  open: boolean,
  docked: map(Dock, optional(Station)), // which station's van stands where
  belt: sequence(Parcel, { capacity: 2 }), // first in, first out
  van: bag(Parcel, { capacity: 2 }), // two equal parcels are two parcels
  received: map(Station, set(Parcel)), // a map may hold collections
  reports: set(Report, { capacity: 2 }), // few of very many: stored as a sorted list
};

export const parcels = model({
  state,
  // One initial state for each way to dock one van under a roof.
  init: {
    for: { dock: Dock, station: Station },
    when: (_, { dock }) => dock[1],
    do: (s, { dock, station }) => {
      s.open = true;
      s.docked.set(dock, station);
    },
  },
  rules: {
    order: {
      for: { parcel: Parcel },
      when: (s) => s.open && s.belt.length < 2,
      do: (s, { parcel }) => s.belt.push(parcel),
    },
    close: {
      when: (s) => s.open,
      do: (s) => {
        s.open = false;
      },
    },
    load: {
      when: (s) => s.belt.length > 0 && s.van.size < 2,
      do: (s) => {
        const parcel = s.belt.shift();
        if (parcel !== undefined) s.van.add(parcel);
      },
    },
    deliver: {
      for: { parcel: members(state.van) },
      when: (s, { parcel }) => Dock.values.some((dock) => s.docked.get(dock) === parcel.to),
      do: (s, { parcel }) => {
        s.van.delete(parcel);
        s.received.get(parcel.to).add(parcel);
        if (s.reports.size < 2) s.reports.add(delivered({ parcel }));
      },
    },
    lose: {
      for: { parcel: members(state.van) },
      when: (s) => s.reports.size < 2,
      do: (s, { parcel }) => {
        s.van.delete(parcel);
        s.reports.add(lost({ number: s.van.count(parcel) }));
      },
    },
  },
  always: {
    "parcels arrive where they go": (s) =>
      s.received.entries().every(([at, got]) => [...got].every((p) => p.to === at)),
  },
  reachable: {
    "two the same in the van": (s) => Parcel.values.some((parcel) => s.van.count(parcel) === 2),
  },
});
