import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type {
  Assertion,
  CreationOptions,
  NewCredential,
  RequestOptions,
} from '#contracts/http/passkeys/web-authn.ts';
import { maker } from './maker.ts';

/** The few types of CBOR (RFC 8949) that an authenticator writes: integers, bytes, texts, lists and maps of them. */
type Cbor = number | string | Uint8Array | readonly Cbor[] | ReadonlyMap<number | string, Cbor>;

const head = (major: number, value: number): Buffer => {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff]);
};

export const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') {
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  }
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) {
    const entries = [...value].flatMap(([key, item]) => [cbor(key), cbor(item)]);
    return Buffer.concat([head(5, value.size), ...entries]);
  }
  const items = [...(value as readonly Cbor[])];
  return Buffer.concat([head(4, items.length), ...items.map(cbor)]);
};

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

const coordinate = (key: KeyObject, name: 'x' | 'y'): Buffer =>
  Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url');

/** COSE (RFC 9053) of a key for EdDSA or ES256. */
const coseOf = (key: KeyObject, algorithm: number): Buffer =>
  algorithm === -8
    ? cbor(
        new Map<number, Cbor>([
          [1, 1],
          [3, -8],
          [-1, 6],
          [-2, coordinate(key, 'x')],
        ]),
      )
    : cbor(
        new Map<number, Cbor>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, coordinate(key, 'x')],
          [-3, coordinate(key, 'y')],
        ]),
      );

interface Held {
  readonly id: Buffer;
  readonly key: KeyObject;
  readonly host: string;
  readonly handle: string;
  readonly algorithm: number;
  counter: number;
}

/** What a broken or hostile authenticator, or the page in front of it, does otherwise. */
export interface Deviation {
  readonly origin?: string;
  readonly host?: string;
  readonly type?: string;
  readonly challenge?: string;
  readonly isVerified?: boolean;
  readonly counter?: number;
  readonly handle?: string;
  /** What it says about itself: its signature, one that is forged, or a certificate of its maker. */
  readonly attestation?: 'self' | 'forged' | 'certificate';
}

const flags = { present: 1, verified: 4, mayBackUp: 8, isBackedUp: 16, attested: 64 };

/**
 * An authenticator in software, and the browser before it. `algorithm`: of COSE. `isSynced`: a passkey that other devices
 * have too, which has no counter.
 */
export const softAuthenticator = ({
  origin,
  algorithm = -7,
  isSynced = false,
}: {
  origin: string;
  algorithm?: -7 | -8;
  isSynced?: boolean;
}) => {
  const held: Held[] = [];

  const clientData = (type: string, challenge: string, other: Deviation): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: other.type ?? type,
        challenge: other.challenge ?? challenge,
        origin: other.origin ?? origin,
        crossOrigin: false,
      }),
    );

  const dataOf = (host: string, counter: number, isVerified: boolean, more: number): Buffer => {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(counter);
    const synced = isSynced ? flags.mayBackUp | flags.isBackedUp : 0;
    const flag = flags.present | (isVerified ? flags.verified : 0) | synced | more;
    return Buffer.concat([sha256(host), Buffer.from([flag]), counted]);
  };

  /** `navigator.credentials.create` */
  const create = (options: CreationOptions, other: Deviation = {}): NewCredential => {
    const { publicKey, privateKey } =
      algorithm === -8
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const id = randomBytes(16);
    const host = other.host ?? options.rp.id;
    const counter = other.counter ?? (isSynced ? 0 : 1);
    held.push({ id, key: privateKey, host, handle: options.user.id, algorithm, counter });
    const length = Buffer.from([0, id.length]);
    const data = Buffer.concat([
      dataOf(host, counter, other.isVerified ?? true, flags.attested),
      Buffer.alloc(16),
      length,
      id,
      coseOf(publicKey, algorithm),
    ]);
    const client = clientData('webauthn.create', options.challenge, other);
    const statement = (): ReadonlyMap<string, Cbor> => {
      const signed = Buffer.concat([data, other.attestation === 'forged' ? id : sha256(client)]);
      const isOfMaker = other.attestation === 'certificate';
      const hash = algorithm === -8 ? null : 'sha256';
      const sig = sign(hash, signed, isOfMaker ? maker.key : privateKey);
      return new Map<string, Cbor>([
        ['alg', algorithm],
        ['sig', sig],
        ...(isOfMaker ? [['x5c', [maker.certificate]] as const] : []),
      ]);
    };
    const attestation = new Map<string, Cbor>([
      ['fmt', other.attestation ? 'packed' : 'none'],
      ['attStmt', other.attestation ? statement() : new Map()],
      ['authData', data],
    ]);
    return {
      id: b64(id),
      rawId: b64(id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: b64(client),
        attestationObject: b64(cbor(attestation)),
        transports: ['internal'],
      },
    };
  };

  /** `navigator.credentials.get`, with the latest passkey of the host. */
  const get = (options: RequestOptions, other: Deviation = {}): Assertion => {
    const found = held.findLast(({ host }) => host === options.rpId);
    if (!found) throw new Error(`no passkey for ${options.rpId}`);
    found.counter = other.counter ?? (isSynced ? 0 : found.counter + 1);
    const client = clientData('webauthn.get', options.challenge, other);
    const host = other.host ?? found.host;
    const data = dataOf(host, found.counter, other.isVerified ?? true, 0);
    const signed = Buffer.concat([data, sha256(client)]);
    const signature = sign(found.algorithm === -8 ? null : 'sha256', signed, found.key);
    return {
      id: b64(found.id),
      rawId: b64(found.id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: b64(client),
        authenticatorData: b64(data),
        signature: b64(signature),
        userHandle: other.handle ?? found.handle,
      },
    };
  };

  return { create, get, /** Has it made a passkey? */ isUsed: () => held.length > 0 };
};
