import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { type Check, Finding, holds, same } from '../check.ts';

/** A device that its push service does not know, so the service answers that the subscription has ended. */
const unknownDevice = (origin: string) => {
  const keys = createECDH('prime256v1');
  return {
    endpoint: `https://updates.push.services.mozilla.com/wpush/v2/${randomUUID()}`,
    keys: { p256dh: keys.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') },
    origin,
  };
};

export const notificationChecks: readonly Check[] = [
  {
    id: 'notifications.subscription',
    title: 'a device subscribes, gets a notification and unsubscribes, or notifications are off',
    assumes:
      'The functions may read the keys in Systems Manager and write ENDPOINT# items, and reach the push services on the internet.',
    remedy:
      'Turn notifications on with --push-contact (pushContact). If a function fails, its log names the missing right, or the parameter /parley/<stage>/push-private-key that npm run deploy creates.',
    needs: ['accounts'],
    run: async ({ call, people, target }) => {
      const { token } = (await people.shared()).ada;
      const { status, body } = await call('GET', '/push/key', { token });
      same('status of the key', status, 200);
      const device = unknownDevice(new URL(target.url).origin);
      const put = await call('PUT', '/push/subscription', { token, json: device });
      const tested = await call('POST', '/push/subscription/test', { token });
      const ended = await call('DELETE', '/push/subscription', { token });
      same('status of its end', ended.status, 204);
      if (body.key === null) {
        same('status of a subscription', [put.status, put.body.code], [409, 'push_unavailable']);
        throw new Finding('skipped', 'the operator has not set up notifications');
      }
      holds(/^[\w-]{87}$/.test(body.key), `the key is no P-256 point: ${body.key}`);
      same('status of a subscription', put.status, 204);
      same('status of a test notification', tested.status, 200);
      const foreign = { ...device, endpoint: 'https://other.example/push' };
      const refused = await call('PUT', '/push/subscription', { token, json: foreign });
      same('status of an address of no push service', refused.status, 422);
      const { outcome } = tested.body;
      if (outcome === 'busy')
        throw new Finding('warning', 'the push service of Firefox did not answer');
      holds(outcome !== 'accepted', 'a push service took a notification for nobody');
      return `the push service of Firefox answered: ${outcome}`;
    },
  },
];
