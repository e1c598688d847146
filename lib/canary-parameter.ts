/** The parameter in which `npm run deploy` stores the two accounts of a stage's canary, as a SecureString. */
export const canaryParameter = (stage: string): string => `/parley/${stage}/canary`;
