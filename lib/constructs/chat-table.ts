import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { guardsData } from '../config.ts';
import type { TableOperation, TableRight } from '../table-rights.ts';
import { tableRights } from '../table-rights.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import type { Binding } from './binding.ts';
import { removalOf } from './removal.ts';

const string = (name: string) => ({ name, type: AttributeType.STRING });

interface Grant {
  readonly prefixes: readonly string[];
  readonly actions: string[];
}

/** The key prefixes that each action may touch. */
const prefixesByAction = (operations: readonly TableOperation[]): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>();
  for (const operation of operations) {
    const right: TableRight = tableRights[operation];
    for (const [action, prefixes] of Object.entries(right)) {
      for (const prefix of prefixes) {
        found.set(action, (found.get(action) ?? new Set()).add(prefix));
      }
    }
  }
  return found;
};

/** One grant per set of prefixes: the condition on keys must hold for all keys of a call. */
const grantsOf = (operations: readonly TableOperation[]): Grant[] => {
  const grants = new Map<string, Grant>();
  for (const [action, found] of prefixesByAction(operations)) {
    const prefixes = [...found].sort();
    const key = String(prefixes);
    const grant = grants.get(key) ?? { prefixes, actions: [] };
    grant.actions.push(action);
    grants.set(key, grant);
  }
  return [...grants.values()];
};

/** A prefix as an IAM pattern; without a trailing `#` it is a whole key. */
const pattern = (prefix: string): string => (prefix.endsWith('#') ? `${prefix}*` : prefix);

/** The single table of the data model: on-demand, with a stream and a TTL. */
export class ChatTable extends Table {
  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id, {
      partitionKey: string('PK'),
      sortKey: string('SK'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'ttl',
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: guardsData(config),
      pointInTimeRecoverySpecification: config.protectData
        ? { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: config.recoveryDays }
        : { pointInTimeRecoveryEnabled: false },
      removalPolicy: removalOf(config),
    });
    // Indexes of earlier versions, which nothing reads or writes. CloudFormation removes one index per
    // update, so each release removes one.
    for (const indexName of ['GSI1', 'GSI2']) {
      this.addGlobalSecondaryIndex({
        indexName,
        partitionKey: string(`${indexName}PK`),
        sortKey: string(`${indexName}SK`),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
  }

  /** The table's name, and only the actions and partition keys that these operations need. */
  uses(...operations: readonly TableOperation[]): Binding<{ TABLE_NAME: string }> {
    return {
      environment: { TABLE_NAME: this.tableName },
      grantTo: (role) => {
        for (const { prefixes, actions } of grantsOf(operations)) {
          const statement = new PolicyStatement({
            actions: actions.map((action) => `dynamodb:${action}`),
            resources: [this.tableArn],
            conditions: {
              'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes.map(pattern) },
            },
          });
          role.addToPrincipalPolicy(statement);
        }
      },
    };
  }

  /** The rights to read the stream, which Lambda uses in the function's role. */
  get stream(): Binding<Record<never, string>> {
    return {
      environment: {},
      grantTo: (role) => {
        const { tableStreamArn: stream } = this;
        if (!stream) throw new Error('the table has a stream');
        const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator'];
        role.addToPrincipalPolicy(
          new PolicyStatement({
            actions: actions.map((action) => `dynamodb:${action}`),
            resources: [stream],
          }),
        );
        const every = `${this.tableArn}/stream/*`;
        role.addToPrincipalPolicy(
          new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: [every] }),
        );
        acknowledgeWildcards(role, 'A list of streams is of all streams of one table.', {
          resources: [every],
        });
      },
    };
  }
}
