/**
 * The parameters in which `npm run deploy` stores the secrets between CloudFront and the API: the one that
 * CloudFront sends, and another one that functions accept too. They differ only while
 * `npm run rotate-secret` replaces one.
 */
export const originSecretNames = (stage: string): { sent: string; accepted: string } => ({
  sent: `/parley/${stage}/origin-secret`,
  accepted: `/parley/${stage}/origin-secret-accepted`,
});
