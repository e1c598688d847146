import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import {
  fileTypeModes,
  invitationModes,
  registrationModes,
  requestModes,
} from '#contracts/closed-lists.ts';
import { Origin } from '#contracts/headers/cors.ts';
import { limits, processLimits } from '#contracts/limits.ts';
import { PushContact, PushService } from '#contracts/push-services.ts';
import { addressList, duration, filled, port, wholeNumber } from './option-values.ts';

export const usage = `Parley in one process: site, HTTP API and WebSocket on one address.

Usage: npm start -- [options]

  --port N          port to listen on; 0 takes a free one   (default 3000, or PORT)
  --host ADDRESS    address to listen on                    (default 127.0.0.1: this machine only)
  --data DIR        folder of the data file                 (default ./.parley)
  --demo            two ready users with a short history, printed with their passwords
  --registration R  open, invite or closed                  (default open)
  --invitations I   whose invitations are accepted: everyone, operator
                    (npm run users -- invite) or nobody     (default everyone)
  --requests R      on: first messages of somebody one has never written to wait until
                    they are accepted; off: for families    (default on)
  --tls-cert FILE   certificate chain, PEM: HTTPS and wss   (default plain HTTP)
  --tls-key FILE    its private key, PEM
  --cors-origin URL another site that may call the API, as https://chat.example;
                    may be given several times              (default none)
  --public-url URL  the address that people use, as https://chat.example: its name is accepted
                    as Host; may be given several times     (default: addresses, localhost and
                    names of the local network)
  --trust-proxy A   addresses or networks (CIDR) of reverse proxies, by commas: their
                    X-Forwarded-For, -Proto and -Host are used (default none)
  --user-writes N   writes a second that one user may make  (default 150, in bursts of 300)
  --user-storage MB storage quota of each user              (default 1024; 0: no files)
  --max-file MB     largest file, up to 100                 (default 10)
  --file-types T    any, or strict: pictures, PDF, text and zip archives only (default any)
  --disk-reserve MB refuse uploads when less is free        (default 512)
  --push-contact C  turns notifications on: whom push services may write to,
                    as mailto:ADDRESS or an https address      (default off)
  --push-service O  another push service that is trusted, as https://push.example; may be
                    given several times                     (default those of the browsers)
  --backup-every T  back up after each such time, as 24h, 30m or 7d (default off)
  --backup-to DIR   folder of the scheduled backups, or s3://bucket/prefix
  --keep N          how many scheduled backups remain       (default 14)
  --metrics-port N  serve /metrics for Prometheus on this port of this machine (default off)
  --metrics-token-file FILE
                    serve /metrics on the main address, with the token in this file
  --dev             serve the site from its sources with hot reload (npm run dev)
  --api-only        serve no site
  --site DIR        serve the site that is built in this folder, as npm run server:pack
                    writes it (default: build it from its sources)
  --log-level L     debug, info, warn or error: JSON lines  (default warn)
  --help            show this
`;

