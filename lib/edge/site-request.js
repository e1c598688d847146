/**
 * CloudFront Function, viewer request of the site: a path without a file extension is a page of the
 * single-page app. Custom error responses could do it too, but they would also replace the API's 404s.
 */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  const request = event.request;
  const name = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!name.includes('.')) request.uri = '/index.html';
  return request;
}
