import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

function read(name: string): { body: string; url: string } {
  const body = readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');
  const [stem, ending] = name.split('.');
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return { body, url: `/assets/${stem}.${hash}.${ending}` };
}

const style = read('public.css');
const script = read('public.js');

/** The two files of public pages, named by their content so that browsers may keep them for ever. */
export const ASSETS = { style: style.url, script: script.url };

export const ASSET_BODIES = new Map([
  [style.url, { body: style.body, type: 'text/css; charset=utf-8' }],
  [script.url, { body: script.body, type: 'text/javascript; charset=utf-8' }],
]);
