/**
 * CloudFront Function, viewer request of `/api/*` and `/ws`. Passes the viewer's address and host to the
 * origin, which otherwise sees only the edge's. Overwrites headers that the viewer sent.
 */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  const request = event.request;
  // Route keys have no trailing slash; clients' base URLs often do.
  request.uri = request.uri.replace(/\/+$/, '') || '/';
  request.headers['x-viewer-ip'] = { value: event.viewer.ip };
  request.headers['x-viewer-host'] = { value: request.headers.host.value };
  return request;
}
