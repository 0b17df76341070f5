/** Agents that fetch on their own: libraries, scanners, headless browsers, mail security gateways, previewers. */
const SCANNER =
  /bot\b|crawl|spider|scan|python|curl|wget|httpclient|http-client|okhttp|go-http|java\/|libwww|headless|phantom|puppeteer|playwright|barracuda|proofpoint|mimecast|safelinks|symantec|fireeye|trendmicro|sophos|ironport|forcepoint|zscaler|virustotal|preview|facebookexternalhit|slackbot|whatsapp|skype/i;
/** Fetch pictures for a person, or ahead of one: a person may or may not be behind it. */
const IMAGE_PROXY = /googleimageproxy|ggpht|yahoomailproxy|outlookmobile image|cloudflare-image/i;
/** Apple Mail Privacy Protection: a browser without a platform, for every message, read or not. */
const APPLE_PROXY = /^Mozilla\/5\.0$/;

/** Why a fetch is taken for a machine's, or null for what may be a person (E63, E64). Judged again with more context. */
export function machineReason(
  kind: 'open' | 'click',
  request: { method: string; agent: string; purpose: string },
): string | null {
  if (request.method === 'HEAD') return 'head';
  if (/prefetch|preview|prerender/i.test(request.purpose)) return 'prefetch';
  if (request.agent === '') return 'no-agent';
  if (SCANNER.test(request.agent)) return 'scanner';
  if (kind === 'open' && APPLE_PROXY.test(request.agent)) return 'apple-proxy';
  if (kind === 'open' && IMAGE_PROXY.test(request.agent)) return 'image-proxy';
  return null;
}
