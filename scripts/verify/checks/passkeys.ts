import { makePasskeyClient } from '../../../test/support/passkeys/passkey-client.ts';
import { type Check, same } from '../check.ts';

export const passkeyCheck: Check = {
  id: 'sessions.passkeys',
  title: 'a passkey signs in without a password, and without a valid signature it does not',
  assumes:
    'Cognito gives tokens by its custom challenge, whose triggers may delete PROOF items; the origin and the host of the site reach the functions.',
  remedy:
    'A 401 for a valid signature: compare the origin of the site with x-viewer-host, and check the logs of sign-in-with-passkey and prove-sign-in. A 500 is a missing right.',
  needs: ['new accounts'],
  run: async ({ call, people, target: { siteUrl } }) => {
    const person = await people.register();
    const passkeys = makePasskeyClient({ call, url: siteUrl });
    const added = await passkeys.add(person, 'Key');
    same('status of a new passkey', added.status, 201);
    same('its host', added.body.host, new URL(siteUrl).hostname);
    const { id } = added.body;
    const signedIn = await passkeys.signIn();
    same('status of a sign-in', signedIn.status, 200);
    const token = signedIn.body.access_token as string;
    const refreshed = await call('POST', '/auth/refresh', {
      json: { refresh_token: signedIn.body.refresh_token },
    });
    same('status of a refresh', refreshed.status, 200);
    same('unverified', (await passkeys.signIn({ isVerified: false })).body.code, 'invalid_passkey');
    const renamed = await call('PATCH', `/auth/passkeys/${id}`, { token, json: { name: 'Phone' } });
    same('status of a new name', renamed.status, 200);
    const listed = await call('GET', '/auth/passkeys', { token });
    same('the list', [listed.body.items.length, listed.body.items[0]?.name], [1, 'Phone']);
    const early = await call('POST', `/auth/passkeys/${id}/removal`, {
      token: person.token,
      json: { password: person.password },
    });
    same('a removal without a passkey', early.body.code, 'code_required');
    same('status of the removal', (await passkeys.remove(person, id)).status, 204);
    same('a removed one', (await passkeys.signIn()).body.code, 'invalid_passkey');
    return 'added, signed in, renamed, removed';
  },
};
