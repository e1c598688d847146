import { LogFormatter, Logger, LogItem, LogLevelThreshold } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';

/**
 * Only fields that somebody reads, since each byte of a line is billed. The log group names stage and
 * function.
 */
class ShortLines extends LogFormatter {
  override formatAttributes(
    { logLevel, message, timestamp, xRayTraceId }: UnformattedAttributes,
    fields: LogAttributes,
  ): LogItem {
    return new LogItem({
      attributes: {
        level: logLevel,
        message,
        timestamp: this.formatTimestamp(timestamp),
        xray_trace_id: xRayTraceId,
      },
    }).addAttributes(fields);
  }
}

/**
 * Structured JSON lines with ids and outcomes only. Never log a body, a token or a name; an
 * address only in the audit log (account-events.ts).
 */
export const logger = new Logger({ serviceName: 'parley', logFormatter: new ShortLines() });

/** False if lines of level INFO are left out: then they need not be built. */
export const logsInfo = (): boolean => logger.level <= LogLevelThreshold.INFO;
