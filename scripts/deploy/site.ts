import { run } from './run.ts';

/** Builds the site into the folder that the web stack deploys. */
export const buildSite = (): Promise<void> => run('vite', ['build', 'web']);
