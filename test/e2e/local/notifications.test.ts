import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClient } from '../../support/client.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { makePhones } from '../../support/push-service/phones.ts';
import { makePlace, trusting } from '../../support/push-service/place.ts';
import { type PushService, startPushService } from '../../support/push-service/push-service.ts';

const folder = newDataFolder();
let options: ReturnType<typeof trusting>;
let service: PushService;
let parley: ParleyProcess;

const start = () =>
  startParley(['--data', join(folder.path, 'data'), '--api-only', ...options.args], options);
const phones = () => makePhones(makeClient(parley.url), service);

beforeAll(async () => {
  const place = await makePlace(folder.path);
  options = trusting(place);
  service = await startPushService(place);
  parley = await start();
});
afterAll(async () => {
  await parley.stop();
  await service.close();
  folder.remove();
  expect(service.faults).toEqual([]);
});

test('a notification that was due when Parley was killed is sent after the next start', async () => {
  const { ada, bob, phone } = await phones().people();
  phone.replies.push('nothing');
  await phones().write(ada, bob, 'Do not lose me');
  await expect.poll(() => phone.requests).toBe(1);

  await parley.kill();
  parley = await start();

  const [first] = await phone.getting(1);
  expect(first?.payload.notification.body).toBe('Do not lose me');
});

test('a push service that does not answer delays no other notification', async () => {
  const slow = await phones().people();
  const { ada, bob, phone } = await phones().people();
  slow.phone.replies.push('nothing');
  await phones().write(slow.ada, slow.bob, 'Hanging');
  await expect.poll(() => slow.phone.unanswered).toBe(1);

  await phones().write(ada, bob, 'At once');

  await phone.getting(1);
  expect(slow.phone.unanswered).toBe(1);
});

test('of a burst of messages, the latest is announced', async () => {
  const { ada, bob, phone } = await phones().people();
  const startedAt = performance.now();
  for (let n = 1; n <= 20; n++) await phones().write(ada, bob, `${n} of 20`);
  const seconds = Math.ceil((performance.now() - startedAt) / 1_000);

  await expect.poll(() => phone.received.at(-1)?.payload.notification.body).toBe('20 of 20');
  // The first at once, then at most one a second.
  expect(phone.requests).toBeLessThanOrEqual(2 + seconds);
});

test('a refusal is logged with its push service and status', async () => {
  const { ada, bob, phone } = await phones().people();
  phone.replies.push(413);
  await phones().write(ada, bob, 'Too large');

  await expect
    .poll(() => parley.output())
    .toMatch(/"message":"push refused".*"push_service":"localhost","status":413/);
});

test('no endpoint, key or text is in the log', async () => {
  const { ada, bob, phone } = await phones().people();
  phone.replies.push(503);
  await phones().write(ada, bob, 'Words of nobody else');
  await phone.getting(1);

  const log = parley.output();
  expect(log).not.toContain('Words of nobody else');
  expect(log).not.toContain(phone.subscription.endpoint);
  expect(log).not.toContain(phone.subscription.keys.auth);
});
