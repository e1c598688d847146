/** A running Parley in any home: the e2e files know only this. */
export interface Home {
  /** Without `/api`. */
  readonly url: string;
  /** The WebSocket endpoint. */
  readonly socketUrl: string;
}

/** The files run against a deployed stage, where some limits work differently or with a delay. */
export const isDeployed = Boolean(process.env['PARLEY_BASE_URL']);

/**
 * The home that `PARLEY_BASE_URL` (and `PARLEY_WS_URL`, if on another origin) names, or the Parley
 * that all e2e files of this run share.
 */
export const openHome = (): Home => {
  const given = process.env['PARLEY_BASE_URL'] ?? process.env['PARLEY_SHARED_URL'];
  if (given === undefined) throw new Error('no Parley: the e2e project of Vitest starts one');
  const url = given.replace(/\/$/, '');
  const socketUrl = process.env['PARLEY_WS_URL'] ?? `${url.replace(/^http/, 'ws')}/ws`;
  return { url, socketUrl };
};
