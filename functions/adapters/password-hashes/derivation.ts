/** The algorithm and cost of a password hash. `m` is in KiB, as in a PHC string. */
export type Derivation =
  | { readonly algorithm: 'argon2id'; readonly m: number; readonly t: number; readonly p: number }
  | { readonly algorithm: 'scrypt'; readonly N: number; readonly r: number; readonly p: number }
  /** Of an imported hash. `rounds`: the logarithm of their number. */
  | { readonly algorithm: 'bcrypt'; readonly rounds: number };

export interface KeyRequest {
  readonly derivation: Derivation;
  readonly password: string;
  readonly salt: Uint8Array;
  readonly keyBytes: number;
}

const maxMemoryKiB = 64 * 1_024;
/** The maximum of memory times passes, in KiB: about ten times the cost of today's hashes. */
const maxWork = 512 * 1_024;
/** 12 is usual, and takes as long as ten of today's hashes; each more doubles it. */
const maxBcryptRounds = 14;

const isCount = (value: number, max: number): boolean =>
  Number.isSafeInteger(value) && value >= 1 && value <= max;

/** False for a cost that would stall the server, e.g. in a manipulated data file. */
export const isAffordable = (derivation: Derivation): boolean => {
  if (derivation.algorithm === 'argon2id') {
    const { m, t, p } = derivation;
    return isCount(m, maxMemoryKiB) && isCount(t, 16) && isCount(p, 4) && m * t <= maxWork;
  }
  if (derivation.algorithm === 'bcrypt') {
    return derivation.rounds >= 4 && isCount(derivation.rounds, maxBcryptRounds);
  }
  const { N, r, p } = derivation;
  const isPowerOfTwo = isCount(N, 2 ** 20) && N > 1 && Number.isInteger(Math.log2(N));
  const memory = (128 * N * r) / 1_024;
  return (
    isPowerOfTwo &&
    isCount(r, 32) &&
    isCount(p, 16) &&
    memory <= maxMemoryKiB &&
    memory * p <= maxWork
  );
};

/** The function of node:crypto (or of bcryptjs) that derives the key, with its arguments, as data for a worker thread. */
export const callOf = ({ derivation, password, salt, keyBytes }: KeyRequest) => {
  if (derivation.algorithm === 'scrypt') {
    const { N, r, p } = derivation;
    const options = { N, r, p, maxmem: 2 * maxMemoryKiB * 1_024 };
    return ['scryptSync', [password, salt, keyBytes, options]] as const;
  }
  if (derivation.algorithm === 'bcrypt') {
    const rounds = String(derivation.rounds).padStart(2, '0');
    return ['hashSync', [password, `$2b$${rounds}$${Buffer.from(salt).toString()}`]] as const;
  }
  const { m, t, p } = derivation;
  const cost = { memory: m, passes: t, parallelism: p };
  const parameters = { message: password, nonce: salt, tagLength: keyBytes, ...cost };
  return ['argon2Sync', ['argon2id', parameters]] as const;
};
