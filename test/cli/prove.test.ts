// `synod prove` as it is typed: what is printed, at 80 columns, and each way that it can end.
import { describe, expect, it } from "vitest";
import { runHere } from "./run-here.ts";

const prove = (words: string) => runHere(["prove", ...words.split(" "), "--workers", "1"]);

describe("synod prove", () => {
  it.each([
    ["two-phase-commit participants=2", 0, "PROVED"],
    ["two-phase-commit participants=2 --invariant consistent", 24, "NOT INDUCTIVE"],
    ["voting acceptors=1 ballots=2 --invariant agreement", 24, "NOT INDUCTIVE"],
    ["two-phase-commit participants=2 --sample 50", 20, "UNDECIDED"],
    ["two-phase-commit --invariant consitent", 151, "SYN143"],
    ["paxos", 151, "SYN143"],
    ["endless", 150, "SYN101"],
    ["bakery", 151, "SYN214"],
    ["gossip --sample 0", 1, "SYN109"],
  ])("%s ends with %i", async (words, code, said) => {
    const { code: ended, stdout, stderr } = await prove(words);
    expect([ended, `${stdout}${stderr}`]).toEqual([code, expect.stringContaining(said)]);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("shows the published invariant of Paxos not to be inductive, from a state that cannot be reached", async () => {
    const { stdout } = await prove("paxos acceptors=1 --invariant published");
    expect(stdout.replace(/time +\S+ \S+/, "time")).toMatchInlineSnapshot(`
      "NOT INDUCTIVE  paxos acceptors=1: published
        types     15,728,640 states can be written down, reachable or not
        states    1,356 in which it is true
        initial   true in the initial state
        steps     4,336 steps from there, 64 lead out of it
        follows   agreement, validity, one value per ballot and one value learned
        means     not proved; whether it is true is another question: see below where
                  the step begins
        time

        conjunct                            lead out  by rule
        a vote remembered was cast                 0  kept by all
        a vote is a promise                        0  kept by all
        votes are for proposals                    0  kept by all
        proposals are safe                        64  propose 64
        promises are kept and report a             0  kept by all
        vote

      Counterexample to induction: propose(ballot: 1, value: v2) makes proposals are
      safe false

       0  a state in which the invariant is true
            promised  [a1: 1]
            voted     [a1: {ballot: 0, value: v1}]
            sent      {promise(by: a1, ballot: 1, last: none), propose(ballot: 0,
                      value: v1), accept(by: a1, ballot: 0, value: v1)}
       1  propose(ballot: 1, value: v2)
            sent      + propose(ballot: 1, value: v2)

      Why proposals are safe is false then
        for {"ballot":1,"value":"v2"}: v2 was proposed in ballot 1, a1 voted for v1
          in ballot 0 and a1 did not vote for v2 in ballot 0

      What this rests on
        a1 promised ballot 1 and reported none; v1 was not proposed in ballot 1; v2
          was not proposed in ballot 1; a1 voted for v1 in ballot 0; a1 did not vote
          for v2 in ballot 0; whatever the rest of the state is

      The first state cannot be reached (it is none of 45 reachable states)
        Of 5 facts that it rests on, the nearest reachable state, after 2 steps, lacks
        one: a1 voted for v1 in ballot 0.
        So this says nothing against the protocol. Strengthen the invariant: say why
        there is no such state.
      "
    `);
  });

  it("says what each conjunct is needed for, by whom", async () => {
    const { stdout } = await prove("two-phase-commit participants=2 --table");
    expect(stdout.slice(stdout.indexOf("What each rule"), stdout.indexOf("Without"))).toMatchInlineSnapshot(`
      "What each rule does to each conjunct
        1  consistent
        2  who committed was told
        3  what was told is decided
        4  commit is decided when all were heard
        5  who was heard said yes
        6  a yes is kept

        rule          1           2     3     4     5     6
        prepare       kept        kept  kept  kept  kept  kept
        refuse        +2+3+4+5+6  kept  kept  kept  kept  kept
        hear          kept        kept  kept  kept  kept  kept
        decideCommit  kept        kept  kept  kept  kept  kept
        decideAbort   kept        kept  kept  kept  kept  kept
        commit        +3+4+5+6    kept  kept  kept  kept  kept
        abort         +2+3        kept  kept  kept  kept  +3

        kept: no step of the rule makes it false; +2: kept because 2 is true as well;
        x64: 64 steps make it false; -: the rule can do nothing there.

      "
    `);
    expect(stdout.slice(stdout.indexOf("Without"))).toMatchInlineSnapshot(`
      "Without each conjunct, the rest as it is
        consistent
            128 states, no step leads out: redundant, the others show as much
        who committed was told
            230 states, 60 steps lead out: refuse and abort break consistent;
            unanimous does not follow
        what was told is decided
            438 states, 278 steps lead out: refuse, commit and abort break consistent;
            abort breaks a yes is kept; unanimous does not follow
        commit is decided when all were heard
            206 states, 16 steps lead out: refuse and commit break consistent;
            unanimous does not follow
        who was heard said yes
            312 states, 12 steps lead out: refuse and commit break consistent;
            unanimous does not follow
        a yes is kept
            266 states, 8 steps lead out: refuse and commit break consistent;
            unanimous does not follow
      "
    `);
  });
});
