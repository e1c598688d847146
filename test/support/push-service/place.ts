import { readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { freePort } from '../processes.ts';

/** Where a push service runs, known before it starts: a Parley or a stage is set up to trust it. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly cert: string;
  readonly key: string;
  /** Whom the tokens of Parley must name. */
  readonly contact: string;
}

const contact = 'mailto:operator@parley.example';

export const originOf = ({ host, port }: Place): string => `https://${host}:${port}`;

/** MiniStack turns requests of functions to `localhost` and 127.0.0.1 into plain HTTP. */
export const hostForMiniStack = '127.0.0.2';

/** A free port and a new certificate. `certFile`: for `NODE_EXTRA_CA_CERTS`; `file`: all of it, for `readPlace`. */
export const makePlace = async (
  folder: string,
  host = 'localhost',
): Promise<Place & { certFile: string; file: string }> => {
  const name = isIP(host) ? ({ type: 7, ip: host } as const) : ({ type: 2, value: host } as const);
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    extensions: [{ name: 'subjectAltName', altNames: [name] }],
  });
  const place = { host, port: await freePort(), cert, key, contact };
  const certFile = join(folder, 'push.crt');
  const file = join(folder, 'push.json');
  writeFileSync(certFile, cert);
  writeFileSync(file, JSON.stringify(place));
  return { ...place, certFile, file };
};

export const readPlace = (file: string): Place => JSON.parse(readFileSync(file, 'utf8')) as Place;

/** The options and the environment of a Parley that trusts the push service at this place. */
export const trusting = (place: Place & { certFile: string }) => ({
  args: ['--push-contact', place.contact, '--push-service', originOf(place)],
  env: { NODE_EXTRA_CA_CERTS: place.certFile },
});
