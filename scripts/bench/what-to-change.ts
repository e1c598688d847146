/** By the name of a load in docs/cost.md: what an operator changes at that size. */
export const whatToChange: Readonly<Record<string, string>> = {
  idle: '',
  '2 users': 'nothing',
  '20 users': 'nothing',
  '1,000 users': 'nothing; set `monthlyBudgetUsd`. A small server is cheaper if somebody tends it',
  '100,000 users':
    'provisioned capacity with autoscaling for the table (a fifth to a seventh of the price of steady load), a Compute Savings Plan, `logRetentionDays` of 14, Cognito Lite; ask for private prices of CloudFront',
  '1,000,000 users':
    'the same, with reserved capacity; sockets on containers behind a load balancer in place of the WebSocket API; own sign-in in place of Cognito, whose users are the largest part',
};
