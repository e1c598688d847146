import { Logger } from '@aws-lambda-powertools/logger';

/** Structured JSON lines. Never given a body, a token, a name or an address: ids and outcomes only. */
export const logger = new Logger({ serviceName: 'parley' });
