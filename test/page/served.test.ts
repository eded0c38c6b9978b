// `synod explore`: one page at a port of this machine, and nothing for anybody else.

import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, start, temporaryFolder } from "../cli/run-synod.ts";
import { bank } from "../cli/user-models.ts";
import { inBrowser } from "./chromium.ts";
import { packedIn } from "./packed-in.ts";

const folder = temporaryFolder({ "bank.ts": bank });
const served: Running[] = [];

/** The address that it prints. */
async function explore(words: readonly string[]): Promise<{ readonly url: URL; readonly running: Running }> {
  const running = start(["explore", ...words], folder);
  served.push(running);
  let printed = "";
  const address = new Promise<string>((resolve, reject) => {
    running.child.stdout.on("data", (chunk) => {
      printed += chunk;
      const [url] = /http:\S+/.exec(printed) ?? [];
      if (url !== undefined) resolve(url);
    });
    void running.ended.then(({ stderr }) => reject(new Error(stderr)));
  });
  return { url: new URL(await address), running };
}

afterAll(() => {
  for (const { child } of served) child.kill("SIGKILL");
});

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

function ask(url: URL, headers: Readonly<Record<string, string>> = {}, path = "/", method = "GET"): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: url.hostname, port: url.port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode as number, headers: response.headers, text }));
    });
    asking.on("error", reject).end();
  });
}

describe("synod explore", () => {
  let url: URL;
  let running: Running;
  beforeAll(async () => {
    ({ url, running } = await explore(["bank.ts"]));
  });

  it("serves one page to whoever names this machine", async () => {
    expect(url.hostname).toBe("127.0.0.1");
    for (const host of [url.host, `localhost:${url.port}`]) {
      const { status, headers, text } = await ask(url, { host });
      expect([status, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
      expect(packedIn(text)[2]).toContain("no coin is lost");
      expect(text).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; /);
    }
  });

  it.each([
    ["another name for this machine", { host: "evil.example" }, 403],
    ["another name, at its port", { host: "evil.example:80" }, 403],
    ["another site's page", { origin: "http://evil.example" }, 403],
    ["a page without an origin", { origin: "null" }, 403],
    ["another port's page", { origin: "http://127.0.0.1:1" }, 403],
    ["another site's frame", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }, 403],
  ])("refuses %s", async (_, headers, status) => {
    const answered = await ask(url, headers);
    expect(answered.status).toBe(status);
    expect(answered.text).not.toContain("synod");
  });

  it("has nothing else, and lets nobody frame it", async () => {
    expect((await ask(url, {}, "/package.json")).status).toBe(404);
    expect((await ask(url, {}, "/", "POST")).status).toBe(405);
    const { headers } = await ask(url, {}, "/", "HEAD");
    expect(headers).toMatchObject({
      "content-security-policy": "frame-ancestors 'none'",
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-opener-policy": "same-origin",
      "x-content-type-options": "nosniff",
    });
  });

  it("reads the file again when the page is loaded again, and says there what is wrong with it", async () => {
    writeFileSync(join(folder, "bank.ts"), bank.replaceAll("no coin is lost", "money stays"));
    expect(packedIn((await ask(url)).text)[2]).toContain("money stays");
    writeFileSync(join(folder, "bank.ts"), "export const bank = ;");
    const { status, headers, text } = await ask(url);
    expect([status, headers["content-type"]]).toEqual([500, "text/plain; charset=utf-8"]);
    expect(text).toMatch(/^error SYN102 .*bank\.ts:1:21: Unexpected ";"/);
    writeFileSync(join(folder, "bank.ts"), bank);
  });

  it("cannot use a port that is taken, and says so by a code", async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, "127.0.0.1", () => resolve((taken.address() as { readonly port: number }).port));
    });
    const { code, stderr } = await start(["explore", "bank.ts", "--port", String(port)], folder).ended;
    taken.close();
    expect(code).toBe(255);
    expect(stderr.replace(/\s+/g, " ")).toContain(
      `SYN115 (the port cannot be used): nothing can be served at port ${port} of this machine (EADDRINUSE)`,
    );
  });

  it("ends in order when it is told to", async () => {
    running.child.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 0, signal: null });
  });
});

inBrowser("a served page", (open) => {
  it("checks with shared memory, as it is isolated from other origins", async () => {
    const { url } = await explore(["paxos", "acceptors=3", "ballots=2"]);
    const { page, complaints, asked } = await open();
    await page.goto(url.href);
    await page.waitForFunction(() => globalThis.synodPage?.checker !== undefined);
    const found = await page.evaluate(async () => {
      const question = { name: "paxos", parameters: {}, mutant: null, options: { engine: "kernel" } };
      const answer = await globalThis.synodPage?.checker?.check(question);
      const { crossOriginIsolated } = globalThis as { readonly crossOriginIsolated?: boolean };
      return { isolated: crossOriginIsolated, shared: typeof SharedArrayBuffer, verdict: answer?.verdict };
    });
    expect(found).toMatchObject({
      isolated: true,
      shared: "function",
      verdict: { outcome: "holds", engine: "kernel", states: { distinct: 443, generated: 2578, depth: 16 } },
    });
    expect(complaints).toEqual([]);
    expect(asked).toEqual([]);
  });
});
