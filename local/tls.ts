import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { type Config, UsageError } from './config.ts';

export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

const read = (option: string, file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${option} cannot be read: ${(error as Error).message}`);
  }
};

/** Reports which of the two files is wrong. */
const check = (option: string, files: Partial<TlsFiles>, must: string): void => {
  try {
    createSecureContext(files);
  } catch {
    throw new UsageError(`${option} ${must}`);
  }
};

/** The certificate and its key, or null for plain HTTP. @throws UsageError for unusable files */
export const readTls = (config: Config): TlsFiles | null => {
  const { 'tls-cert': certFile, 'tls-key': keyFile } = config;
  if (certFile === undefined || keyFile === undefined) return null;
  const cert = read('--tls-cert', certFile);
  const key = read('--tls-key', keyFile);
  check('--tls-cert', { cert }, `must be a certificate in PEM form: ${certFile} is none`);
  check(
    '--tls-key',
    { key },
    `must be a private key in PEM form, without a passphrase: ${keyFile}`,
  );
  check(
    '--tls-key',
    { cert, key },
    `must be the key of ${certFile}: ${keyFile} belongs to another`,
  );
  return { cert, key };
};
