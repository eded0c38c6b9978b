/**
 * `npm run site`: from docs/, lessons/, models/gallery/ and what synod says of them to a folder of plain files. Nothing is
 * fetched: what VitePress is made of was installed before (scripts/setup.mjs --site), and no page loads anything from elsewhere.
 * The build fails on a link that leads nowhere.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { faultsOf } from "./audit.ts";
import { putCourse } from "./course.ts";
import { putDocs } from "./docs.ts";
import { putGallery } from "./gallery.ts";
import { putHome } from "./home.ts";
import { built, generated, repository, site } from "./places.ts";
import { serveSite } from "./serve.ts";
import { putSources } from "./sources.ts";

const USAGE = `npm run site -- [options]
  --serve         serve what is built, on 127.0.0.1, after building it
  --no-build      with --serve: serve what an earlier run has built
  --port N        where (0: any free one)        default 4173
  --base PATH     where the site will lie on its host, such as /synod/     default /`;

/** What a mistake of the person who typed it looks like. */
function refuse(what: string, remedy: string): never {
  console.error(`site: ${what}\n  remedy: ${remedy}`);
  process.exit(20);
}

function asked() {
  try {
    const { values } = parseArgs({
      options: {
        serve: { type: "boolean", default: false },
        "no-build": { type: "boolean", default: false },
        port: { type: "string", default: "4173" },
        base: { type: "string", default: "/" },
        help: { type: "boolean", default: false },
      },
    });
    return values;
  } catch (error) {
    return refuse((error as Error).message, `know these:\n${USAGE}`);
  }
}

async function build(base: string): Promise<void> {
  const started = performance.now();
  rmSync(generated, { recursive: true, force: true });
  rmSync(built, { recursive: true, force: true });
  const docs = putDocs();
  await putHome([
    { file: "home.en.md", to: "index.md" },
    { file: "home.zh.md", to: "zh/index.md" },
  ]);
  const course = await putCourse(docs.leads);
  const gallery = await putGallery(docs.leads);
  const sources = putSources(docs.sources);
  writeFileSync(
    join(site, ".vitepress", "generated.json"),
    JSON.stringify({
      base,
      docs: docs.sidebar,
      course,
      gallery,
      classroom: existsSync(join(generated, "public", "classroom", "classroom.js")),
    }),
  );
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  console.log(
    `site: generated ${docs.pages} pages of documentation, ${course.lessons} lessons with ${course.verdicts} verdicts, ${sources} sources in ${seconds()}`,
  );
  const vitepress = join(site, "node_modules", "vitepress", "bin", "vitepress.js");
  if (!existsSync(vitepress)) refuse("VitePress is not installed", "run `npm run site`, which installs it");
  const { status } = spawnSync(process.execPath, [vitepress, "build"], { cwd: site, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  const faults = faultsOf(built, base);
  for (const fault of faults) console.error(`site: ${fault}`);
  if (faults.length > 0) process.exit(1);
  const files = readdirSync(built, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  const pages = files.filter(({ name }) => name.endsWith(".html")).length;
  console.log(
    `site: ${relative(repository, built)}/ has ${pages} pages, ${files.length} files, ${Math.round(bytes / 1e6)} MB, after ${seconds()}; every link leads somewhere`,
  );
}

const { serve, "no-build": builtBefore, port, base, help } = asked();
if (help) console.log(USAGE);
else {
  if (!/^\/([\w.~-]+\/)*$/.test(base)) refuse(`--base ${base} is no path`, "begin and end it with /, as in /synod/");
  if (!/^\d+$/.test(port) || Number(port) > 65535) refuse(`--port ${port} is no port`, "give a number up to 65535");
  if (!builtBefore) await build(base);
  else if (!existsSync(join(built, "index.html"))) refuse("there is no site/dist", "leave --no-build out");
  if (!serve) console.log("site: to look at it: npm run site -- --serve --no-build");
  else {
    const { url } = await serveSite(built, base, Number(port)).catch((error: NodeJS.ErrnoException) =>
      refuse(`port ${port} cannot be had (${error.code})`, "name another one with --port, or 0 for any"),
    );
    console.log(`site: served at ${url} until you press Ctrl-C`);
  }
}
