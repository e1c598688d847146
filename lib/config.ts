import * as z from 'zod';
import { Settings, type StageName, stageDefaults, stageNames } from './settings.ts';

export type { Settings, StageName, Throttle } from './settings.ts';
export { stageNames } from './settings.ts';

export interface StageConfig extends Settings {
  readonly stage: StageName;
  /**
   * Whether CloudFront provides one origin. On an emulator `PARLEY_CLOUDFRONT=off` leaves CloudFront out, and
   * Vite serves the site.
   */
  readonly web: boolean;
  readonly env: { readonly account?: string; readonly region?: string };
  /** The URL at which functions reach the emulator; null on AWS. */
  readonly endpoint: string | null;
  /**
   * Whether no stack of the stage is guarded against deletion yet. Guards would leave resources behind if
   * this deploy fails and is rolled back; `deploy` adds them after it has succeeded.
   */
  readonly isFirstDeploy: boolean;
  /**
   * Whether users of an earlier stage are being imported: CloudFormation imports a resource only if nothing
   * references it.
   */
  readonly isAdopting: boolean;
  /** The built site. */
  readonly siteFolder: string;
}

/** Whether data is guarded against deletion now, by stack and by resource. */
export const guardsData = ({
  protectData,
  isFirstDeploy,
}: Pick<StageConfig, 'protectData' | 'isFirstDeploy'>): boolean => protectData && !isFirstDeploy;

/** Lists every invalid setting with its rule. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const StageNameSchema = z.enum(stageNames);

const parse = <S extends z.ZodType>(schema: S, value: unknown, place: string): z.output<S> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const rules = parsed.error.issues.map(
    ({ path, message }) => `${[place, ...path].join('.')}: ${message}`,
  );
  throw new ConfigError(rules.join('; '));
};

const isWithin = (domainName: string, zone: string): boolean =>
  domainName === zone || domainName.endsWith(`.${zone}`);

const WholeSettings = Settings.refine(
  // Cognito refuses access tokens that would outlive their refresh token.
  ({ accessTokenSeconds, refreshTokenSeconds }) => accessTokenSeconds < refreshTokenSeconds,
  { path: ['accessTokenSeconds'], error: 'must be less than refreshTokenSeconds' },
)
  .refine(
    ({ domainName, hostedZone, certificateArn }) =>
      (domainName === undefined) === (hostedZone === undefined && certificateArn === undefined),
    { path: ['domainName'], error: 'needs hostedZone or certificateArn, and they need it' },
  )
  .refine(
    ({ domainName, hostedZone }) =>
      hostedZone === undefined || isWithin(domainName ?? '', hostedZone.name),
    { path: ['domainName'], error: 'must be in hostedZone' },
  )
  .refine(
    ({ registration, invitations }) => registration !== 'invite' || invitations !== 'nobody',
    {
      path: ['invitations'],
      error: 'must not be nobody where registration is by invitation',
    },
  )
  .refine(({ canaryMinutes, monitoring }) => canaryMinutes === 0 || monitoring, {
    path: ['canaryMinutes'],
    error: 'needs monitoring',
  });

/** Emulators are used without TLS and would enforce a TLS-only policy. */
export const isWithoutTls = ({ endpoint }: Pick<StageConfig, 'endpoint'>): boolean =>
  endpoint?.startsWith('http:') === true;

/**
 * Whether a function uses the site as two users on a schedule. It needs the site's address and the alarms of
 * the stage.
 */
export const hasCanary = ({
  web,
  monitoring,
  canaryMinutes,
}: Pick<StageConfig, 'web' | 'monitoring' | 'canaryMinutes'>): boolean =>
  web && monitoring && canaryMinutes > 0;

/**
 * Whether CloudFront uses resources that can exist in us-east-1 only: a certificate made by this stage, or
 * WAF rules.
 */
export const usesEdge = ({
  web,
  waf,
  hostedZone,
  certificateArn,
}: Pick<StageConfig, 'web' | 'waf' | 'hostedZone' | 'certificateArn'>): boolean =>
  web && (waf || (hostedZone !== undefined && certificateArn === undefined));

/** The stage whose settings apply: on an emulator the one that PARLEY_EMULATOR_SETTINGS names, if any. */
export const likeOf = (
  stage: StageName,
  environment: NodeJS.ProcessEnv = process.env,
): StageName => {
  const name = 'PARLEY_EMULATOR_SETTINGS';
  return stage === 'localstack' ? parse(StageNameSchema, environment[name] ?? stage, name) : stage;
};

/** Further push services that an emulator's stage trusts: origins on this machine, separated by spaces. */
const pushServicesOf = (stage: StageName, environment: NodeJS.ProcessEnv): string[] =>
  stage === 'localstack'
    ? (environment['PARLEY_EMULATOR_PUSH_SERVICES']?.split(' ').filter(Boolean) ?? [])
    : [];

/** From cdk.json, or as JSON from the command line of the CDK. */
const settingsIn = (given: unknown): unknown =>
  typeof given === 'string' ? JSON.parse(given) : (given ?? {});

/**
 * The configuration of a stage: its defaults, overridden by `context["parley:<stage>"]` of cdk.json.
 * @throws ConfigError
 */
export const stageConfig = (
  context: (key: string) => unknown,
  environment: NodeJS.ProcessEnv = process.env,
): StageConfig => {
  const stage = parse(StageNameSchema, context('stage') ?? 'dev', 'stage');
  const like = likeOf(stage, environment);
  const place = `parley:${like}`;
  const overrides = parse(Settings.partial(), settingsIn(context(place)), place);
  const registration = context('registration');
  const alarmEmail = context('alarmEmail');
  const pushContact = context('pushContact');
  const account = environment['CDK_DEFAULT_ACCOUNT'];
  const region = environment['CDK_DEFAULT_REGION'];
  const endpoint = environment['PARLEY_LAMBDA_ENDPOINT_URL'] ?? environment['AWS_ENDPOINT_URL'];
  const settings = { ...stageDefaults[like], ...overrides };
  return {
    ...parse(
      WholeSettings,
      {
        ...settings,
        pushServices: [...(settings.pushServices ?? []), ...pushServicesOf(stage, environment)],
        ...(registration !== undefined && { registration }),
        ...(alarmEmail !== undefined && { alarmEmail }),
        ...(pushContact !== undefined && { pushContact }),
      },
      place,
    ),
    stage,
    web: stage !== 'localstack' || environment['PARLEY_CLOUDFRONT'] !== 'off',
    env: { ...(account && { account }), ...(region && { region }) },
    endpoint: stage === 'localstack' ? (endpoint ?? 'http://127.0.0.1:4566') : null,
    isFirstDeploy: context('first-deploy') === 'true',
    isAdopting: false,
    siteFolder: 'web/dist',
  };
};
