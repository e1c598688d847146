import { Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';

/**
 * A monthly budget for the whole account, in US dollars: a budget by tag would need an account setting that
 * takes a day. AWS sends an e-mail when the month is forecast to exceed it, and when it has.
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
        // Names are unique per account, and the stage may exist in several regions.
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
