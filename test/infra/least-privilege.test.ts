import { beforeAll, describe, expect, it } from 'vitest';
import { bucketRights } from '../../lib/bucket-rights.ts';
import { identityRights } from '../../lib/identity-rights.ts';
import { tableRights } from '../../lib/table-rights.ts';
import type { FoundFunction, Statement } from './functions-of.ts';
import { functionsOf, resourcesOf, statementsOfRole, targetOf } from './functions-of.ts';
import { portCallsOf } from './port-calls.ts';
import { synthesise } from './synthesise.ts';

const { parts, template } = synthesise('dev', { pushContact: 'mailto:ops@example.com' });
const functions = parts.flatMap((part) =>
  functionsOf(template(part)).map((found) => ({ ...found, part })),
);
const list = (value: string | string[]): string[] => [value].flat();

/** The statements of a managed policy. */
const statementsInPolicy = (properties: Record<string, unknown>): Statement[] =>
  Object(properties['PolicyDocument']).Statement;

/** The statements of the function's role. */
const statementsOf = ({ part, properties }: FoundFunction & { part: (typeof parts)[number] }) => {
  const role = resourcesOf(template(part), 'AWS::IAM::Role')[targetOf(properties['Role']) ?? ''];
  return role ? statementsOfRole(role) : [];
};

const managedPolicies = ({ part, properties }: (typeof functions)[number]): string[] => {
  const role = resourcesOf(template(part), 'AWS::IAM::Role')[targetOf(properties['Role']) ?? ''];
  return ((role?.Properties['ManagedPolicyArns'] ?? []) as unknown[]).map((arn) =>
    JSON.stringify(arn),
  );
};

/** The end of a composed ARN: `/att/*` of a bucket; empty for a whole resource. */
const endOf = (resource: unknown): string => {
  const parts: unknown[] = Object(resource)['Fn::Join']?.[1] ?? [];
  const last = parts.at(-1);
  return typeof last === 'string' ? last.replace(/^\//, '') : '';
};

/** `action key-prefix` for table and bucket, the action alone for resources without keys. */
const granted = (statements: readonly Statement[]): string[] =>
  statements.flatMap(({ Action, Resource, Condition }) => {
    const leading = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
    const keys = leading ?? [Resource].flat().map(endOf);
    return list(Action).flatMap((action) => keys.map((key) => `${action} ${key}`.trim()));
  });

/** Calls of Lambda itself on behalf of a function: reading the stream. */
const ofMapping = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
const ofStream = [...ofMapping, 'dynamodb:ListStreams stream/*', 'sqs:SendMessage'];
const follower = 'functions/triggers/remove-bytes';
const notifier = 'functions/triggers/notify-message';
const privateKey = 'ssm:GetParameter :parameter/parley/dev/push-private-key';
/** Rights that follow from no call of a port. */
const beyondCalls: Readonly<Record<string, readonly string[]>> = {
  [follower]: ofStream,
  [notifier]: [
    ...ofStream,
    ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `sqs:${action}`),
    privateKey,
  ],
  'functions/http/test-push': [privateKey],
};

const needed = (operations: ReadonlySet<string>): string[] =>
  [...operations].flatMap((operation) => {
    const rights: Record<string, Partial<Record<string, readonly string[]>>> = tableRights;
    const calls: Record<string, readonly string[]> = identityRights;
    const onTable = Object.entries(rights[operation] ?? {}).flatMap(([action, keys = []]) =>
      keys.map((key) => `dynamodb:${action} ${key.endsWith('#') ? `${key}*` : key}`),
    );
    const objects: Record<string, Partial<Record<string, readonly string[]>>> = bucketRights;
    const onBucket = Object.entries(objects[operation] ?? {}).flatMap(([action, prefixes = []]) =>
      prefixes.length > 0 ? prefixes.map((prefix) => `s3:${action} ${prefix}*`) : [`s3:${action}`],
    );
    const onUsers = (calls[operation] ?? []).map((action) => `cognito-idp:${action}`);
    return [...onTable, ...onBucket, ...onUsers];
  });

const distinct = (rights: readonly string[]): string[] => [...new Set(rights)].sort();

describe('the rights of a function', () => {
  let calls: Map<string, Set<string>>;
  beforeAll(() => {
    calls = portCallsOf(functions.map(({ folder }) => `${folder}/handler.ts`));
  });
  const callsOf = (folder: string) => calls.get(`${folder}/handler.ts`) ?? new Set();

  it('are derived from calls that were found', () => {
    expect(callsOf('functions/http/mailbox/send-message')).toContain('ConversationStore.change');
    expect(callsOf('functions/http/get-me')).toEqual(new Set(['UserStore.get']));
    expect(callsOf(follower)).toEqual(new Set(['BlobStore.remove', 'AttachmentStore.release']));
  });

  it.each(functions)('$folder: exactly what its handler’s use case calls', (found) => {
    const all = granted(statementsOf(found)).filter((right) => !right.startsWith('logs:'));
    const others = beyondCalls[found.folder] ?? [];

    expect(distinct(all)).toEqual(distinct([...needed(callsOf(found.folder)), ...others]));
  });

  it.each(functions)(
    '$folder: posting to sockets and closing them only if its use case does so',
    (found) => {
      const policies = managedPolicies(found);
      const operations = callsOf(found.folder);

      expect(policies.some((arn) => arn.includes('POST'))).toBe(operations.has('Broadcaster.post'));
      expect(policies.some((arn) => arn.includes('DELETE'))).toBe(
        operations.has('Broadcaster.disconnect'),
      );
      expect(policies.every((arn) => /POST|DELETE/.test(arn))).toBe(true);
    },
  );

  it.each(functions)('$folder: no wildcard but for ids, no foreign log', (found) => {
    for (const { Action, Resource, Effect } of statementsOf(found)) {
      expect(Effect).toBe('Allow');
      expect(list(Action).join()).not.toContain('*');
      for (const resource of [Resource].flat()) {
        const text = JSON.stringify(resource).replace(/"\/(pending|att|stream)\/\*"/, '');
        expect(text).not.toContain('*');
      }
    }
    const logs = statementsOf(found).filter(({ Action }) => list(Action).join().includes('logs:'));
    const group = targetOf(Object(found.properties['LoggingConfig'])['LogGroup']);
    expect(logs.map(({ Resource }) => targetOf(Resource))).toEqual([group]);
  });

  it('have wildcards for the ids of connections only, in two policies', () => {
    const policies = parts.flatMap((part) =>
      Object.values(resourcesOf(template(part), 'AWS::IAM::ManagedPolicy')),
    );

    const resources = policies.flatMap(({ Properties }) =>
      statementsInPolicy(Properties).map(
        ({ Action, Resource }) => `${Action} ${JSON.stringify(Resource)}`,
      ),
    );
    expect(resources).toHaveLength(2);
    for (const resource of resources) {
      expect(resource).toMatch(
        /^execute-api:ManageConnections .*\/ws\/(POST|DELETE)\/@connections\/\*/,
      );
      expect(resource.match(/\*/g)).toHaveLength(1);
    }
  });

  it('include the stream and the queue of failures only for the functions that read the stream', () => {
    const followers = functions.filter((found) =>
      granted(statementsOf(found)).some((right) => /^dynamodb:.*Stream|^sqs:/.test(right)),
    );

    expect(followers.map(({ folder }) => folder).sort()).toEqual([notifier, follower].sort());
  });

  it('never include scans or indexes', () => {
    const all = JSON.stringify(functions.flatMap((found) => statementsOf(found)));

    expect(all).not.toMatch(/dynamodb:Scan|PartiQL|\/index\//);
  });
});
