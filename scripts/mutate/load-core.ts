import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';

/** One seed: whether a mutant is noticed must not change from run to run. */
fc.configureGlobal({ seed: 7 });

/** Loads the core before the first test, so that no test is taken for one of what runs at loading. */
for (const file of globSync('functions/core/**/*.ts')) await import(resolve(file));
