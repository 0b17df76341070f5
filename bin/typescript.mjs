// Lets plain node import our TypeScript: `node --import ./bin/typescript.mjs file.ts`. For tests' set-up, benchmarks and
// scripts; the product itself runs what `nest build` wrote.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
