import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { PageParts } from '../report/html.ts';
import { missingPage } from './errors.ts';

/** From the sources, which are not built, the built files are used. */
const builtFolder = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/report-page/' : '../report-page/',
  import.meta.url,
);

/** The script and the style of the page of a run, as they are built into this package. */
export function pageParts(folder = builtFolder): PageParts {
  const script = builtText('page.js', folder);
  const style = builtText('page.css', folder);
  return { script, style, scriptHash: hashOf(script), styleHash: hashOf(style), pack };
}

function pack(text: string): string {
  return gzipSync(text, { level: 9 }).toString('base64');
}

function builtText(name: string, folder: URL): string {
  const file = fileURLToPath(new URL(name, folder));
  if (!existsSync(file)) throw missingPage(file);
  return readFileSync(file, 'utf8');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
