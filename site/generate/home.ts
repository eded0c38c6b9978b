/** The first page in both languages: its words are in content/, what it shows of a run is what synod prints when the site is built. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { put, repository, site } from "./places.ts";
import { runSynod } from "./run-synod.ts";
import { putExplorePage } from "./shared-page.ts";

const VIOLATED = 12;
const SHOWN = ["check", "paxos-retold", "--mutant", "p-majown", "--property", "agreement"];

/** `to`: from the folder of pages. */
export async function putHome(languages: readonly { readonly file: string; readonly to: string }[]): Promise<void> {
  put("public/icon.svg", readFileSync(join(site, "content", "icon.svg")));
  const { stdout, html } = await runSynod(SHOWN, [VIOLATED]);
  const page = putExplorePage("home", html);
  const reason = /^Why agreement is false\n.*/ms.exec(stdout)?.[0];
  if (reason === undefined) throw new Error("site: the counterexample of the first page says no why");
  const example = readFileSync(join(repository, "examples", "bank-transfer.ts"), "utf8").trimEnd();
  for (const { file: words, to } of languages) {
    const text = readFileSync(join(site, "content", words), "utf8")
      .replace("[[why]]", () => `\`\`\`text\n$ synod ${SHOWN.join(" ")}\n${reason.trimEnd()}\n\`\`\``)
      .replace("[[model]]", () => `\`\`\`ts\n${example}\n\`\`\``)
      .replace("[[page]]", page);
    put(to, text);
  }
}
