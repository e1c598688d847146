import * as z from 'zod';
import { backlogStates, backupStates, dataStates, diskStates } from '../closed-lists.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';

export const Version = z
  .string()
  .meta({ description: 'Version of this server.', examples: ['0.1.0'] });

const inOneProcess = 'Only in one process, for its operator.';

/** Coarse on purpose, since anybody may read it: /metrics has the figures. */
export const HealthParts = z.object({
  data: z
    .enum(dataStates)
    .optional()
    .meta({ description: `The result of the last full check of the data file. ${inOneProcess}` }),
  disk: z
    .enum(diskStates)
    .optional()
    .meta({ description: `\`low\`: soon, uploads will be refused. ${inOneProcess}` }),
  backlog: z
    .enum(backlogStates)
    .optional()
    .meta({
      description: `\`late\`: a notification or the removal of a file has been due for ten minutes, or was given up. ${inOneProcess}`,
    }),
  backup: z
    .enum(backupStates)
    .optional()
    .meta({
      description: `The last scheduled backup; absent without a schedule. \`late\`: none succeeded in two intervals. ${inOneProcess}`,
    }),
});

export const getHealth = route({
  method: 'GET',
  path: '/api/health',
  access: 'public',
  tag: 'system',
  summary: 'Health check of the service and its store',
  responses: {
    200: z.object({
      status: z.literal('ok'),
      db: z.literal('ok'),
      version: Version,
      ...HealthParts.shape,
      /** Present while the disk has space for messages only. */
      uploads: z.literal('paused').optional(),
    }),
    503: z.object({ status: z.literal('error'), db: z.literal('unavailable') }),
  },
  errors: [],
});

export const issueTicket = route({
  method: 'POST',
  path: '/api/realtime/ticket',
  access: 'bearer',
  tag: 'realtime',
  summary: `A single-use ticket for the WebSocket handshake, valid for ${limits.ticketSeconds} s`,
  responses: {
    200: z.object({
      ticket: z.string().meta({
        description: 'For `/ws?ticket=…`.',
        examples: ['tk1.9sVd4hQmR7yB'],
      }),
      expires_in: z.int().meta({ description: 'Seconds.', examples: [limits.ticketSeconds] }),
    }),
  },
  errors: ['unauthenticated'],
});

export const getOpenapi = route({
  method: 'GET',
  path: '/api/openapi.json',
  access: 'public',
  tag: 'system',
  summary: 'This document; cacheable for an hour, then revalidated by its `ETag`',
  responses: {
    200: z.looseObject({
      openapi: z.string(),
      info: z.looseObject({
        title: z.string().meta({ examples: ['Parley'] }),
        version: Version,
      }),
      paths: z.record(z.string(), z.unknown()),
    }),
    /** The request's `If-None-Match` matches the `ETag`. */
    304: null,
  },
  errors: [],
});
