import * as z from 'zod';
import {
  fileTypeModes,
  invitationModes,
  registrationModes,
  requestModes,
} from '#contracts/closed-lists.ts';
import type { SocketRouteKey, socketRoutes } from '#contracts/realtime.ts';
import type { RouteName } from '#contracts/routes.ts';
import type { FileRules } from '#core/domain/file-rules.ts';

/**
 * Variables by purpose. A name means the same in both homes: the table is a DynamoDB table or a SQLite
 * file, the sockets are an API Gateway endpoint or this process.
 */
const table = { TABLE_NAME: z.string().min(1) };
const sockets = { CONNECTIONS_ENDPOINT: z.string().min(1) };
const identity = { USER_POOL_ID: z.string().min(1), USER_POOL_CLIENT_ID: z.string().min(1) };
/** Where attachments are stored: a bucket, or a folder next to the SQLite file. */
const uploads = { UPLOAD_BUCKET_NAME: z.string().min(1) };
/** The storage quota of each user, the largest file, and which files may be sent. */
const storage = {
  USER_STORAGE_MB: z.string().regex(/^\d{1,9}$/),
  MAX_FILE_MB: z.string().regex(/^\d{1,3}$/),
  FILE_TYPES: z.enum(fileTypeModes),
};
/**
 * For per-address limits: the secrets, separated by a space, that prove that CloudFront set
 * `x-viewer-ip`. There are two so that one can be replaced while the other is in use.
 */
export const viewerEnv = { ORIGIN_SECRET: z.string().min(16).optional() };
/**
 * On AWS: the keys that encrypt the secrets of second factors, `<id>.<key>` each, separated by a space. The first one
 * encrypts.
 */
const factors = { FACTOR_KEYS: z.string().min(16).optional() };
/** The stage whose metrics functions emit; without it they emit none. */
export const metricsEnv = { METRICS_STAGE: z.string().min(1).optional() };
/** Origins of other sites whose pages may sign in, separated by spaces, or `none`. */
const origins = { CORS_ORIGINS: z.string().min(1) };
const registration = { REGISTRATION: z.enum(registrationModes) };
/** Whose invitations are accepted. */
const invitations = { INVITATIONS: z.enum(invitationModes) };
/** Do the first messages of strangers wait as a request? */
const requests = { REQUESTS: z.enum(requestModes) };
/**
 * Notifications: the operator's contact for push services (`mailto:` or `https:`), or `none`; and further
 * push services that the operator trusts, as origins separated by spaces, or `none`.
 */
const webPush = { WEB_PUSH_CONTACT: z.string().min(1), WEB_PUSH_SERVICES: z.string().min(1) };
/** On AWS: the VAPID public key. */
const webPushKey = { WEB_PUSH_PUBLIC_KEY: z.string().min(1).optional() };
/** On AWS: the parameter of Systems Manager with the VAPID private key. */
const webPushPrivateKey = { WEB_PUSH_KEY_PARAMETER: z.string().min(1).optional() };
/** Whether other sites may call the API: `on` answers preflights, `off` refuses them. */
const cors = { CORS: z.enum(['on', 'off']) };

const nothing = z.object({});
const tableOnly = z.object({ ...table });
const pushing = z.object({ ...table, ...sockets });
const opening = z.object({ ...pushing.shape, ...requests });
const sessions = z.object({ ...table, ...identity, ...sockets });
const files = z.object({ ...table, ...uploads });
const signIn = z.object({ ...table, ...identity, ...sockets, ...viewerEnv, ...origins });
const codes = z.object({ ...pushing.shape, ...viewerEnv, ...origins, ...factors });
const signUp = z.object({ ...signIn.shape, ...registration, ...invitations });
const inviting = z.object({ ...table, ...invitations });
const subscribing = z.object({ ...table, ...webPush, ...webPushKey });
const notifying = z.object({ ...subscribing.shape, ...webPushPrivateKey });
const administering = z.object({ ...table, ...identity });
const sendingFiles = z.object({ ...opening.shape, ...uploads, ...storage });

