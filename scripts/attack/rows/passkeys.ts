import { makePasskeyClient } from '../../../test/support/passkeys/passkey-client.ts';
import type { Row } from '../row.ts';
import { rules, tally, times } from '../row.ts';
import type { Target } from '../target.ts';

/** An address of another network for each index below 192, reserved for documentation. */
const from = (index: number) => ({
  'x-forwarded-for': `2001:db8:${(0x4000 + index * 256).toString(16)}::1`,
});

/** An account with a passkey, and what its device has begun before the attack. */
const ownerOf = async (target: Target) => {
  const owner = await target.register();
  const passkeys = makePasskeyClient(target.client);
  const { status } = await passkeys.add(owner);
  if (status !== 201) throw new Error(`the owner's passkey was answered with ${status}`);
  return { owner, passkeys };
};

/** As fast as they are answered, 16 at a time. */
const flood = async (
  count: number,
  send: (index: number) => Promise<{ status: number }>,
): Promise<number[]> => {
  const statuses: number[] = [];
  let next = 0;
  await times(16, async () => {
    while (next < count) statuses.push((await send(next++)).status);
  });
  return statuses;
};

/** `count`: more than a process keeps, or not. */
const begun = (id: string, count: number, isLong: boolean): Row => ({
  id,
  isLong,
  title: `${count.toLocaleString('en')} sign-ins by passkey that are begun from 100 networks and not ended`,
  run: async (target) => {
    const { check, broken } = rules();
    const { owner, passkeys } = await ownerOf(target);
    const newcomer = await target.register();
    const device = makePasskeyClient(target.client);
    const [options, setup] = [await passkeys.options(), await device.start(newcomer)];
    const statuses = await flood(count, (index) =>
      target.client.call('POST', '/auth/passkeys/options', { headers: from(index % 100) }),
    );
    check(
      statuses.every((status) => status === 200 || status === 429),
      `each is begun or put off, not ${tally(statuses)}`,
    );
    if (!isLong) {
      const json = passkeys.device.get(options);
      const { status } = await target.client.call('POST', '/auth/passkeys/token', { json });
      check(status === 200, `a sign-in that was begun before succeeds, not ${status}`);
    }
    const added = await target.client.call('POST', '/auth/passkeys', {
      token: newcomer.token,
      json: { name: 'Phone', credential: device.device.create(setup.body) },
    });
    check(added.status === 201, `a setup that was begun before succeeds, not ${added.status}`);
    const { status } = await passkeys.signIn();
    check(status === 200, `${owner.username} signs in, not ${status}`);
    return { requests: statuses.length, broken };
  },
});

const forged: Row = {
  id: 'S32',
  title: '2,000 made-up signatures for one user from 10 networks, then the owner',
  run: async (target) => {
    const { check, broken } = rules();
    const { owner, passkeys } = await ownerOf(target);
    const stranger = makePasskeyClient(target.client);
    await stranger.add(await target.register());
    const options = await stranger.options();
    // The user's handle is no secret: it is the id, which all that they write to have.
    const handle = Buffer.from(owner.id.replaceAll('-', ''), 'hex').toString('base64url');
    const json = stranger.device.get(options, { handle });
    const statuses = await flood(2_000, (index) =>
      target.client.call('POST', '/auth/passkeys/token', {
        json,
        headers: from(100 + (index % 10)),
      }),
    );
    check(
      statuses.every((status) => status === 401 || status === 429),
      `each is refused, not ${tally(statuses)}`,
    );
    check(statuses.includes(429), `a network has a limit: ${tally(statuses)}`);
    const { status } = await passkeys.signIn();
    check(status === 200, `the owner gets in, not ${status}`);
    const events = await target.client.call('GET', '/auth/events', { token: owner.token });
    const refused = JSON.stringify(events.body).split('sign_in_refused').length - 1;
    check(refused === 0, `nobody fills the owner's log without their passkey's id: ${refused}`);
    return { requests: statuses.length, broken };
  },
};

const codesOfNobody: Row = {
  id: 'S33',
  title: '5,000 codes for sign-ins that nobody has begun',
  run: async (target) => {
    const { check, broken } = rules();
    const statuses = await flood(5_000, (index) =>
      target.client.call('POST', '/auth/token/code', {
        json: { challenge: `made-up-${index}`.padEnd(43, 'x'), code: '000000' },
        headers: from(110 + (index % 80)),
      }),
    );
    check(
      statuses.every((status) => status === 401 || status === 429),
      `each is refused, not ${tally(statuses)}`,
    );
    return { requests: statuses.length, broken };
  },
};

export const passkeyRows: readonly Row[] = [
  begun('S31', 5_000, false),
  begun('S31b', 60_000, true),
  forged,
  codesOfNobody,
];
