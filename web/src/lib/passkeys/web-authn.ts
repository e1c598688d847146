import type {
  Assertion,
  CreationOptions,
  NewCredential,
  RequestOptions,
} from '#contracts/http/passkeys/web-authn.ts';

/** Browsers that the site supports have no JSON of WebAuthn yet, so its bytes are converted here. */
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (byte) =>
    byte.charCodeAt(0),
  );
const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);

/** False on plain HTTP and at an IP address, where browsers have no passkeys. */
export const canUsePasskeys = (): boolean =>
  'PublicKeyCredential' in globalThis && !isAddress(location.hostname);

/** Can the browser list passkeys at the field of the user name? False if it cannot say. */
export const canOfferPasskeys = async (): Promise<boolean> => {
  if (!canUsePasskeys()) return false;
  const asked = PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false);
  return (await asked) === true;
};

/** `cancelled`: by the user or by the time, or there is no passkey. `known`: the device has one of this account. */
export type PasskeyProblem = 'cancelled' | 'known' | 'impossible';

/** The browser or the authenticator has made no signature. */
export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';

  readonly problem: PasskeyProblem;

  constructor(problem: PasskeyProblem) {
    super(problem);
    this.problem = problem;
  }
}

const problems: Readonly<Record<string, PasskeyProblem>> = {
  NotAllowedError: 'cancelled',
  AbortError: 'cancelled',
  TimeoutError: 'cancelled',
  InvalidStateError: 'known',
};

const orProblem = async (asking: Promise<Credential | null>): Promise<PublicKeyCredential> => {
  try {
    const found = await asking;
    if (found) return found as PublicKeyCredential;
  } catch (error) {
    throw new PasskeyError(problems[(error as Error).name] ?? 'impossible');
  }
  throw new PasskeyError('cancelled');
};

const partsOf = ({ id, rawId }: PublicKeyCredential) => ({
  id,
  rawId: textOf(rawId),
  type: 'public-key' as const,
  clientExtensionResults: {},
});

/** Makes a passkey. @throws PasskeyError */
export const makePasskey = async (options: CreationOptions): Promise<NewCredential> => {
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge),
    user: { ...options.user, id: bytesOf(options.user.id) },
    excludeCredentials: options.excludeCredentials.map((known) => ({
      ...known,
      id: bytesOf(known.id),
      transports: known.transports as AuthenticatorTransport[],
    })),
  };
  const made = await orProblem(navigator.credentials.create({ publicKey }));
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...partsOf(made),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports(),
    },
  };
};

/**
 * Signs with a passkey. With `offer`, the browser asks nothing: it lists the passkeys at the field of the user name
 * until one is chosen or the signal aborts. @throws PasskeyError
 */
export const signWithPasskey = async (
  options: RequestOptions,
  { offer }: { offer?: AbortSignal } = {},
): Promise<Assertion> => {
  const used = await orProblem(
    navigator.credentials.get({
      publicKey: { ...options, challenge: bytesOf(options.challenge) },
      ...(offer && { mediation: 'conditional', signal: offer }),
    }),
  );
  const response = used.response as AuthenticatorAssertionResponse;
  return {
    ...partsOf(used),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
      userHandle: textOf(response.userHandle ?? new ArrayBuffer()),
    },
  };
};
