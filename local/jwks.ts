import type { IncomingMessage, ServerResponse } from 'node:http';
import type { identityProvider } from '#backend';
import { apiHeaders } from '#contracts/headers/api-headers.ts';
import { answer } from './gateway/answer.ts';

/** The public keys of access tokens, where OpenID Connect clients expect them. */
export const jwksPath = '/.well-known/jwks.json';

export const answerJwks = async (
  identities: ReturnType<typeof identityProvider>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const body = JSON.stringify(await identities.jwks());
  const headers = { 'content-type': 'application/json', ...apiHeaders };
  await answer(request, response, { status: 200, headers, body });
};
