import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';

/** A fixed seed, so that each run detects the same mutants. */
fc.configureGlobal({ seed: 7 });

/**
 * Loads the core before the first test, so that no test counts as covering code that runs at load
 * time.
 */
for (const file of globSync('functions/core/**/*.ts')) await import(resolve(file));
