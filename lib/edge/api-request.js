/**
 * CloudFront Function, viewer request of `/api/*` and `/ws`. Tells the origin who the viewer is, over
 * whatever the viewer claimed: the edge's own address and host are all that it would see otherwise.
 */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  const request = event.request;
  // A route key cannot end in a slash; clients' base addresses often do.
  request.uri = request.uri.replace(/\/+$/, '') || '/';
  request.headers['x-viewer-ip'] = { value: event.viewer.ip };
  request.headers['x-viewer-host'] = { value: request.headers.host.value };
  return request;
}
