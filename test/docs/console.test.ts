// What a page shows of a terminal is what a terminal shows. A `console` block is commands and their output; the commands
// are run from the repository with a fresh build. Times, memory and the number of workers are a machine's own; dots
// stand for what is left out: lines, or the end of one. Pages that begin in an empty folder are for walks.test.ts, and
// translations have the blocks of their originals (translations.test.ts).
import { describe, it } from "vitest";
import { isTranslation, isWalk, pages, root } from "./pages.ts";
import { expectShown, sessionsIn } from "./terminal.ts";

for (const page of pages()) {
  const blocks = page.blocks.filter(({ language }) => language === "console");
  if (blocks.length === 0 || isWalk(page) || isTranslation(page)) continue;
  describe.concurrent(page.path, () => {
    for (const block of blocks) {
      for (const session of sessionsIn(block)) {
        it(`shows what \`${session.command}\` prints (${block.place})`, () => expectShown(block, session, root));
      }
    }
  });
}
