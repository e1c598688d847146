/** The parameter in which `npm run deploy` stores the secret between CloudFront and the API. */
export const originSecretName = (stage: string): string => `/parley/${stage}/origin-secret`;
