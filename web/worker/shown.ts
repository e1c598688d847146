import type { PushData } from '#contracts/push-payload.ts';
import type { ShownData } from '../src/lib/worker-messages.ts';

declare const self: ServiceWorkerGlobalScope;

/** `data` of a notification that this worker shows. */
export interface Data extends ShownData {
  /** Of a message's notification. */
  readonly push?: PushData;
}

/** Includes the members that are missing in TypeScript's types. */
export interface Options extends NotificationOptions {
  readonly renotify?: boolean;
  readonly actions?: readonly {
    readonly action: string;
    readonly title: string;
    readonly type?: 'text';
    readonly placeholder?: string;
  }[];
}

export const dataOf = ({ data }: Notification): Partial<Data> => (data ?? {}) as Partial<Data>;

export const defaultIcon = '/icons/icon-192.png';

export const show = (title: string, options: Options): Promise<void> =>
  self.registration.showNotification(title, { icon: defaultIcon, ...options });
