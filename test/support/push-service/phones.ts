import type { Client, TestUser } from '../client.ts';
import { bearer } from '../sessions.ts';
import type { Device } from './device.ts';
import type { PushService } from './push-service.ts';

/** People of a Parley with devices at a push service. */
export const makePhones = (client: Client, service: PushService) => {
  /** A device of this session that has subscribed. */
  const subscribe = async (token: string, more: Record<string, unknown> = {}): Promise<Device> => {
    const { body } = await client.call('GET', '/push/key', bearer(token));
    const device = service.createDevice(body.key);
    const json = { ...device.subscription, origin: 'https://chat.example', ...more };
    const { status } = await client.call('PUT', '/push/subscription', { token, json });
    if (status !== 204) throw new Error(`a subscription answered ${status}`);
    return device;
  };
  return {
    subscribe,
    /** Ada and Bob, whose phone has subscribed. */
    people: async () => {
      const { ada, bob, conversationId } = await client.pair();
      return { ada, bob, conversationId, phone: await subscribe(bob.token) };
    },
    write: async (from: TestUser, to: TestUser, text: string) => {
      const { body } = await client.send(from, to, text);
      return body as { id: string; conversation_id: string; seq: number };
    },
  };
};
