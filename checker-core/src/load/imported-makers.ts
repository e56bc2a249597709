/**
 * Finds, by the text of a file alone, where the functions come from whose results it exports:
 * `export const five = clusterOf(5)` may be a model, although the file never names the library.
 */
import { dirname, resolve } from 'node:path';

const exportedCall = /^export\s+(?:const\s+[\w$]+(?:\s*:[^=\n]+)?\s*=|default)\s*([\w$]+)\s*[(<]/gm;
const namedImport = /^import\s*\{([^}]*)\}\s*from\s*['"](\.[^'"\n]+)['"]/gm;

/**
 * The files of the project that may hold those functions, each as the paths that an import of it
 * can mean, the likeliest first. Packages and path aliases are not followed.
 */
export function importedMakers(file: string, text: string): readonly (readonly string[])[] {
  const called = new Set([...text.matchAll(exportedCall)].map(([, name]) => name));
  if (called.size === 0) return [];
  return [...text.matchAll(namedImport)].flatMap(([, names = '', from = '']) => {
    const locals = names.split(',').map((name) =>
      name
        .trim()
        .split(/\s+as\s+/)
        .at(-1),
    );
    return locals.some((local) => called.has(local)) ? [pathsOf(resolve(dirname(file), from))] : [];
  });
}

function pathsOf(path: string): readonly string[] {
  const source = path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2');
  if (/\.[cm]?tsx?$/.test(source)) return [source];
  return [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`];
}
