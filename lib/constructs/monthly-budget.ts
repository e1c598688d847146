import { Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';

/**
 * A monthly budget of the whole account, in US dollars: costs by tag would need a setting of the account that
 * takes a day. AWS sends an e-mail when the month is expected to exceed it, and when it has.
 */
export class MonthlyBudget extends CfnBudget {
  constructor(
    scope: Construct,
    id: string,
    { email, monthlyBudgetUsd }: { email: string; monthlyBudgetUsd: number },
  ) {
    const { stackName, region } = Stack.of(scope);
    super(scope, id, {
      budget: {
        // Names are unique in the account, which may have the stage in several regions.
        budgetName: `${stackName}-${region}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudgetUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: ['FORECASTED', 'ACTUAL'].map((notificationType) => ({
        notification: {
          notificationType,
          comparisonOperator: 'GREATER_THAN',
          threshold: 100,
          thresholdType: 'PERCENTAGE',
        },
        subscribers: [{ subscriptionType: 'EMAIL', address: email }],
      })),
    });
  }
}
