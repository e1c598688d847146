import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { makePlace, trusting } from '../../support/push-service/place.ts';

let data: ReturnType<typeof newDataFolder> | undefined;
let parley: ParleyProcess | undefined;

/**
 * Vitest's global setup of the e2e files: one Parley for all of them, as a deployed stage is. Each
 * file registers its own users. It trusts the push service that the tests of notifications start.
 */
export const setup = async (): Promise<void> => {
  if (process.env['PARLEY_BASE_URL']) return;
  data = newDataFolder();
  const place = await makePlace(data.path);
  const { args, env } = trusting(place);
  parley = await startParley(['--data', `${data.path}/data`, '--api-only', ...args], { env });
  process.env['PARLEY_SHARED_URL'] = parley.url;
  process.env['PARLEY_SHARED_DATA'] = `${data.path}/data`;
  process.env['PARLEY_PUSH_PLACE'] = place.file;
};

export const teardown = async (): Promise<void> => {
  await parley?.stop();
  data?.remove();
};
