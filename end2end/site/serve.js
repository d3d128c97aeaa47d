// Serves the site folder on a free loopback port, under the policy that the server sends, with one page of the caller's.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

export async function serve(folder, page) {
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const byPath = new Map(Object.values(manifest).map((entry) => [entry.path, entry]));
  const server = createServer((request, response) => {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    const entry = byPath.get(request.url);
    if (entry) {
      response.setHeader("Content-Type", entry.type);
      // Browsers take brotli over TLS only, so gzip is what loopback gets.
      if (entry.gzip) response.setHeader("Content-Encoding", "gzip");
      response.end(readFileSync(join(folder, entry.path + (entry.gzip ? ".gz" : ""))));
    } else if (request.url === "/") {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(page(manifest));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => new Promise((closed) => server.close(closed)) };
}
