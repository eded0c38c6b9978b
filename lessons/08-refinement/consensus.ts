import { model, scalarset, set } from "synod";

/** What Paxos is for, and nothing of how: one value is chosen, once. */
export const consensus = (values: number) => {
  const Value = scalarset("v", values);
  return model({
    state: { chosen: set(Value) },
    rules: {
      choose: {
        for: { value: Value },
        when: (s) => s.chosen.size === 0,
        do: (s, { value }) => s.chosen.add(value),
      },
    },
  });
};
