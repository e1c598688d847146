import type { ServerEvent } from '../../functions/contracts/realtime.ts';

const textOf = (data: unknown): string => {
  if (typeof data === 'string') return data;
  // Some gateways send what was posted as a binary frame.
  return data instanceof ArrayBuffer ? new TextDecoder().decode(data) : '';
};

/** A large message comes with its text as `content` only. */
const wholeEvent = (event: ServerEvent): ServerEvent => {
  const { type } = event;
  if (type !== 'message:new' && type !== 'message:update' && type !== 'message:delete')
    return event;
  return { ...event, payload: { ...event.payload, text: event.payload.content } };
};

/** A frame as an event, or null for anything else. The server is ours: only the shape's head is looked at. */
export const decodeFrame = (data: unknown): ServerEvent | null => {
  try {
    const frame: unknown = JSON.parse(textOf(data));
    const isEvent =
      typeof frame === 'object' &&
      frame !== null &&
      'type' in frame &&
      typeof frame.type === 'string';
    return isEvent ? wholeEvent(frame as ServerEvent) : null;
  } catch {
    return null;
  }
};