/** The environment of each function of `functions/http`. */
export const httpEnv = {
  default: z.object({ ...cors }),
  register: signUp,
  'register-user': signUp,
  'issue-token': signIn,
  'login-user': signIn,
  'complete-sign-in': z.object({ ...codes.shape, ...identity }),
  'refresh-token': signIn,
  logout: signIn,
  'change-password': signIn,
  'get-factor': tableOnly,
  'start-factor': z.object({ ...table, ...identity, ...viewerEnv, ...origins, ...factors }),
  'confirm-factor': codes,
  'prove-factor': codes,
  'renew-recovery-codes': z.object({ ...pushing.shape, ...viewerEnv }),
  'remove-factor': signIn,
  'start-passkey-sign-in': z.object({ ...table, ...viewerEnv, ...origins }),
  'sign-in-with-passkey': signIn,
  'list-passkeys': tableOnly,
  'start-passkey': z.object({ ...table, ...identity, ...viewerEnv, ...origins }),
  'add-passkey': z.object({ ...pushing.shape, ...viewerEnv, ...origins }),
  'rename-passkey': tableOnly,
  'remove-passkey': signIn,
  'list-sessions': z.object({ ...table, ...identity }),
  'end-session': sessions,
  'list-events': tableOnly,
  'get-me': tableOnly,
  'get-storage': z.object({ ...table, ...storage }),
  'update-me': pushing,
  'delete-me': sessions,
  'export-me': tableOnly,
  'search-users': tableOnly,
  'get-user': tableOnly,
  'get-photo': tableOnly,
  'block-user': pushing,
  'unblock-user': pushing,
  'list-blocks': tableOnly,
  'create-invitation': inviting,
  'list-invitations': inviting,
  'revoke-invitation': tableOnly,
  'accept-invitation': z.object({ ...inviting.shape, ...sockets }),
  'open-conversation': opening,
  'list-conversations': tableOnly,
  'get-conversation': tableOnly,
  'list-messages': tableOnly,
  'read-log': tableOnly,
  'search-messages': tableOnly,
  'post-message': sendingFiles,
  'read-up-to': pushing,
  'update-settings': pushing,
  'answer-request': pushing,
  'change-marks': pushing,
  'get-marks': tableOnly,
  'list-starred': tableOnly,
  'set-disappearing': pushing,
  'send-message': opening,
  'list-inbox': tableOnly,
  'list-outbox': tableOnly,
  'get-message': tableOnly,
  'read-message': pushing,
  'edit-message': pushing,
  'delete-message': pushing,
  'put-reaction': pushing,
  'delete-reaction': pushing,
  'create-attachment': z.object({ ...table, ...uploads, ...storage }),
  'complete-attachment': files,
  'copy-attachment': z.object({ ...table, ...uploads, ...storage }),
  'get-attachment': files,
  'get-push-key': subscribing,
  'put-push-subscription': subscribing,
  'delete-push-subscription': tableOnly,
  'test-push': notifying,
  'get-overview': z.object({ ...table, ...identity, ...registration, ...invitations }),
  'list-people': administering,
  'get-person': administering,
  'operate-account': z.object({ ...sessions.shape, ...viewerEnv }),
  'invite-as-operator': z.object({ ...inviting.shape, ...viewerEnv }),
  'revoke-as-operator': z.object({ ...table, ...viewerEnv }),
  'issue-ticket': tableOnly,
  'get-health': tableOnly,
  'get-openapi': nothing,
} as const satisfies Record<RouteName | 'default', z.ZodObject>;

/** The environment of each function of `functions/websocket`. */
export const socketEnv = {
  connect: sessions,
  disconnect: pushing,
  default: pushing,
  ping: pushing,
  typing: pushing,
} as const satisfies Record<(typeof socketRoutes)[SocketRouteKey], z.ZodObject>;

/** The environment of each function of `functions/triggers`. */
export const triggerEnv = {
  'audit-trail': nothing,
  canary: z.object({
    /** The site's URL. */
    CANARY_URL: z.string().min(1),
    /** The parameter of Systems Manager with the two accounts. */
    CANARY_PARAMETER: z.string().min(1),
    METRICS_STAGE: z.string().min(1),
  }),
  'expire-messages': tableOnly,
  'pre-token-generation': nothing,
  'prove-sign-in': tableOnly,
  'remove-bytes': files,
  'notify-message': z.object({
    ...notifying.shape,
    ...metricsEnv,
    /** The queue's URL on AWS. */
    NOTIFICATION_QUEUE_URL: z.string().min(1),
  }),
} as const;

/** The environments that the wiring of use cases needs. */
export type TableEnv = z.output<typeof tableOnly>;
export type PushingEnv = z.output<typeof pushing>;
export type OpeningEnv = z.output<typeof opening>;
export type SessionsEnv = z.output<typeof sessions>;
export type CodesEnv = z.output<typeof codes>;
export type FactorSetupEnv = z.output<(typeof httpEnv)['start-factor']>;
export type FilesEnv = z.output<typeof files>;
export type IdentityEnv = z.output<(typeof httpEnv)['list-sessions']>;
export type StorageEnv = z.output<(typeof httpEnv)['get-storage']>;
export type NotifyingEnv = z.output<typeof notifying>;
export type SubscribingEnv = z.output<typeof subscribing>;
export type SendingFilesEnv = z.output<typeof sendingFiles>;
export type InvitationsEnv = z.output<typeof inviting>;
export type AcceptingEnv = z.output<(typeof httpEnv)['accept-invitation']>;
export type OverviewEnv = z.output<(typeof httpEnv)['get-overview']>;
export type RegistrationEnv = z.output<typeof signUp>;

const megabyte = 1024 * 1024;

/** What the operator allows for files. */
export const fileRulesOf = (env: Pick<StorageEnv, keyof typeof storage>): FileRules => ({
  storageBytes: Number(env.USER_STORAGE_MB) * megabyte,
  maxFileBytes: Number(env.MAX_FILE_MB) * megabyte,
  types: env.FILE_TYPES,
});

/** Parsed once at cold start. @throws an error that names each missing or malformed variable */
export const readEnv = <S extends z.ZodType>(schema: S): z.output<S> => {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const rules = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`environment: ${rules.join('; ')}`);
};
