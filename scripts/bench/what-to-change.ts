/** By the name of a load in docs/cost.md: what an operator should change at that size. */
export const whatToChange: Readonly<Record<string, string>> = {
  idle: '',
  '2 users': 'nothing',
  '20 users': 'nothing',
  '1,000 users': 'set `monthlyBudgetUsd`. A small server is cheaper if somebody tends it',
  '100,000 users':
    'provisioned capacity with autoscaling for the table: down to a third of the price where the load is steady; a Compute Savings Plan; private prices of CloudFront. The quotas: [scaling.md](scaling.md)',
  '1,000,000 users':
    'the same, with reserved capacity; another identity provider, since users of Cognito are more than half of the bill; sockets on containers behind a load balancer in place of the WebSocket API',
};
