/** Reads and writes the header `Link` (RFC 8288). */
export { default as LinkHeader } from 'http-link-header';
