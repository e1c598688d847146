import { expect, test } from 'vitest';
import { codeOf, passkeyScene } from '#test/support/scenes/passkey-scene.ts';

test.each([
  ['that signs for itself (packed)', 'self', 'ok'],
  ['whose own signature is forged', 'forged', 'validation_failed'],
  ['with a certificate of its maker, also if it is valid', 'certificate', 'validation_failed'],
] as const)('a new passkey %s: %s, %s', async (_, attestation, expected) => {
  const { add, deps, ada } = await passkeyScene();

  expect(codeOf(await add({ attestation }))).toBe(expected);
  expect(await deps.passkeys.list(ada.id)).toHaveLength(expected === 'ok' ? 1 : 0);
});
