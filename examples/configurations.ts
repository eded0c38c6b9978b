/** Configurations that change one server at a time, so that a majority of the old one and one of the new one always meet. */
import { integer, list, model, protocol, scalarset, subset, type ValueOf, type ValueSet } from "synod";

const isMajority = <T>(voters: ValueSet<T>, of: ValueSet<T>) => voters.isSubsetOf(of) && 2 * voters.size > of.size;

export const configurations = protocol(
  {
    name: "configurations",
    about: "Changes of a configuration by one server at a time, and the majorities that decide on them",
    parameters: { servers: integer({ from: 2, to: 4, default: 3 }), changes: integer({ from: 1, to: 3, default: 2 }) },
    mutants: {
      leaps: { about: "any configuration may follow", breaks: "majorities meet", at: {}, steps: 1 },
    },
  },
  ({ servers, changes }, mutant) => {
    const Server = scalarset("s", servers);
    const Config = subset(Server, { min: 1 });
    const History = list(Config, { max: changes + 1 });
    type Config = ValueOf<typeof Config>;
    type History = ValueOf<typeof History>;

    const majorities = new Map(
      Config.values.map((config) => [config, Config.values.filter((voters) => isMajority(voters, config))]),
    );
    const meet = (one: Config, other: Config) =>
      majorities.get(one)?.every((some) => majorities.get(other)?.every((more) => !some.isDisjointFrom(more)));
    const allMeet = (history: History) =>
      history.slice(1).every((next, at) => meet(history[at] ?? next, next) === true);
    const isStep = (from: Config, to: Config) => from.difference(to).size + to.difference(from).size === 1;

    return model({
      state: { history: History },
      init: {
        for: { first: Config },
        do: (s, { first }) => {
          s.history = [first];
        },
      },
      rules: {
        change: {
          for: { next: Config, voters: Config },
          when: (s, { next, voters }) => {
            const config = s.history.at(-1);
            if (config === undefined || s.history.length > changes) return false;
            return isMajority(voters, config) && (mutant === "leaps" || isStep(config, next));
          },
          do: (s, { next }) => {
            s.history = [...s.history, next];
          },
        },
      },
      always: {
        "majorities meet": (s) => allMeet(s.history),
      },
      terminal: "allowed",
    });
  },
);
