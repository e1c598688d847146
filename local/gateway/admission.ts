import type { IncomingMessage } from 'node:http';
import { bodyTypeOf, maxBodyBytes } from '#contracts/body-limits.ts';
import { limits } from '#contracts/limits.ts';
import type { Route } from '#contracts/route.ts';
import type { Answer } from './answer.ts';
import type { Authorizer } from './authorizer.ts';
import type { Peer } from './peer.ts';
import { makeRates } from './rates.ts';
import { declaredLength } from './read-body.ts';
import { gatewayAnswer, refusals } from './refusals.ts';

/** A request that passed the checks on its headers. */
export interface Admitted {
  readonly claims: Record<string, unknown> | null;
  /** 0 for an unknown path or a route without a body. */
  readonly limitBytes: number;
  readonly isForm: boolean;
}

/** Refuses a body whose declared length exceeds the limit of its route. */
const refuseSize = (request: IncomingMessage, limitBytes: number): Answer | null => {
  const length = declaredLength(request);
  if (length > limits.body.gatewayBytes) return gatewayAnswer('tooLarge');
  return limitBytes > 0 && length > limitBytes ? refusals.tooLarge(limitBytes) : null;
};

/**
 * Admits a request by its headers, before reading its body. Checks the declared size, the token, and the
 * rates of caller and address. `route` is null for `$default`.
 */
export const makeAdmission = (authorizer: Authorizer, userWritesPerSecond: number) => {
  const rates = makeRates(userWritesPerSecond);

  return async (
    request: IncomingMessage,
    peer: Peer,
    route: Route | null,
  ): Promise<Admitted | Answer> => {
    const contentType = request.headers['content-type'];
    const limitBytes = route ? maxBodyBytes(route, contentType) : 0;
    const tooLarge = refuseSize(request, limitBytes);
    if (tooLarge) return tooLarge;
    const isBearer = route?.access === 'bearer';
    const verdict = isBearer ? await authorizer(request.headers.authorization) : null;
    if (verdict && !verdict.claims) {
      return gatewayAnswer('unauthorized', { 'www-authenticate': verdict.challenge });
    }
    const claims = verdict?.claims ?? null;
    const waitSeconds = rates.take(peer, route, claims);
    if (waitSeconds > 0) return refusals.tooMany(waitSeconds);
    const isForm = route !== null && bodyTypeOf(contentType, route) === 'multipart';
    return { claims, limitBytes, isForm };
  };
};
