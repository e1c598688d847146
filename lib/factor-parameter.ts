/** The parameter in which `npm run deploy` stores the keys that encrypt the secrets of second factors. */
export const factorParameter = (stage: string): string => `/parley/${stage}/factor-keys`;
