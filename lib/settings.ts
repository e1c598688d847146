import * as z from 'zod';
import {
  fileTypeModes,
  invitationModes,
  registrationModes,
  requestModes,
} from '#contracts/closed-lists.ts';
import { Origin } from '#contracts/headers/cors.ts';
import { limits } from '#contracts/limits.ts';
import { PushContact, PushService } from '#contracts/push-services.ts';

export const stageNames = ['dev', 'prod', 'localstack'] as const;
export type StageName = (typeof stageNames)[number];

/** Requests per second, and the burst. API Gateway answers 429 beyond. */
const Throttle = z.strictObject({ rate: z.number().positive(), burst: z.int().positive() });
export type Throttle = z.infer<typeof Throttle>;

const retentionDays = [1, 7, 14, 30, 90, 365] as const;

/** In seconds; Cognito sets token lifetimes in whole minutes. */
const Minutes = z.int().multipleOf(60);

const DomainName = z
  .string()
  .max(253)
  .regex(/^(?=.{4,})([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, 'must be a host name');

/** The settings of a stage. docs/deploy.md is generated from the descriptions (`npm run generate -- stage-settings`). */
export const Settings = z.strictObject({
  protectData: z
    .boolean()
    .describe(
      'Protects data against mistakes: deletion protection, point-in-time recovery, and `destroy` keeps it.',
    ),
  recoveryDays: z
    .int()
    .min(1)
    .max(35)
    .describe(
      'With `protectData`: days for which deleted data can be recovered. After that it is deleted for good.',
    ),
  logRetentionDays: z.literal(retentionDays).describe('How long CloudWatch keeps logs, in days.'),
  registration: z
    .enum(registrationModes)
    .describe('Who may register: everybody, people with an invitation, or nobody.'),
  invitations: z
    .enum(invitationModes)
    .describe(
      'Whose invitations are accepted: those of `everyone`, only those of the `operator`, or those of `nobody`.',
    ),
  requests: z
    .enum(requestModes)
    .describe(
      'Do the first messages of somebody one has never written to wait as a request? `off` for families and teams.',
    ),
  accessTokenSeconds: Minutes.min(300)
    .max(86_400)
    .describe('How long an access token is valid, in whole minutes.'),
  userStorageMb: z
    .int()
    .nonnegative()
    .max(limits.attachment.maxPerUserMb)
    .describe('Storage quota of each user’s files, in MB; 0 for no files.'),
  maxFileMb: z
    .int()
    .min(1)
    .max(limits.attachment.largestMb)
    .describe('The largest file, in MB. Text has at most 10 MB.'),
  fileTypes: z
    .enum(fileTypeModes)
    .describe(
      'Which files may be sent: `any` that systems do not run, or `strict`: pictures, PDF, text and zip archives.',
    ),
  // At most the lifetime of token families and of the cookie in the contract's limits.
  refreshTokenSeconds: Minutes.min(3_600)
    .max(limits.refreshTokenSeconds)
    .describe('How long an unused session is valid, in whole minutes.'),
  throttles: z.strictObject({
    default: Throttle.describe('All routes without a throttle of their own.'),
    credentials: Throttle.describe('Public routes that hash a password or create a user.'),
    uploads: Throttle.describe(
      'Requests and checks of uploads: a check reads up to 10 MB into a function.',
    ),
    public: Throttle.default({ rate: 20, burst: 40 }).describe(
      'Public routes without a password: health and the API description.',
    ),
    socket: Throttle.describe('All frames and handshakes of the WebSocket API.'),
  }),
  corsOrigins: z.array(Origin).describe('Other sites that may call the API from a browser.'),
  domainName: DomainName.optional().describe(
    'The host name of the site, with `hostedZone` or `certificateArn`; otherwise CloudFront assigns one.',
  ),
  hostedZone: z
    .strictObject({ id: z.string().regex(/^Z[0-9A-Z]{5,31}$/), name: DomainName })
    .optional()
    .describe(
      'The Route 53 zone of `domainName`, in which the deploy creates certificate validation and records. A zone costs $0.50 a month.',
    ),
  certificateArn: z
    .string()
    .regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/, 'must be of ACM in us-east-1')
    .optional()
    .describe(
      'A certificate for `domainName`, if its zone is not in Route 53: create the CNAME record of the site yourself.',
    ),
  pushContact: PushContact.optional().describe(
    'Turns notifications on: the contact for push services, as `mailto:ann@example.org` or an https address. Apple refuses addresses that do not exist.',
  ),
  pushServices: z
    .array(PushService)
    .describe(
      'Push services besides those of Chrome, Firefox, Safari and Edge, as origins like https://push.example: for browsers with UnifiedPush.',
    ),
  waf: z
    .boolean()
    .describe(
      "AWS WAF before CloudFront: AWS's core rules, its list of bad addresses, and a rate limit. $8 a month, and $0.60 a million requests.",
    ),
  socketAccessLogs: z
    .boolean()
    .describe(
      'Access logs of the WebSocket API. Sets the account-wide CloudWatch role of API Gateway, which other apps in the account share.',
    ),
  monitoring: z
    .boolean()
    .describe(
      "Alarms and one dashboard: within CloudWatch's always-free allowance of an account (10 and 3).",
    ),
  alarmEmail: z
    .email()
    .optional()
    .describe('Recipient of alarms; without it they show only in the console.'),
  monthlyBudgetUsd: z
    .number()
    .nonnegative()
    .describe(
      'With `monitoring` and `alarmEmail`: e-mails when the account is forecast to cost more than this in a month, and when it has; 0 for none. AWS Budgets counts the whole account, at no cost.',
    ),
  canaryMinutes: z
    .int()
    .max(60)
    .refine((minutes) => minutes === 0 || minutes >= 5, 'must be 0 or from 5 to 60')
    .describe(
      'With `monitoring`: interval in minutes at which two accounts use the site like people, with an alarm if they cannot; 0 for never, otherwise 5 to 60. It costs every 15 minutes about $0.75 a month.',
    ),
  auditLog: z
    .boolean()
    .describe(
      'Logs sign-ins, refused sign-ins, new passwords and ended sessions with address and device, in a separate log for 90 days.',
    ),
  tracing: z
    .boolean()
    .describe(
      'AWS X-Ray for all functions: 100,000 traces a month are free, then $5 a million; X-Ray samples one request a second and 5 % of the others.',
    ),
});
export type Settings = z.infer<typeof Settings>;

const common: Settings = {
  protectData: false,
  recoveryDays: 14,
  logRetentionDays: 7,
  // Not open by default: the deploy command asks.
  registration: 'invite',
  invitations: 'everyone',
  requests: 'on',
  accessTokenSeconds: limits.accessTokenSeconds,
  refreshTokenSeconds: limits.refreshTokenSeconds,
  userStorageMb: limits.attachment.perUserMb,
  maxFileMb: limits.attachment.maxBytes / 1024 / 1024,
  fileTypes: 'any',
  throttles: {
    default: { rate: 200, burst: 400 },
    credentials: { rate: 20, burst: 40 },
    uploads: { rate: 50, burst: 100 },
    public: { rate: 20, burst: 40 },
    socket: { rate: 500, burst: 1_000 },
  },
  corsOrigins: [],
  pushServices: [],
  waf: false,
  socketAccessLogs: false,
  monitoring: false,
  monthlyBudgetUsd: 10,
  canaryMinutes: 0,
  auditLog: false,
  tracing: false,
};

export const stageDefaults: Record<StageName, Settings> = {
  dev: common,
  prod: {
    ...common,
    protectData: true,
    logRetentionDays: 90,
    monitoring: true,
    auditLog: true,
  },
  localstack: { ...common, logRetentionDays: 1, registration: 'open' },
};
