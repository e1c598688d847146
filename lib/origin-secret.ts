/** Where `npm run deploy` keeps the secret between CloudFront and the API. */
export const originSecretName = (stage: string): string => `/parley/${stage}/origin-secret`;
