import type { AccountEvent as EventView } from '#contracts/http/sessions.ts';
import type { AccountEvent } from '../domain/audit.ts';
import { isoTime } from './time.ts';

export const eventView = ({ at, ...event }: AccountEvent): EventView => ({
  ...event,
  at: isoTime(at),
});
