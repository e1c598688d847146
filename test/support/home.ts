import { newDataFolder, startParley } from './parley-process.ts';

/** A running Parley in any home: the e2e files know only this. */
export interface Home {
  /** Without `/api`. */
  readonly url: string;
  /** The WebSocket endpoint. */
  readonly socketUrl: string;
  close(): Promise<void>;
}

/** The files run against a deployed stage, where some limits work differently or with a delay. */
export const isDeployed = Boolean(process.env['PARLEY_BASE_URL']);

/**
 * The home that `PARLEY_BASE_URL` (and `PARLEY_WS_URL`, if on another origin) names, or a new one
 * for this test file.
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
