/** What one says who is asked for something that has moved: its name where it is now. The answer is the same. */
import type { Model } from "../model/model.ts";
import { movedSubject } from "../model/moved.ts";
import { subjectText } from "../report/subject-text.ts";
import type { Terminal } from "./terminal.ts";

export function noteMoved(name: string, model: Model, terminal: Terminal): void {
  const now = movedSubject(model);
  if (now !== null) terminal.note(`moved from ${name}: this is ${subjectText(now)}`);
}
