import { describe, expect, it } from 'vitest';
import { putItem } from '#functions/adapters/aws/dynamodb/table/table.ts';
import {
  getOldPassword,
  oldPasswordItem,
} from '#functions/adapters/aws/dynamodb/users/old-password.ts';
import { aClient } from '#test/support/builders.ts';
import { bcryptHashes } from '#test/support/import/bcrypt-hashes.ts';
import type { openCognito } from '#test/support/ports/cognito-home.ts';

const former = 'scrypt$1024$8$1$BwcHBwcHBwcHBwcHBwcHBw$';

/** Passwords from before a move to this stage: Cognito has random ones until the first sign-in. */
export const describeOldPasswords = (open: () => ReturnType<typeof openCognito>): void => {
  describe('passwords from before a move', () => {
    /** A user with a random password at Cognito, and this hash in the table. */
    const moved = async (hash: string) => {
      const { identities, ids, table } = await open();
      const userId = ids.uuid();
      await identities.create(userId, `${ids.secret()}-Aa1`);
      await putItem(table, oldPasswordItem(userId, hash));
      const signIn = (password: string) => identities.signIn(userId, password, aClient());
      return { identities, userId, signIn, stored: () => getOldPassword(table, userId) };
    };

    it('signs in with the old password, however weak, and removes its hash', async () => {
      for (const what of ['$2a', '$2b', 'letters that are not composed']) {
        const { password = '', hash = '' } = bcryptHashes.get(what) ?? {};
        const { userId, signIn, stored } = await moved(hash);

        expect(await signIn('Wrong-Pass-1')).toBe('invalid_credentials');
        expect(await stored()).toBe(hash);
        expect(await signIn(password)).toMatchObject({ userId });
        expect(await stored()).toBeNull();
        expect(await signIn(password)).toMatchObject({ userId });
        expect(await signIn('Wrong-Pass-1')).toBe('invalid_credentials');
      }
    });

    it('signs in with a password of one process', async () => {
      const hash =
        '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
      const { userId, signIn } = await moved(hash);

      expect(await signIn('passwore')).toBe('invalid_credentials');
      expect(await signIn('password')).toMatchObject({ userId });
    });

    it('refuses the old password once there is a new one', async () => {
      const { password = '', hash = '' } = bcryptHashes.get('$2a') ?? {};
      const { identities, userId, signIn } = await moved(hash);

      await identities.setPassword(userId, 'Another-Pass-2');

      expect(await signIn(password)).toBe('invalid_credentials');
      expect(await signIn('Another-Pass-2')).toMatchObject({ userId });
    });

    it('refuses everything for a hash that it cannot use', async () => {
      const { signIn } = await moved(`${former}too-short`);

      expect(await signIn('secret')).toBe('invalid_credentials');
    });
  });
};
