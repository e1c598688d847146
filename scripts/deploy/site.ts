import { run } from './run.ts';

/** Builds the site into the folder from which the web stack takes its files. */
export const buildSite = (): Promise<void> => run('vite', ['build', 'web']);
