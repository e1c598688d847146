import { expect, it } from 'vitest';
import { encrypt } from '#functions/adapters/web-push/encrypt.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

/** The example of RFC 8291, section 5 and appendix A. */
const vector = {
  text: 'When I grow up, I want to be a watermelon',
  device: {
    publicKey: bytes(
      'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    ),
    auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
  },
  random: {
    salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
    privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
  },
  body:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml' +
    'mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT' +
    'pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};

it('the example of RFC 8291 is encrypted to the same bytes', () => {
  const { text, device, random, body } = vector;
  expect(encrypt(text, device, 0, random).toString('base64url')).toBe(body);
});

it('every notification has the size of the longest one, with a new key and salt', () => {
  const [short, long] = ['a', 'b'.repeat(3_000)].map((text) => encrypt(text, vector.device));
  expect(short?.length).toBe(4_096);
  expect(long?.length).toBe(4_096);
  const again = encrypt('a', vector.device);
  expect(again.subarray(0, 16)).not.toEqual(short?.subarray(0, 16));
  expect(again.subarray(21, 86)).not.toEqual(short?.subarray(21, 86));
});

it('a text that does not fit, and a key that is not a point of the curve, are refused', () => {
  expect(() => encrypt('c'.repeat(4_000), vector.device)).toThrow('too long');
  const publicKey = Buffer.from(vector.device.publicKey).fill(1, 33);
  expect(() => encrypt('d', { ...vector.device, publicKey })).toThrow();
});
