// `npm start`: synod's own suite, as far as it is quick, and then the mistake of the text that synod began with, which the
// suite has checked: the shortest behaviour in which two values are chosen. Exits as the suite does.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
/** @param {string[]} argv */
const synod = (...argv) => spawnSync(process.execPath, [program, ...argv], { stdio: "inherit" }).status ?? 255;
const VIOLATED = 12;

const status = synod("suite", "--tag", "start", "--no-cache", ...process.argv.slice(2));
if (status !== 0) process.exit(status);

console.log(`
The text lets a proposer take “找到所有回复中超过半数的那个”, the one that more than half of all the replies report.
With its own value where no value has more than half (paxos-retold, mutant p-majown), two values get chosen:
`);
const shown = synod("check", "paxos-retold", "--mutant", "p-majown", "--property", "agreement");
if (shown !== VIOLATED) process.exit(shown === 0 ? 22 : shown);

console.log(`
What next:
  npx synod list                                            what there is to check
  npx synod check paxos-retold --mutant p-tie ballots=3     another mistake
  npx synod mutants basic-paxos                             the text's other mistakes
  npx synod suite                                           all of the suite, all mutants too
  npx synod init                                            a first model and suite of your own`);
