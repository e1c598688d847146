import type { ServerEvent } from '../../../functions/contracts/realtime.ts';

const textOf = (data: unknown): string => {
  if (typeof data === 'string') return data;
  // Some gateways send what was posted as a binary frame.
  return data instanceof ArrayBuffer ? new TextDecoder().decode(data) : '';
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
    return isEvent ? (frame as ServerEvent) : null;
  } catch {
    return null;
  }
};
