import { limits } from '#contracts/limits.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { utf8Bytes } from '#contracts/text.ts';
import { normalizeText } from '#contracts/texts/message-text.ts';

/** A UTF-16 unit has at most three bytes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

const fits = (frame: string): boolean =>
  frame.length * MAX_BYTES_PER_UNIT <= limits.socket.frameBytes ||
  utf8Bytes(frame) <= limits.socket.frameBytes;

/**
 * An event as a WebSocket frame. A message carries its text twice, as `text` and `content`; a frame that
 * would exceed the size limit has only `content`. Messages stored before texts were normalised may contain
 * control characters (six bytes each in JSON): a frame that is still too large omits them.
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
