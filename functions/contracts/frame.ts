import { limits } from './limits.ts';
import type { ServerEvent } from './realtime.ts';
import { utf8Bytes } from './text.ts';

/** A UTF-16 unit has at most three bytes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

const fits = (frame: string): boolean =>
  frame.length * MAX_BYTES_PER_UNIT <= limits.socket.frameBytes ||
  utf8Bytes(frame) <= limits.socket.frameBytes;

/**
 * An event as the frame that is sent. A message has its text under two names, `text` and `content`: where
 * the frame would be larger than a client is promised, it has only `content`.
 */
export const frameOf = (event: ServerEvent): string => {
  const frame = JSON.stringify(event);
  if (fits(frame) || !('content' in event.payload)) return frame;
  const { text: _, ...payload } = event.payload;
  return JSON.stringify({ ...event, payload });
};
