import { RemovalPolicy } from 'aws-cdk-lib';
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
import type { TableOperation, TableRight } from '../table-rights.ts';
import { tableRights } from '../table-rights.ts';
import type { Binding } from './binding.ts';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** Actions by the key prefixes that they may touch: one statement for each set of prefixes. */
const byPrefixes = (operations: readonly TableOperation[]): Map<string, string[]> => {
  const prefixesOf = new Map<string, Set<string>>();
  for (const operation of operations) {
    const right: TableRight = tableRights[operation];
    for (const [action, prefixes] of Object.entries(right)) {
      prefixesOf.set(action, new Set([...(prefixesOf.get(action) ?? []), ...prefixes]));
    }
  }
  const groups = new Map<string, string[]>();
  for (const [action, prefixes] of prefixesOf) {
    const key = [...prefixes].sort().join(' ');
    groups.set(key, [...(groups.get(key) ?? []), action]);
  }
  return groups;
};

/** The one table of the data model: on demand, with a stream, two sparse keys-only indexes and a TTL. */
export class ChatTable extends Table {
  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id, {
      partitionKey: string('PK'),
      sortKey: string('SK'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'ttl',
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: config.protectData,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: config.protectData },
      removalPolicy: config.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const indexName of ['GSI1', 'GSI2']) {
      this.addGlobalSecondaryIndex({
        indexName,
        partitionKey: string(`${indexName}PK`),
        sortKey: string(`${indexName}SK`),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
  }

  /** The table's name, and exactly the actions and partition keys that these operations need. */
  uses(...operations: readonly TableOperation[]): Binding<{ TABLE_NAME: string }> {
    return {
      environment: { TABLE_NAME: this.tableName },
      grantTo: (role) => {
        for (const [prefixes, actions] of byPrefixes(operations)) {
          const statement = new PolicyStatement({
            actions: actions.map((action) => `dynamodb:${action}`),
            resources: [this.tableArn],
            conditions: {
              'ForAllValues:StringLike': {
                'dynamodb:LeadingKeys': prefixes
                  .split(' ')
                  .map((key) => (key.endsWith('#') ? `${key}*` : key)),
              },
            },
          });
          role.addToPrincipalPolicy(statement);
        }
      },
    };
  }
}
