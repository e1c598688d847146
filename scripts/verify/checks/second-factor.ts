import { appCode } from '../../../test/support/factor/app-code.ts';
import { type Check, same } from '../check.ts';

export const secondFactorCheck: Check = {
  id: 'sessions.second-factor',
  title: 'with a second factor a sign-in needs a code, and so do an export and the removal',
  assumes:
    'The functions of the second factor have their keys, and may write FACTOR and CHALLENGE items.',
  remedy: 'A 500 is a missing right or FACTOR_KEYS: the log of the function names it.',
  needs: ['new accounts'],
  run: async ({ call, people }) => {
    const person = await people.register();
    const { token, password } = person;
    const ask = (method: string, path: string, json?: object) =>
      call(method, `/auth/factor${path}`, { token, ...(json && { json }) });
    const started = await ask('POST', '', { password });
    same('status of the setup', started.status, 200);
    const code = appCode(started.body.secret, Date.now());
    const confirmed = await ask('PUT', '', { code });
    same('status of the first code', confirmed.status, 200);
    const [proof, signIn, unused] = confirmed.body.recovery_codes as string[];
    const asked = await people.signIn(person);
    same('a sign-in', [asked.status, asked.body.code], [401, 'second_factor_required']);
    const finish = (challenge: string, typed: string | undefined) =>
      call('POST', '/auth/token/code', { json: { challenge, code: typed } });
    same('a used code', (await finish(asked.body.challenge, code)).body.code, 'invalid_code');
    const signedIn = await finish(asked.body.challenge, signIn);
    same('status of a recovery code', signedIn.status, 200);
    const exporting = () => call('GET', '/users/me/export', { token });
    same('an export', (await exporting()).body.code, 'code_required');
    same('status of a proof', (await ask('POST', '/proof', { code: proof })).status, 204);
    same('status of an export with a proof', (await exporting()).status, 200);
    same('codes left', (await ask('GET', '')).body.recovery_codes_left, 8);
    same('status of new codes', (await ask('POST', '/recovery-codes')).status, 200);
    same(
      'a replaced code',
      (await finish((await people.signIn(person)).body.challenge, unused)).body.code,
      'invalid_code',
    );
    same('status of the removal', (await ask('POST', '/removal', { password })).status, 204);
    same('status of a sign-in without', (await people.signIn(person)).status, 200);
    return 'code, recovery code, proof, new codes, removal';
  },
};
