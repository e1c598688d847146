import { endOf, startCommand } from '../commands/started-command.ts';

/** `npm run import` while it runs. */
export const beginImport = (...args: string[]) => startCommand('scripts/import/import.ts', args);

export const runImport = (...args: string[]) => endOf(beginImport(...args));
