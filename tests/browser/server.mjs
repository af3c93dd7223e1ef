// A static server as strict as a county's server may be: own scripts and styles only, true 404.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { BASE, SITE, listFiles } from './site.mjs';

const POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.vtt': 'text/vtt; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** The published file a path below the mount asks for, or null. Case counts. */
function fileFor(files, mount, pathname) {
  if (!pathname.startsWith(mount)) return null;
  let path;
  try {
    path = decodeURIComponent(pathname.slice(mount.length));
  } catch {
    return null;
  }
  if (path === '' || path.endsWith('/')) path += 'index.html';
  return files.has(path) ? path : null;
}

/**
 * Serves the site on loopback below `mount` (with both slashes).
 * Gives `{ origin, root, close }`; `root` is the address of the mount.
 */
export async function serve(mount = BASE, folder = SITE) {
  const files = new Set(listFiles(folder));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const path = fileFor(files, mount, pathname);
    const sent = path ?? '404.html';
    const body = readFileSync(join(folder, sent));
    response.writeHead(path === null ? 404 : 200, {
      'Content-Type': TYPES[extname(sent)] ?? 'application/octet-stream',
      'Content-Length': body.length,
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  return { origin, root: origin + mount, close };
}
