/**
 * One page at a port of this machine, for whoever sits at it: bound to the loopback, and for requests that name it. What another
 * site's page asks for is refused, whatever name it has made lead here (DNS rebinding), and no page may frame this one. Isolated
 * from other origins, the page may share memory between its threads.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { synodError } from "../errors/errors.ts";

const LOOPBACK = "127.0.0.1";

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** `page` is asked whenever somebody loads it; what it throws is shown there. `port` 0: any. Throws `port-taken`. */
export async function serve(page: () => Promise<string>, port: number): Promise<Served> {
  const server = createServer((request, response) => {
    void answer(page, server, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(synodError("port-taken", { port, problem: error.code ?? error.message })),
    );
    server.listen(port, LOOPBACK, resolve);
  });
  return {
    url: `http://${LOOPBACK}:${portOf(server)}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function answer(
  page: () => Promise<string>,
  server: Server,
  { headers, method, url }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, why: string) =>
    response.writeHead(status, { ...HEADERS, "Content-Type": "text/plain; charset=utf-8" }).end(`${why}\n`);
  const names = [LOOPBACK, "localhost"].map((name) => `${name}:${portOf(server)}`);
  if (!names.includes(headers.host ?? "")) return void refuse(403, "this machine is asked by another name");
  const { origin } = headers;
  if (origin !== undefined && !names.some((name) => origin === `http://${name}`))
    return void refuse(403, "another site's page asks");
  if (headers["sec-fetch-site"] === "cross-site" && headers["sec-fetch-mode"] !== "navigate")
    return void refuse(403, "another site's page asks");
  if (method !== "GET" && method !== "HEAD") return void refuse(405, "there is nothing but a page to get");
  if (url !== "/") return void refuse(404, "there is one page here, at /");
  let text: string;
  try {
    text = await page();
  } catch (error) {
    return void refuse(500, error instanceof Error ? error.message : String(error));
  }
  response.writeHead(200, { ...HEADERS, "Content-Type": "text/html; charset=utf-8" });
  response.end(method === "HEAD" ? undefined : text);
}

/** The page's own policy (page-file.ts) holds as well; what it cannot say is who may frame it. */
const HEADERS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "frame-ancestors 'none'",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};
