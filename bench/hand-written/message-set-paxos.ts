/**
 * The rules of models/paxos/paxos.ts by hand, with the state that the model declares: what acceptors know, and a bit for
 * each message that could ever be sent. No shortcut is taken but that loops are written out, so this is what a search of
 * the model as it stands costs at the least: the yardstick to which docs/benchmark.md puts a check's time.
 *
 * A state, zero at first; 0 stands for none everywhere:
 *
 *     | promised: A | votedIn: A | votedFor: A | sent: a bit for each message |      bytes, A acceptors
 */
import { bytesOf, type Form } from "./form.ts";
import type { Instance } from "./search-memory.ts";

/** A function with inner functions, not a class: the sizes and arrays are then constants to the compiler. */
export function messageSetPaxos({ acceptors, ballots, values }: Instance): Form {
  const majority = Math.floor(acceptors / 2) + 1;
  const promises = ballots;
  const proposals = promises + acceptors * ballots * (ballots + 1) * (values + 1);
  const acceptances = proposals + ballots * values;
  const messages = acceptances + acceptors * ballots * values;
  const [state, take] = bytesOf(3 * acceptors + Math.ceil(messages / 8));
  const promised = take(acceptors); // 1 + ballot
  const votedIn = take(acceptors); // 1 + ballot
  const votedFor = take(acceptors); // 1 + value
  const sent = take(Math.ceil(messages / 8));

  const wasSent = (message: number) => (sent[message >> 3]! >> (message & 7)) & 1;
  const send = (message: number) => {
    sent[message >> 3]! |= 1 << (message & 7);
  };
  const promiseOf = (by: number, ballot: number, last: number, value: number) =>
    promises + ((by * ballots + ballot) * (ballots + 1) + last) * (values + 1) + value;
  const proposalOf = (ballot: number, value: number) => proposals + ballot * values + value;
  const acceptanceOf = (by: number, ballot: number, value: number) =>
    acceptances + (by * ballots + ballot) * values + value;

  function expand(visit: () => void): number {
    let generated = 0;
    for (let ballot = 0; ballot < ballots; ballot++) {
      generated += prepare(ballot, visit);
      for (let value = 0; value < values; value++) generated += propose(ballot, value, visit);
      for (let by = 0; by < acceptors; by++) {
        generated += promise(by, ballot, visit);
        for (let value = 0; value < values; value++) generated += accept(by, ballot, value, visit);
      }
    }
    return generated;
  }

  /** Like the others: 1 if there is such a step. One that changes nothing needs no look-up. */
  function prepare(ballot: number, visit: () => void): number {
    if (wasSent(ballot)) return 1;
    send(ballot);
    visit();
    return 1;
  }

  function propose(ballot: number, value: number, visit: () => void): number {
    if (!mayPropose(ballot, value)) return 0;
    send(proposalOf(ballot, value));
    visit();
    return 1;
  }

  function promise(by: number, ballot: number, visit: () => void): number {
    if (!wasSent(ballot) || promised[by]! > ballot) return 0;
    send(promiseOf(by, ballot, votedIn[by]!, votedFor[by]!));
    promised[by] = 1 + ballot;
    visit();
    return 1;
  }

  function accept(by: number, ballot: number, value: number, visit: () => void): number {
    if (!wasSent(proposalOf(ballot, value)) || promised[by]! > 1 + ballot) return 0;
    const message = acceptanceOf(by, ballot, value);
    const known = promised[by] === 1 + ballot && votedIn[by] === 1 + ballot && votedFor[by] === 1 + value;
    if (known && wasSent(message)) return 1;
    send(message);
    promised[by] = 1 + ballot;
    votedIn[by] = 1 + ballot;
    votedFor[by] = 1 + value;
    visit();
    return 1;
  }

  /** Whether a ballot has no proposal, and a majority's promises report no vote, or one for `value` in the last ballot of all. */
  function mayPropose(ballot: number, value: number): boolean {
    for (let other = 0; other < values; other++) if (wasSent(proposalOf(ballot, other))) return false;
    let replies = 0;
    for (let by = 0; by < acceptors; by++) replies += wasSent(promiseOf(by, ballot, 0, 0));
    if (replies >= majority) return true;
    for (let last = 1; last <= ballot; last++) {
      let reported = false;
      for (let by = 0; by < acceptors; by++) {
        for (let vote = 1; vote <= values; vote++) {
          if (!wasSent(promiseOf(by, ballot, last, vote))) continue;
          replies++;
          if (vote === value + 1) reported = true;
        }
      }
      if (reported && replies >= majority) return true;
    }
    return false;
  }

  function agrees(): boolean {
    let chosen = -1;
    for (let value = 0; value < values; value++) {
      for (let ballot = 0; ballot < ballots; ballot++) {
        let votes = 0;
        for (let by = 0; by < acceptors; by++) votes += wasSent(acceptanceOf(by, ballot, value));
        if (votes < majority) continue;
        if (chosen >= 0 && chosen !== value) return false;
        chosen = value;
        break;
      }
    }
    return true;
  }

  return { state, expand, agrees };
}
