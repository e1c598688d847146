import { newDataFolder, startParley } from './parley-process.ts';

/** A running Parley, wherever it is: the e2e files know nothing else of it. */
export interface Home {
  /** Without `/api`. */
  readonly url: string;
  /** The WebSocket endpoint. */
  readonly socketUrl: string;
  close(): Promise<void>;
}

/** Runs these files against a deployed stage: some limits are met there by other means, or not at once. */
export const isDeployed = Boolean(process.env['PARLEY_BASE_URL']);

/**
 * The home that `PARLEY_BASE_URL` (and `PARLEY_WS_URL`, where it is not under the same origin) names,
 * or one of its own for this test file.
 */
export const openHome = async (): Promise<Home> => {
  const given = process.env['PARLEY_BASE_URL'];
  if (given) {
    const url = given.replace(/\/$/, '');
    const socketUrl = process.env['PARLEY_WS_URL'] ?? `${url.replace(/^http/, 'ws')}/ws`;
    return { url, socketUrl, close: async () => undefined };
  }
  const data = newDataFolder();
  const parley = await startParley(['--data', data.path, '--api-only']);
  return {
    url: parley.url,
    socketUrl: `${parley.url.replace(/^http/, 'ws')}/ws`,
    close: async () => {
      await parley.stop();
      data.remove();
    },
  };
};
