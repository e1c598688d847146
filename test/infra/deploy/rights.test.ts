import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deployerPolicy } from '#scripts/deploy/rights/deployer-policy.ts';
import { executionPolicy } from '#scripts/deploy/rights/execution-policy.ts';
import type { Policy } from '#scripts/deploy/rights/policy.ts';
import { everySetting } from '../every-setting.ts';
import { synthesise } from '../synthesise.ts';

const place = { account: '111111111111', region: 'eu-west-1' };
const actionsOf = ({ Statement }: Policy): string[] => Statement.flatMap(({ Action }) => Action);

/** The prefix of a client's actions, if it differs from the client's name. */
const services: Record<string, string> = {
  'api-gateway': 'apigateway',
  apigatewaymanagementapi: 'execute-api',
  'cognito-identity-provider': 'cognito-idp',
  'cloudwatch-logs': 'logs',
  'dynamodb-streams': 'dynamodb',
};

/** Calls whose action has another name; empty for those that need no permission. */
const actions: Record<string, string[]> = {
  'apigateway:GetAccount': ['apigateway:GET'],
  'lambda:Invoke': ['lambda:InvokeFunction'],
  's3:DeleteObjects': ['s3:DeleteObject', 's3:DeleteObjectVersion'],
  's3:GetBucketEncryption': ['s3:GetEncryptionConfiguration'],
  's3:GetPublicAccessBlock': ['s3:GetBucketPublicAccessBlock'],
  's3:HeadObject': ['s3:GetObject'],
  's3:ListObjectVersions': ['s3:ListBucketVersions'],
  's3:ListObjectsV2': ['s3:ListBucket'],
  'sts:GetCallerIdentity': [],
};

/** Operations of a client that a file imports, as commands, paginators or waiters. */
const callsOf = (file: string): string[] => {
  const imports = readFileSync(file, 'utf8').matchAll(
    /import \{([^}]*)\} from '@aws-sdk\/client-([a-z0-9-]+)'/g,
  );
  return [...imports].flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/\b(?:(\w+)Command|paginate(\w+))\b/g)].map(
      ([, command, pages]) => `${services[client] ?? client}:${command ?? pages}`,
    ),
  );
};

const files = [
  ...globSync('scripts/deploy/**/*.ts'),
  ...globSync('scripts/verify/**/*.ts'),
  ...globSync('scripts/dead-letters/*.ts'),
  ...globSync('scripts/canary/*.ts'),
  'functions/canary/stored-accounts.ts',
  ...globSync('scripts/*.ts'),
];

describe('the policy of a deployer', () => {
  it('allows every call that the commands make', () => {
    const calls = new Set(files.flatMap(callsOf));
    const needed = [...calls].flatMap((call) => actions[call] ?? [call]);
    const allowed = actionsOf(deployerPolicy(place));

    expect(needed.length).toBeGreaterThan(20);
    expect(needed.filter((action) => !allowed.includes(action))).toEqual([]);
  });

  it('grants nothing on all resources but lists', () => {
    const wide = deployerPolicy(place).Statement.filter(({ Resource }) => Resource === '*');

    expect(wide.map(({ Sid }) => Sid)).toEqual(['Lists']);
    const reading = /^\w+:(GET|Get|List|Describe)/;
    expect(wide.flatMap(({ Action }) => Action).filter((action) => !reading.test(action))).toEqual(
      [],
    );
  });
});

describe('the policy of CloudFormation', () => {
  const policy = executionPolicy(place);
  const prefixes: Record<string, string> = {
    ApiGatewayV2: 'apigateway',
    Cognito: 'cognito-idp',
    CertificateManager: 'acm',
    CloudWatch: 'cloudwatch',
    // The CDK's own resources are functions.
    CDK: 'lambda',
  };

  it('includes every service of the templates', () => {
    const types = (['dev', 'prod', 'localstack'] as const).flatMap((stage) => {
      const { parts, template } = synthesise(stage, stage === 'prod' ? everySetting : {}, {
        CDK_DEFAULT_ACCOUNT: place.account,
        CDK_DEFAULT_REGION: place.region,
      });
      return parts.flatMap((part) => {
        const { Resources } = template(part).toJSON() as {
          Resources: Record<string, { Type: string }>;
        };
        return Object.values(Resources).map(({ Type }) => Type);
      });
    });
    const needed = new Set(
      types.map((type) => {
        const [, service = ''] = type.startsWith('Custom::') ? ['', 'CDK'] : type.split('::');
        return prefixes[service] ?? service.toLowerCase();
      }),
    );
    const allowed = new Set(actionsOf(policy).map((action) => action.split(':')[0]));

    expect(needed.size).toBeGreaterThan(8);
    expect(
      [...needed].filter((service) => !allowed.has(service)),
      [...needed].join(),
    ).toEqual([]);
  });

  it('excludes roles of other apps', () => {
    const roles = policy.Statement.filter(({ Action }) =>
      Action.some((action) => action.startsWith('iam:') || action === '*'),
    );

    expect(roles.map(({ Resource }) => Resource)).toEqual([
      'arn:aws:iam::111111111111:role/parley-*',
    ]);
  });
});
