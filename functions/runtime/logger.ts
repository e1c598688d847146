import { Logger } from '@aws-lambda-powertools/logger';

/** Structured JSON lines with ids and outcomes only. Never log a body, a token, a name or an address. */
export const logger = new Logger({ serviceName: 'parley' });
