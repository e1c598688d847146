/** Message of the service worker to a page: a notification was clicked. */
export interface WorkerMessage {
  readonly kind: 'open';
  readonly path: string;
}
