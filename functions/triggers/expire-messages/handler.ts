import type { Context } from 'aws-lambda';
import { readEnv, triggerEnv } from '../../runtime/env.ts';
import { logger } from '../../runtime/logger.ts';
import { wireRemoveExpired } from '../../wiring/conversations.ts';

const removeExpired = wireRemoveExpired(readEnv(triggerEnv['expire-messages']));

/** The time that the last step may take. */
const reserveMs = 6_000;

/** Runs every hour. Readers hide what has expired before; while the stage is read-only, it stays stored. */
export const handler = async (_event: unknown, context: Context): Promise<void> => {
  if (process.env['READ_ONLY'] === 'on') return;
  let failed = 0;
  const cleaned = await removeExpired({
    until: Date.now() + context.getRemainingTimeInMillis() - reserveMs,
    onFailure: (error) => {
      failed++;
      logger.error('expiry failed', { trigger: 'expire-messages', error });
    },
  });
  logger.info('expired messages', { trigger: 'expire-messages', cleaned, failed });
  if (failed > 0) throw new Error(`${failed} conversations have expired messages that stay stored`);
};
