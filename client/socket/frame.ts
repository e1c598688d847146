import type { ServerEvent } from '#contracts/realtime.ts';

const textOf = (data: unknown): string => {
  if (typeof data === 'string') return data;
  // Some gateways send text as a binary frame.
  return data instanceof ArrayBuffer ? new TextDecoder().decode(data) : '';
};

/** Adds `text` to a message event: a large message comes with `content` only. */
const wholeEvent = (event: ServerEvent): ServerEvent => {
  const { type } = event;
  if (type !== 'message:new' && type !== 'message:update' && type !== 'message:delete')
    return event;
  return { ...event, payload: { ...event.payload, text: event.payload.content } };
};

/** The compiler demands every type here; a server of a later version may send others. */
const knownTypes = {
  'message:new': true,
  'message:update': true,
  'message:delete': true,
  'message:read': true,
  'conversation:new': true,
  'conversation:settings': true,
  'presence:typing': true,
  'presence:update': true,
  'user:update': true,
  'account:event': true,
  pong: true,
  error: true,
} as const satisfies Record<ServerEvent['type'], true>;

/**
 * Decodes a frame to an event; null for anything else, also for an event of an unknown type. Checks
 * only the envelope, since the server is trusted.
 */
export const decodeFrame = (data: unknown): ServerEvent | null => {
  try {
    const frame: unknown = JSON.parse(textOf(data));
    const isEvent =
      typeof frame === 'object' &&
      frame !== null &&
      'type' in frame &&
      typeof frame.type === 'string' &&
      Object.hasOwn(knownTypes, frame.type);
    return isEvent ? wholeEvent(frame as ServerEvent) : null;
  } catch {
    return null;
  }
};
