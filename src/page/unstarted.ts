/**
 * A page that cannot make its model, because the model's module or its initial states throw here. It is no blank one: it says
 * what it was about, what came out, and what was thrown. All of it is set as text.
 */
import { printable } from "../printable.ts";
import type { Capsule } from "./capsule.ts";
import { headlineOf } from "./headline-words.ts";

export function showUnstarted(capsule: Capsule, thrown: unknown, root: HTMLElement): void {
  const { before, stress, after } = headlineOf(null, capsule);
  const main = document.createElement("main");
  const add = (tag: string, text: string) => {
    const element = document.createElement(tag);
    element.textContent = printable(text);
    main.append(element);
  };
  add("h1", `${before}${stress}${after}`);
  add(
    "p",
    `${capsule.model.name}: nothing of it can be shown step by step, since the model cannot be made in this page.`,
  );
  add("p", thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown));
  if (capsule.command !== undefined) add("p", `In a terminal: ${capsule.command}`);
  root.replaceChildren(main);
}
