/** What each command's help shows beside its options. */

export const rootExamples = `
Examples:
  synod list                                    what there is to check
  synod check paxos acceptors=3 ballots=3       a built-in protocol, larger
  synod check ./bank.ts accounts=2 --json       your own, for a program to read
  synod check paxos-retold --mutant p-own --trace t.json; synod replay t.json

Exit codes: 0 holds; 1 bad command line; 10 no initial state; 11 deadlock;
12 violated; 13 only properties over time violated; 20 undecided; 21 warnings
under --strict; 22 suite or mutants not as expected; 23 impure model; 24 not
inductive; 75 the model threw; 150 the model does not load; 151 bad parameters
or model; 152 out of memory budget; 255 other.`;

export const checkExamples = `
Examples:
  synod check paxos
  synod check paxos acceptors=3 ballots=3 values=2 --workers 4
  synod check two-phase-commit participants=6 --json
  synod check basic-paxos numbers=3 --reduce all
  synod check paxos-retold --mutant p-own --trace agreement.json
  synod check ./bank.ts#bank accounts=3 --property "no money is lost" --strict
  synod check ./bank.ts --fairness none
  synod check paxos --sample 3 --html paxos.html`;

export const simulateExamples = `
Examples:
  synod simulate raft servers=5
  synod simulate paxos acceptors=7 ballots=5 --runs 100000 --depth 200
  synod simulate ./bank.ts --seed 7 --trace found.json
  synod simulate ./bank.ts --time 10m --json`;

export const listExamples = `
Examples:
  synod list
  synod list paxos
  synod list gossip --rules
  synod list ./bank.ts --json`;

export const mutantsExamples = `
Examples:
  synod mutants
  synod mutants paxos --mutant p-majown
  synod mutants ./bank.ts --json`;

export const mutateExamples = `
Examples:
  synod mutate two-phase-commit
  synod mutate ./bank.ts tellers=3
  synod mutate ./bank.ts --json`;

export const proveExamples = `
Examples:
  synod prove paxos acceptors=1 --invariant strengthened
  synod prove two-phase-commit --table
  synod prove two-phase-commit --invariant consistent
  synod prove ./bank.ts --invariant "no coin is lost" --json

Exit codes: 0 proved; 20 nothing found against it, and not all was looked at;
24 not inductive, false at first, or too weak for what is claimed.`;

export const planExamples = `
Examples:
  synod plan paxos acceptors=5 ballots=3
  synod plan ./bank.ts tellers=6 --time 20s --json`;

export const exploreExamples = `
Examples:
  synod explore paxos acceptors=3 ballots=2
  synod explore ./bank.ts --port 8080 --open`;

export const replayExamples = `
Examples:
  synod check paxos-retold --mutant p-own --trace agreement.json
  synod replay agreement.json --chapters
  synod replay agreement.json --step 10 --rule propose
  synod replay agreement.json --why-not 9 "propose(ballot: 1, value: v1)"`;

export const traceExamples = `
Examples:
  synod check paxos-retold --mutant p-own --trace agreement.json
  synod trace agreement.json --to mermaid
  synod trace agreement.json --to itf --output agreement.itf.json
  synod trace agreement.json --to markdown | gh pr comment --body-file -
  synod trace violation.itf.json --to dot | dot -Tsvg > violation.svg`;

export const graphExamples = `
Examples:
  synod graph consensus values=3 --to dot | dot -Tsvg > consensus.svg
  synod graph two-phase-commit participants=2 --to graphml --output 2pc.graphml
  synod graph ./bank.ts#bank --to json --max-states 5000`;

export const suiteExamples = `
Examples:
  synod suite
  synod suite --tag quick --workers 2
  synod suite --shard 1/3 --json > shard-1.json
  synod suite --config checks/synod.config.ts
  synod suite --update
  synod suite --report junit=reports/junit.xml --report html=reports/pages`;

export const diffExamples = `
Examples:
  git show main:synod.lock.json > before.json && synod diff before.json synod.lock.json
  synod check ./bank.ts --json > before.json
  synod check ./bank.ts --json > after.json
  synod diff before.json after.json`;

export const initExamples = `
Examples:
  synod init
  synod init --language javascript`;
