import { describe, expect, it } from 'vitest';
import { stageConfig } from '../../lib/config.ts';
import { neededBootstrapVersion } from '../../scripts/deploy/checks.ts';
import { functionsOf } from './functions-of.ts';
import type { StackPart } from './synthesise.ts';
import { synthesise } from './synthesise.ts';

const order: StackPart[] = ['data', 'identity', 'realtime', 'api', 'web', 'observability'];

describe.each(['dev', 'prod', 'localstack'] as const)('stage %s', (stage) => {
  // Throws if cdk-nag has an open finding.
  const { parts, stack } = synthesise(stage);

  it('has its stacks, each depending on earlier ones only', () => {
    for (const part of parts) {
      const needed = stack(part).dependencies.map(({ node }) => node.id.split('-').at(-1));
      for (const other of needed) {
        expect(order.indexOf(other as StackPart)).toBeLessThan(order.indexOf(part));
      }
    }
  });
});

describe('the stages', () => {
  it('need a bootstrap of the version that the deploy command requires', () => {
    const { stacks } = synthesise('prod').app.synth();

    expect(new Set(stacks.map((stack) => stack.requiresBootstrapStackVersion))).toEqual(
      new Set([neededBootstrapVersion]),
    );
  });

  it('have different stacks', () => {
    expect(synthesise('dev').parts).toEqual(['data', 'identity', 'realtime', 'api', 'web']);
    expect(synthesise('prod').parts).toEqual(order);
    expect(synthesise('localstack').parts).toEqual(['data', 'identity', 'realtime', 'api', 'web']);
  });

  it('include a stage for emulators without CloudFront, or with the settings of another one', () => {
    const without = synthesise('localstack', {}, { PARLEY_CLOUDFRONT: 'off' });
    const like = { PARLEY_EMULATOR_SETTINGS: 'prod' };

    expect(without.parts).toEqual(['data', 'identity', 'realtime', 'api']);
    expect(synthesise('dev', {}, { PARLEY_CLOUDFRONT: 'off', ...like }).parts).toContain('web');
    expect(synthesise('localstack', {}, like).parts).toEqual(order);
    expect(synthesise('localstack', {}, like).config).toMatchObject({
      stage: 'localstack',
      protectData: true,
    });
    expect(() => synthesise('localstack', {}, { PARLEY_EMULATOR_SETTINGS: 'test' })).toThrow(
      'PARLEY_EMULATOR_SETTINGS',
    );
  });

  it('create nothing with an hourly or monthly price unless configured', () => {
    const costly =
      /^AWS::(EC2|ECS|RDS|ElastiCache|WAFv2|SecretsManager|KMS|Route53|CertificateManager)::/;
    const types = (['dev', 'prod'] as const).flatMap((stage) => {
      const { parts, template } = synthesise(stage);
      return parts.flatMap((part) =>
        Object.values(
          (template(part).toJSON() as { Resources: Record<string, { Type: string }> }).Resources,
        ).map(({ Type }) => Type),
      );
    });

    expect(types.length).toBeGreaterThan(200);
    expect(types.filter((type) => costly.test(type))).toEqual([]);
  });
});

describe('the stage config', () => {
  const parse = (context: Record<string, unknown>, environment = {}) =>
    stageConfig((key) => context[key], environment);

  it('applies cdk.json over the defaults', () => {
    const config = parse({ stage: 'prod', 'parley:prod': { logRetentionDays: 365 } });

    expect(config).toMatchObject({ stage: 'prod', logRetentionDays: 365, protectData: true });
  });

  it('passes the storage limit to the functions that accept files', () => {
    expect(parse({ stage: 'dev' }).userStorageMb).toBe(1_024);
    const { template } = synthesise('dev');
    const informed = functionsOf(template('api')).filter(({ properties }) => {
      const variables = Object(properties['Environment'])['Variables'];
      return Object(variables)['USER_STORAGE_MB'] === '1024';
    });

    expect(informed.map(({ folder }) => folder).sort()).toEqual([
      'functions/http/copy-attachment',
      'functions/http/create-attachment',
      'functions/http/get-storage',
      'functions/http/post-message',
    ]);
  });

  it('requires invitations on AWS, unless configured otherwise', () => {
    expect(parse({ stage: 'prod' }).registration).toBe('invite');
    expect(parse({ stage: 'prod', registration: 'open' }).registration).toBe('open');
    expect(parse({ stage: 'localstack' }).registration).toBe('open');
  });

  it.each([
    { stage: 'production' },
    { stage: 'dev', registration: 'everybody' },
    { stage: 'dev', 'parley:dev': { logRetentionDays: 2 } },
    { stage: 'dev', 'parley:dev': { unknownSetting: true } },
    { stage: 'dev', 'parley:dev': { userStorageMb: -1 } },
    { stage: 'dev', 'parley:dev': { userStorageMb: 1.5 } },
    { stage: 'dev', 'parley:dev': { maxFileMb: 101 } },
    { stage: 'dev', 'parley:dev': { fileTypes: 'all' } },
    { stage: 'dev', 'parley:dev': { userStorageMb: 1_000_000_000 } },
    { stage: 'dev', 'parley:dev': { alarmEmail: 'nobody' } },
    { stage: 'dev', 'parley:dev': { corsOrigins: ['https://chat.example/'] } },
    { stage: 'dev', 'parley:dev': { corsOrigins: ['*'] } },
    { stage: 'dev', 'parley:dev': { accessTokenSeconds: 330 } },
    { stage: 'dev', 'parley:dev': { refreshTokenSeconds: 90 * 86_400 } },
  ])('refuses %o', (context) => {
    expect(() => parse(context)).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  });

  it('names every wrong setting and its rule', () => {
    const context = {
      stage: 'prod',
      'parley:prod': { logRetentionDays: 2, throttles: { default: { rate: 0, burst: 1 } } },
    };

    expect(() => parse(context)).toThrow(
      /parley:prod\.logRetentionDays: .*; .*throttles\.default\.rate: /,
    );
  });

  it('refuses access tokens that would outlive their sign-in', () => {
    const context = {
      stage: 'dev',
      'parley:dev': { accessTokenSeconds: 7_200, refreshTokenSeconds: 3_600 },
    };

    expect(() => parse(context)).toThrow('parley:dev.accessTokenSeconds: must be less than');
  });

  it('has an emulator’s address on stage localstack only', () => {
    const environment = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4999' };

    expect(parse({ stage: 'localstack' }, environment).endpoint).toBe('http://127.0.0.1:4999');
    expect(parse({ stage: 'dev' }, environment).endpoint).toBeNull();
  });
});
