import * as z from 'zod';
import { registrationModes } from '../contracts/closed-lists.ts';

/**
 * Parts of which each function's `env.ts` is made. A name means the same in both homes: the table is a
 * DynamoDB table or a SQLite file, the sockets are an API Gateway endpoint or this process.
 */
export const tableEnv = { TABLE_NAME: z.string().min(1) };
export const identityEnv = {
  USER_POOL_ID: z.string().min(1),
  USER_POOL_CLIENT_ID: z.string().min(1),
};
/** Where the bytes of attachments are: a bucket, or a folder beside the SQLite file. */
export const uploadsEnv = { UPLOAD_BUCKET_NAME: z.string().min(1) };
/** What the files of one user may take. */
export const storageEnv = { USER_STORAGE_MB: z.string().regex(/^\d{1,9}$/) };
export const storageBytesOf = (env: { readonly USER_STORAGE_MB: string }): number =>
  Number(env.USER_STORAGE_MB) * 1024 * 1024;
export const socketsEnv = { CONNECTIONS_ENDPOINT: z.string().min(1) };

/** Of functions that count by address: what proves that CloudFront's `x-viewer-ip` is CloudFront's. */
export const viewerEnv = { ORIGIN_SECRET: z.string().min(16).optional() };
/** Of functions of sign-in: the sites of others whose pages may call them, by spaces, or `none`. */
export const originsEnv = { CORS_ORIGINS: z.string().min(1) };
export const registrationEnv = { REGISTRATION: z.enum(registrationModes) };

/** Parsed once at cold start; a missing or malformed variable is named and stops the function. */
export const readEnv = <S extends z.ZodType>(schema: S): z.output<S> => {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const rules = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`environment: ${rules.join('; ')}`);
};
