import { expect, test } from 'vitest';
import { makeClient, password } from '../../support/client.ts';
import { openHome } from '../../support/home.ts';
import { makeOperator, sharedHome } from '../../support/scenes/make-operator.ts';
import { bearer, makeSessions } from '../../support/sessions.ts';

const home = openHome();
const client = makeClient(home.url);
const sessions = makeSessions(client, home);
const place = sharedHome();

test.skipIf(!place)('an operator finds, resets, deactivates and reactivates a person', async () => {
  const { ada, bob } = await client.pair();
  const sent = await client.send(ada, bob, 'A secret between the two of us.');
  expect(sent.status).toBe(201);
  const operator = await client.register();
  const asOperator = (method: string, path: string, json?: object) =>
    client.call(method, `/admin${path}`, { token: operator.token, ...(json && { json }) });
  expect((await asOperator('GET', '/overview')).body.code).toBe('not_operator');
  if (place) await makeOperator(operator.username, place);
  const act = (action: string) =>
    asOperator('POST', `/people/${bob.id}/actions`, { action, current_password: password });
  const signIn = (secret: string) =>
    client.call('POST', '/auth/token', { json: { username: bob.username, password: secret } });

  const me = await client.call('GET', '/users/me', bearer(operator.token));
  const overview = await asOperator('GET', '/overview');
  const first = await asOperator('GET', '/people');
  const found = await asOperator('GET', `/people?q=${bob.username}`);
  const reset = await act('reset_password');

  expect(me.body.operator).toBe(true);
  expect(overview.status).toBe(200);
  expect(first.body.items.length).toBeGreaterThan(0);
  expect(found.body.items[0]).toMatchObject({ id: bob.id, is_active: true, operator: false });
  expect(JSON.stringify([overview.body, found.body, reset.body])).not.toContain('secret between');
  expect(await sessions.meStatus(bob.token)).toBe(401);
  expect((await signIn(password)).status).toBe(401);
  const again = await signIn(reset.body.password);
  expect(again.status).toBe(200);

  expect((await act('deactivate')).body.person.is_active).toBe(false);
  expect((await signIn(reset.body.password)).status).toBe(401);
  expect((await act('reactivate')).body.person.is_active).toBe(true);
  const back = await signIn(reset.body.password);
  const ended = await asOperator('POST', `/people/${bob.id}/actions`, { action: 'end_sessions' });
  expect([back.status, ended.status]).toEqual([200, 200]);
  expect(await sessions.meStatus(back.body.access_token)).toBe(401);
  const last = await signIn(reset.body.password);
  const log = await client.call('GET', '/auth/events', { token: last.body.access_token });
  const actions = log.body.items.flatMap((event: { action?: string; operator?: string }) =>
    event.action ? [[event.action, event.operator]] : [],
  );
  expect(actions).toEqual(
    expect.arrayContaining(
      ['end_sessions', 'reactivate'].map((action) => [action, operator.username]),
    ),
  );

  const invited = await asOperator('POST', '/invitations');
  expect(invited.status).toBe(201);
  const { open_invitations: open } = (await asOperator('GET', '/overview')).body;
  expect(open.map(({ id }: { id: string }) => id)).toContain(invited.body.id);
  expect((await asOperator('DELETE', `/invitations/${invited.body.id}`)).status).toBe(204);
});
