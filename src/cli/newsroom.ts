/** What a command tells the thread that has the terminal, for the case that it cannot answer in time itself. */
import { Account } from "./account.ts";
import type { News } from "./thread-message.ts";

let tell: (news: News) => void = () => {};
let current = new Account(Date.now());

/** Says who is to be told; nobody is, where a command runs in a thread of its own caller. */
export function openNewsroom(teller: (news: News) => void, account: Account): void {
  tell = teller;
  current = account;
}

export function report(news: News): void {
  tell(news);
}

export function account(): Account {
  return current;
}
