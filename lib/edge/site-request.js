/**
 * CloudFront Function, viewer request of the site: serves index.html for a path without a file extension
 * (single-page app). A file that is missing stays a 404 of the bucket. Custom error responses would also replace the API's 404s.
 */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  const request = event.request;
  const uri = request.uri;
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  // A user's name may have a dot.
  const isPage = uri.startsWith('/u/') || (!name.includes('.') && !uri.startsWith('/assets/'));
  if (isPage) request.uri = '/index.html';
  return request;
}
