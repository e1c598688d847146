import { Logger } from '@aws-lambda-powertools/logger';

/**
 * Structured JSON lines with ids and outcomes only. Never log a body, a token or a name; an
 * address only in the audit log (account-events.ts).
 */
export const logger = new Logger({ serviceName: 'parley' });
