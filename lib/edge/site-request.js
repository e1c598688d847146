/**
 * CloudFront Function, viewer request of the site: serves index.html for a path without a file extension
 * (single-page app). A file that is missing stays a 404 of the bucket. Custom error responses would also replace the API's 404s.
 */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  const request = event.request;
  const name = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!name.includes('.') && !request.uri.startsWith('/assets/')) request.uri = '/index.html';
  return request;
}
