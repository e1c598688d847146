import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

/** An event of an API Gateway HTTP API, payload 2.0. `authorizer` is absent on public routes. */
export type HttpEvent = Omit<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'> & {
  requestContext: Omit<APIGatewayProxyEventV2WithJWTAuthorizer['requestContext'], 'authorizer'> & {
    authorizer?: { jwt?: { claims: Record<string, unknown> } };
  };
};

/** `name=value` of each cookie. API Gateway takes them out of the headers, MiniStack leaves them there. */
export const requestCookies = ({ cookies, headers }: HttpEvent): readonly string[] =>
  cookies ?? headers['cookie']?.split('; ') ?? [];
