import type { Units } from '../../test/support/ports/consumed-capacity.ts';
import { assumptions, gbOfKb } from '../bench/prices.ts';
import { plus, times, type Usage } from './meters.ts';

/** Units of the table by operation, as `npm run bench:cost` measured them. */
export type MeasuredUnits = Readonly<Record<string, Units>>;

export const found = (units: MeasuredUnits, start: string): Units => {
  const name = Object.keys(units).find((known) => known.startsWith(start));
  const of = name === undefined ? undefined : units[name];
  if (!of) throw new Error(`no units of ${start}: npm run bench:cost`);
  return of;
};

export interface Timed {
  readonly milliseconds: number;
  readonly memoryGb: number;
}
export const functionCall = ({ milliseconds, memoryGb }: Timed): Usage => ({
  functionRequest: 1,
  functionGbSecond: (milliseconds / 1_000) * memoryGb,
});
const sendToDevice: Usage = { gbOut: assumptions.notification.kilobytes * gbOfKb };
/** The usage that notifications add to a message, without the poll of the queue. */
export const notificationUsage = (devices: number, units: MeasuredUnits): Usage => {
  const { notification, logBytes } = assumptions;
  const start = devices > 0 ? 'notification: of a message' : 'notification: the receiver has no';
  const { read, write } = found(units, start);
  return plus(functionCall(notification), times(devices, sendToDevice), {
    readUnit: read,
    writeUnit: write,
    logGb: ((notification.logBytes + logBytes.perLine) / 1_024) * gbOfKb,
  });
};
