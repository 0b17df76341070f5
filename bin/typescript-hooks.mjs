// Module hooks of typescript.mjs: './x.js' in our sources means './x.ts' or './x.tsx', compiled as .swcrc says.
import { transform } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { $schema: _schema, ...swcrc } = JSON.parse(
  readFileSync(new URL('../.swcrc', import.meta.url), 'utf8'),
);

export function resolve(specifier, context, next) {
  const fromOurs = context.parentURL?.startsWith('file:') && !context.parentURL.includes('/node_modules/');
  if (fromOurs && /^\.{1,2}\/.*\.js$/.test(specifier)) {
    for (const extension of ['.ts', '.tsx']) {
      const url = new URL(specifier.replace(/\.js$/, extension), context.parentURL);
      if (existsSync(url)) return { url: url.href, shortCircuit: true };
    }
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!/^file:.*\.tsx?$/.test(url)) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(readFileSync(filename, 'utf8'), {
    ...swcrc,
    swcrc: false,
    filename,
    sourceMaps: 'inline',
  });
  return { format: 'module', source: code, shortCircuit: true };
}