/** An invalid command line; printed as one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const Options = z
  .object({
    port,
    host: filled,
    data: filled,
    demo: z.boolean(),
    dev: z.boolean(),
    'api-only': z.boolean(),
    site: filled.optional(),
    registration: z.enum(registrationModes),
    invitations: z.enum(invitationModes),
    requests: z.enum(requestModes),
    'tls-cert': filled.optional(),
    'tls-key': filled.optional(),
    'cors-origin': z.array(Origin),
    'public-url': z.array(Origin),
    'trust-proxy': addressList,
    'user-writes': wholeNumber.refine((count) => count > 0, 'must be more than 0'),
    'user-storage': wholeNumber,
    'max-file': wholeNumber.refine(
      (megabytes) => megabytes >= 1 && megabytes <= limits.attachment.largestMb,
      `must be from 1 to ${limits.attachment.largestMb}`,
    ),
    'file-types': z.enum(fileTypeModes),
    'disk-reserve': wholeNumber,
    'push-contact': PushContact.optional(),
    'push-service': z.array(PushService),
    'backup-every': duration.optional(),
    'backup-to': filled.optional(),
    keep: wholeNumber.refine((count) => count > 0, 'must be more than 0'),
    'metrics-port': port.optional(),
    'metrics-token-file': filled.optional(),
    'log-level': z.enum(['debug', 'info', 'warn', 'error']),
    help: z.boolean(),
  })
  .refine(({ demo, host }) => !demo || ['127.0.0.1', 'localhost', '::1'].includes(host), {
    path: ['demo'],
    error: 'is for this machine only, as its passwords are known: leave out --host',
  })
  .refine((options) => !options['tls-cert'] === !options['tls-key'], {
    path: ['tls-cert'],
    error: 'and --tls-key go together',
  })
  .refine(({ demo, 'tls-cert': cert }) => !demo || !cert, {
    path: ['demo'],
    error: 'is for this machine only: leave out --tls-cert',
  })
  .refine((options) => !options['backup-every'] === !options['backup-to'], {
    path: ['backup-every'],
    error: 'and --backup-to go together',
  })
  .refine(({ demo, registration }) => !demo || registration === 'open', {
    path: ['demo'],
    error: 'registers its users: leave out --registration',
  })
  .refine(
    ({ registration, invitations }) => registration !== 'invite' || invitations !== 'nobody',
    {
      path: ['invitations'],
      error: 'must not be nobody where --registration is invite',
    },
  );
export type Config = z.infer<typeof Options>;

const flag = { type: 'boolean', default: false } as const;

/** Uses `PORT` if `--port` is missing; an empty `PORT` is ignored. @throws UsageError */
export const readConfig = (args: string[], env = process.env): Config => {
  try {
    const { values: given } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: '.parley' },
        demo: flag,
        dev: flag,
        'api-only': flag,
        site: { type: 'string' },
        registration: { type: 'string', default: 'open' },
        invitations: { type: 'string', default: 'everyone' },
        requests: { type: 'string', default: 'on' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        'cors-origin': { type: 'string', multiple: true, default: [] },
        'public-url': { type: 'string', multiple: true, default: [] },
        'trust-proxy': { type: 'string', multiple: true, default: [] },
        'user-writes': { type: 'string', default: String(processLimits.userWritesPerSecond) },
        'user-storage': { type: 'string', default: String(limits.attachment.perUserMb) },
        'max-file': { type: 'string', default: String(limits.attachment.maxBytes / 1024 / 1024) },
        'file-types': { type: 'string', default: 'any' },
        'disk-reserve': {
          type: 'string',
          default: String(processLimits.reservedDiskBytes / 1024 / 1024),
        },
        'push-contact': { type: 'string' },
        'push-service': { type: 'string', multiple: true, default: [] },
        'backup-every': { type: 'string' },
        'backup-to': { type: 'string' },
        keep: { type: 'string', default: '14' },
        'metrics-port': { type: 'string' },
        'metrics-token-file': { type: 'string' },
        'log-level': { type: 'string', default: 'warn' },
        help: { ...flag, short: 'h' },
      },
    });
    const values = { ...given, port: given.port ?? (env['PORT'] || '3000') };
    const parsed = Options.safeParse(values);
    if (parsed.success) return parsed.data;
    const rules = parsed.error.issues.map(({ path: [option], message }) =>
      option === 'port' && given.port === undefined
        ? `PORT ${message}`
        : `--${String(option)} ${message}`,
    );
    throw new UsageError(rules.join('; '));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message.replaceAll('\n', ' '));
  }
};

const isOwnMachine = (host: string): boolean => /^(localhost|127\.[\d.]+|::1)$/.test(host);

/** Warnings about valid but probably unintended settings. */
export const warningsOf = (config: Config): string[] =>
  isOwnMachine(config.host) || config['tls-cert'] || config['trust-proxy'].length > 0
    ? []
    : [
        `Others can reach ${config.host}, and what they send can be read on the way: use --tls-cert, or a proxy with TLS and --trust-proxy.`,
      ];

/**
 * The environment of the functions: here the table is a file, the bucket is a folder, the rest is this
 * process.
 */
export interface BackendEnv {
  readonly TABLE_NAME: string;
  readonly USER_POOL_ID: string;
  readonly USER_POOL_CLIENT_ID: string;
  readonly CONNECTIONS_ENDPOINT: string;
  readonly UPLOAD_BUCKET_NAME: string;
}

/** Sets the functions' environment. Call before importing any handler. */
export const setBackendEnv = (folder: string, config: Config): BackendEnv => {
  const env: BackendEnv = {
    TABLE_NAME: join(folder, 'parley.db'),
    USER_POOL_ID: 'local',
    USER_POOL_CLIENT_ID: 'parley',
    CONNECTIONS_ENDPOINT: 'local',
    UPLOAD_BUCKET_NAME: join(folder, 'files'),
  };
  Object.assign(process.env, env, {
    REGISTRATION: config.registration,
    INVITATIONS: config.invitations,
    REQUESTS: config.requests,
    USER_STORAGE_MB: String(config['user-storage']),
    MAX_FILE_MB: String(config['max-file']),
    FILE_TYPES: config['file-types'],
    WEB_PUSH_CONTACT: config['push-contact'] ?? 'none',
    WEB_PUSH_SERVICES: config['push-service'].join(' ') || 'none',
    NOTIFICATION_QUEUE_URL: 'local',
    CORS: config['cors-origin'].length > 0 ? 'on' : 'off',
    CORS_ORIGINS: config['cors-origin'].join(' ') || 'none',
    POWERTOOLS_LOG_LEVEL: config['log-level'].toUpperCase(),
  });
  return env;
};
