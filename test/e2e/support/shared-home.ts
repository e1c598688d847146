import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';

let data: ReturnType<typeof newDataFolder> | undefined;
let parley: ParleyProcess | undefined;

/**
 * Vitest's global setup of the e2e files: one Parley for all of them, as a deployed stage is. Each
 * file registers its own users.
 */
export const setup = async (): Promise<void> => {
  if (process.env['PARLEY_BASE_URL']) return;
  data = newDataFolder();
  parley = await startParley(['--data', data.path, '--api-only']);
  process.env['PARLEY_SHARED_URL'] = parley.url;
};

export const teardown = async (): Promise<void> => {
  await parley?.stop();
  data?.remove();
};
