import * as z from 'zod';
import { notificationLanguages, notificationPreviews } from '../closed-lists.ts';
import { text } from '../fields.ts';
import { Origin } from '../headers/cors.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';

const base64url = (bytes: number, rule: string) => {
  const length = Math.ceil((bytes * 4) / 3);
  return z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`), rule);
};

const isTimeZone = (name: string): boolean => {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const WallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, from 00:00 to 23:59');

/** Quiet hours in the local time of a time zone; `to` may be on the next day. */
const QuietHours = z
  .object({
    from: WallTime.meta({ description: 'First quiet minute.', examples: ['22:00'] }),
    to: WallTime.meta({
      description: 'First minute with sound; before `from`: on the next day.',
      examples: ['07:00'],
    }),
    time_zone: z
      .string()
      .max(limits.webPush.timeZoneLength)
      // Intl accepts `+02:00` as a time zone, but an offset does not follow daylight saving.
      .regex(/^[A-Za-z]/, 'must be the name of a time zone')
      .refine(isTimeZone, 'must be a time zone of the IANA database')
      .meta({ description: 'Of the device, by its IANA name.', examples: ['Europe/Berlin'] }),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'must differ from `from`' });

/** A `PushSubscription` of the Push API as JSON, with the device's settings for notifications. */
const PushSubscription = z.object({
  endpoint: text(1, limits.webPush.endpointLength).meta({
    description: 'Address of the device at its push service: https, of a known push service.',
    examples: ['https://updates.push.services.mozilla.com/wpush/v2/gAAAAABp'],
  }),
  keys: z.object({
    p256dh: base64url(65, 'must be an uncompressed P-256 point, 65 bytes as base64url').meta({
      description: 'Public key of the device.',
      examples: [
        'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      ],
    }),
    auth: base64url(16, 'must be 16 bytes as base64url').meta({
      description: 'Authentication secret of the device.',
      examples: ['BTBZMqHH6r4Tts7J_aSIgg'],
    }),
  }),
  origin: Origin.meta({
    description: 'Origin of the site: a click on a notification opens `/c/{conversation}` there.',
    examples: ['https://chat.example'],
  }),
  preview: z
    .enum(notificationPreviews)
    .default('text')
    .meta({ description: 'Shows name and text, the name only, or only that there is something.' }),
  language: z
    .enum(notificationLanguages)
    .default('en')
    .meta({ description: "Language of a notification's own words." }),
  sound: z
    .boolean()
    .default(true)
    .meta({ description: 'False: notifications are shown without sound or vibration.' }),
  quiet_hours: QuietHours.nullable().default(null).meta({
    description: 'Daily hours in which notifications are shown without sound or vibration.',
  }),
});

export const getPushKey = route({
  method: 'GET',
  path: '/api/push/key',
  access: 'bearer',
  tag: 'notifications',
  summary: 'The VAPID public key, for `PushManager.subscribe`',
  responses: {
    200: z
      .object({
        key: z
          .string()
          .nullable()
          .meta({
            description:
              'The `applicationServerKey`, base64url. Null where the operator has not set up notifications.',
            examples: [
              'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
            ],
          }),
      })
      .meta({ id: 'PushKey' }),
  },
  errors: ['unauthenticated'],
});

export const putPushSubscription = route({
  method: 'PUT',
  path: '/api/push/subscription',
  access: 'bearer',
  tag: 'notifications',
  summary:
    "Store the session's push subscription, in place of an earlier one; it ends with the session",
  body: { schema: PushSubscription, types: ['json'] },
  responses: { 204: null },
  errors: ['unauthenticated', 'push_unavailable'],
});

export const deletePushSubscription = route({
  method: 'DELETE',
  path: '/api/push/subscription',
  access: 'bearer',
  tag: 'notifications',
  summary: "Remove the session's push subscription; also if there is none",
  responses: { 204: null },
  errors: ['unauthenticated'],
});

export const testPush = route({
  method: 'POST',
  path: '/api/push/subscription/test',
  access: 'bearer',
  tag: 'notifications',
  summary: "Send a test notification to the session's device",
  rate: 'profile',
  responses: {
    200: z
      .object({
        outcome: z.enum(['accepted', 'gone', 'refused', 'busy']).meta({
          description:
            '`accepted`: the push service took it. `gone`: the subscription has ended and is removed. `refused`: the push service does not take such notifications. `busy`: it did not answer, or asked to wait.',
          examples: ['accepted'],
        }),
      })
      .meta({ id: 'PushTest' }),
  },
  errors: ['unauthenticated', 'push_unavailable', 'subscription_not_found'],
});
