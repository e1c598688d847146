/** The CloudWatch namespace of Parley's own metrics, each with the dimension `stage` only. */
export const metricsNamespace = 'Parley';

/**
 * What functions measure beyond AWS's own metrics, with its unit. CloudWatch charges $0.30 a month for each
 * beyond ten in an account; everything else is a field of the log lines.
 */
export const metrics = {
  /** Messages that were stored. */
  Sends: 'Count',
  /** Time in the function of each send, in milliseconds. */
  SendLatency: 'Milliseconds',
  /** Sends that had been stored before, by their `client_id`. */
  RepeatedSends: 'Count',
  /** Events that could not be pushed to a socket in time. */
  PushFailures: 'Count',
  /** Sockets that were gone when an event was pushed to them. */
  GoneSockets: 'Count',
  /** Sign-ins that were refused: wrong name or password, or too many attempts. */
  SignInsRefused: 'Count',
  /** Responses 503 for requests that may succeed a moment later. */
  Busy: 'Count',
  /** 1 for a run of the canary that failed, else 0 (setting `canaryMinutes`). */
  CanaryFailed: 'Count',
  /** Duration of a successful run of the canary, including the cleanup. */
  CanarySeconds: 'Seconds',
  /**
   * Notifications that a push service accepted. These three metrics cost $0.90 a month where notifications
   * are on.
   */
  WebPushesAccepted: 'Count',
  /** Push subscriptions that had ended when a notification was sent to them. */
  WebPushesGone: 'Count',
  /** Notifications that a push service refused, or did not accept in any attempt. */
  WebPushesRefused: 'Count',
} as const;

export type MetricName = keyof typeof metrics;
export type Measures = Partial<Record<MetricName, number>>;

/**
 * The routes whose outcome is measured, by `METHOD path`: importing their contracts would load them into
 * every function. A test compares them with the route table.
 */
export const measuredRoutes: Readonly<Record<string, 'send' | 'sign-in'>> = {
  'POST /api/conversations/{id}/messages': 'send',
  'POST /api/messages': 'send',
  'POST /api/auth/token': 'sign-in',
  'POST /api/users/login': 'sign-in',
};
