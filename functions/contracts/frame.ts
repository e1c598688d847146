import { limits } from './limits.ts';
import { normalizeText } from './message-text.ts';
import type { ServerEvent } from './realtime.ts';
import { utf8Bytes } from './text.ts';

/** A UTF-16 unit has at most three bytes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

const fits = (frame: string): boolean =>
  frame.length * MAX_BYTES_PER_UNIT <= limits.socket.frameBytes ||
  utf8Bytes(frame) <= limits.socket.frameBytes;

/**
 * An event as the frame that is sent. A message has its text under two names, `text` and `content`: where
 * the frame would be larger than a client is promised, it has only `content`. A message that was stored
 * before texts were normalized may have controls, of six bytes each in JSON: they are left out then.
 */
export const frameOf = (event: ServerEvent): string => {
  const frame = JSON.stringify(event);
  if (fits(frame) || !('content' in event.payload)) return frame;
  const { text: _, ...payload } = event.payload;
  const shorter = JSON.stringify({ ...event, payload });
  if (fits(shorter) || payload.content === null) return shorter;
  const content = normalizeText(payload.content);
  return JSON.stringify({ ...event, payload: { ...payload, content } });
};
