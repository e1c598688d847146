/** What the service worker tells a page: somebody clicked a notification. */
export interface WorkerMessage {
  readonly kind: 'open';
  readonly path: string;
}
