/** The site on this machine: files of one folder over HTTP, on 127.0.0.1 only. As plain as what it will be hosted on. */
import { createReadStream, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ts": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".wasm": "application/wasm",
};

/** Port 0: any that is free. `base` is where the site was built to lie, `/` or `/synod/`. */
export async function serveSite(folder: string, base: string, port: number): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = decoded(new URL(request.url ?? "/", "http://127.0.0.1").pathname);
    const file = path?.startsWith(base) === true ? fileAt(folder, path.slice(base.length)) : null;
    const found = file ?? join(folder, "404.html");
    response.writeHead(file === null ? 404 : 200, {
      "content-type": TYPES[extname(found)] ?? "application/octet-stream",
      "cache-control": "no-cache",
    });
    if (request.method === "HEAD") response.end();
    else
      createReadStream(found)
        .once("error", () => response.end())
        .pipe(response);
  });
  await new Promise<void>((settle, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", settle);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`, server };
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Null: nothing there, or outside the folder. */
function fileAt(folder: string, path: string): string | null {
  const inside = normalize(`/${path}`);
  for (const candidate of [inside, join(inside, "index.html"), `${inside}.html`]) {
    const file = join(folder, candidate);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) return file;
  }
  return null;
}
